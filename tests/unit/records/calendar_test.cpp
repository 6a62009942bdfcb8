// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/calendar.h"

#include "runtime/value/date.h"

using quarterday::records::day_of;
using quarterday::records::months_after;
using quarterday::value::Date;

namespace {

std::int64_t days(const char* text) { return Date::parse(text)->days_since_epoch(); }
std::string after(std::int64_t months, const char* day) {
  return Date::from_days_since_epoch(months_after(days(day), months)).to_text();
}

}  // namespace

TEST_CASE("a time belongs to its day, before 1970 too", "[records]") {
  CHECK(day_of(0) == 0);
  CHECK(day_of(1439) == 0);
  CHECK(day_of(1440) == 1);
  CHECK(day_of(-1) == -1);
  CHECK(day_of(-1440) == -1);
  CHECK(day_of(-1441) == -2);
}

TEST_CASE("months later is the same day, or the last one of the month", "[records]") {
  CHECK(after(24, "2010-03-01") == "2012-03-01");
  CHECK(after(24, "2012-02-29") == "2014-02-28");
  CHECK(after(48, "2012-02-29") == "2016-02-29");
  CHECK(after(216, "1996-02-29") == "2014-02-28");
  CHECK(after(1, "2014-01-31") == "2014-02-28");
  CHECK(after(3, "2014-11-30") == "2015-02-28");
  CHECK(after(1, "2014-12-15") == "2015-01-15");
}

TEST_CASE("beyond the calendar nothing is later", "[records]") {
  CHECK(after(1'200'000, "2014-01-31") == "9999-01-31");
}
