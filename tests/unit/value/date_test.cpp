// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/date.h"

#include <catch2/catch.hpp>
#include <limits>

#include "runtime/value/check.h"

namespace quarterday::value {

TEST_CASE("dates are read strictly") {
  CHECK(Date::parse("2014-04-01") == Date{2014, 4, 1});
  CHECK(Date::parse("2016-02-29") == Date{2016, 2, 29});
  CHECK(Date::parse("2000-02-29"));
  CHECK(Date::parse("9999-12-31"));
  for (const char* text : {"", "2014-4-1", "2014-04-1", "2014/04/01", "2014-04-01 ", " 2014-04-01", "14-04-2001",
                           "2014-13-01", "2014-00-01", "2014-04-31", "2014-04-00", "2015-02-29", "1900-02-29",
                           "0000-01-01", "2014-04-0x", "-014-04-01", "20140401"}) {
    INFO(text);
    CHECK_FALSE(Date::parse(text));
  }
}

TEST_CASE("dates are ordered and written") {
  CHECK(Date{2014, 4, 1} < Date{2014, 4, 2});
  CHECK(Date{2014, 12, 31} < Date{2015, 1, 1});
  CHECK(Date{7, 4, 1}.to_text() == "0007-04-01");
  CHECK_FALSE(Date::from_ymd(10000, 1, 1));
  CHECK(days_in_month(2100, 2) == 28);
  CHECK_THROWS_AS(days_in_month(2100, 13), InternalError);
}

TEST_CASE("days since the epoch") {
  CHECK(Date{1970, 1, 1}.days_since_epoch() == 0);
  CHECK(Date{1969, 12, 31}.days_since_epoch() == -1);
  CHECK(Date{2000, 3, 1}.days_since_epoch() == 11017);
  for (const Date& date : {Date{1, 1, 1}, Date{1900, 2, 28}, Date{2016, 2, 29}, Date{9999, 12, 31}}) {
    CHECK(Date::from_days_since_epoch(date.days_since_epoch()) == date);
  }
  CHECK_THROWS_AS(Date::from_days_since_epoch(Date{9999, 12, 31}.days_since_epoch() + 1), InternalError);
  CHECK_THROWS_AS(Date::from_days_since_epoch(Date{1, 1, 1}.days_since_epoch() - 1), InternalError);
  CHECK_THROWS_AS(Date::from_days_since_epoch(std::numeric_limits<std::int64_t>::min()), InternalError);
}

TEST_CASE("days and months later") {
  CHECK(days_later({2024, 2, 28}, 1) == Date{2024, 2, 29});
  CHECK(days_later({2025, 12, 31}, 1) == Date{2026, 1, 1});
  CHECK(days_later({2025, 3, 1}, -1) == Date{2025, 2, 28});
  CHECK(months_later({2025, 8, 31}, 6) == Date{2026, 2, 28});
  CHECK(months_later({2023, 8, 31}, 6) == Date{2024, 2, 29});
  CHECK(months_later({2024, 2, 29}, 12) == Date{2025, 2, 28});
  CHECK(months_later({2025, 1, 15}, -1) == Date{2024, 12, 15});
  CHECK(months_later({2025, 12, 31}, 0) == Date{2025, 12, 31});
  CHECK(days_later({2199, 12, 30}, 1) == Date{2199, 12, 31});
  CHECK_FALSE(days_later({2199, 12, 31}, 1));
  CHECK_FALSE(months_later({2199, 12, 1}, 1));
  CHECK_FALSE(months_later({1900, 1, 1}, -1));
  CHECK_FALSE(days_later({2025, 1, 1}, std::numeric_limits<std::int64_t>::max()));
  CHECK_FALSE(months_later({2025, 1, 1}, std::numeric_limits<std::int64_t>::max()));
}

}  // namespace quarterday::value
