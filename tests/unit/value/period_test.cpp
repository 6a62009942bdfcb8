// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/period.h"

#include <catch2/catch.hpp>

#include "runtime/value/check.h"

namespace quarterday::value {

namespace {

constexpr Calendar financial{4};
constexpr Calendar plain{1};

Period at(const Calendar& calendar, const char* text) {
  const ParsedPeriod parsed = calendar.parse(text);
  QD_CHECK(parsed.period.has_value(), "a test is written with periods");
  return *parsed;
}

std::vector<std::string> names(const Calendar& calendar, const std::vector<Period>& periods) {
  std::vector<std::string> result;
  for (const Period& period : periods) result.push_back(calendar.name(period));
  return result;
}

}  // namespace

TEST_CASE("periods are read in the style of the calendar and written back") {
  for (const char* text :
       {"2014/15", "2099/00", "1999/00", "1900/01", "2199/00", "2014/15-Q1", "2014/15-Q4", "2014-04", "2015-03"}) {
    INFO(text);
    CHECK(financial.name(at(financial, text)) == text);
    CHECK(Calendar{10}.name(at(Calendar{10}, text)) == text);
  }
  for (const char* text : {"2014", "1900", "2199", "2014-Q1", "2014-Q4", "2014-04", "2014-12"}) {
    INFO(text);
    CHECK(plain.name(at(plain, text)) == text);
  }
  CHECK(at(financial, "2014/15") == Period{Grain::year, 2014 * 12 + 3});
  CHECK(at(financial, "2014/15-Q4") == Period{Grain::quarter, 2015 * 12});
  CHECK(at(plain, "2014") == Period{Grain::year, 2014 * 12});
  CHECK(at(financial, "2014-04") == at(plain, "2014-04"));
  CHECK(financial.name(Period{}) == "once");
}

TEST_CASE("what is not a period is refused with the reason") {
  const auto error = [](const Calendar& calendar, const char* text) {
    const ParsedPeriod parsed = calendar.parse(text);
    CHECK_FALSE(parsed);
    return parsed.error;
  };
  for (const char* text : {"",           "14/15",      "2014/2015", "2014/15-Q0", "2014/15-Q5",
                           "2014/15-Q",  "2014/15-q1", "2014/15Q1", "2014/15-04", "2014-13",
                           "2014-00",    "2014-4",     "2014/15 ",  " 2014/15",   "2014/15-Q11",
                           "2014-04-01", "once",       "2014-",     "2014/",      "99999999999999999999"}) {
    INFO(text);
    CHECK(error(financial, text) == PeriodError::malformed);
    CHECK(error(plain, text) == PeriodError::malformed);
  }
  CHECK(error(financial, "2014") == PeriodError::wrong_calendar);
  CHECK(error(financial, "2014-Q1") == PeriodError::wrong_calendar);
  CHECK(error(plain, "2014/15") == PeriodError::wrong_calendar);
  CHECK(error(plain, "2014/15-Q1") == PeriodError::wrong_calendar);
  CHECK(error(financial, "2014/16") == PeriodError::years_do_not_follow);
  CHECK(error(financial, "2014/14-Q1") == PeriodError::years_do_not_follow);
  CHECK(error(financial, "1899/00") == PeriodError::year_out_of_range);
  CHECK(error(financial, "2200/01-Q1") == PeriodError::year_out_of_range);
  CHECK(error(financial, "0001-01") == PeriodError::year_out_of_range);
  CHECK(error(plain, "2200") == PeriodError::year_out_of_range);
  CHECK(financial.parse("2014/15").error == PeriodError::none);
}

TEST_CASE("coarser periods that contain a period") {
  CHECK(financial.name(financial.year_of(at(financial, "2015-03"))) == "2014/15");
  CHECK(financial.name(financial.year_of(at(financial, "2015-04"))) == "2015/16");
  CHECK(plain.name(plain.year_of(at(plain, "2015-03"))) == "2015");
  CHECK(financial.name(financial.containing(at(financial, "2015-01"), Grain::quarter)) == "2014/15-Q4");
  CHECK(plain.name(plain.containing(at(plain, "2015-12"), Grain::quarter)) == "2015-Q4");
  CHECK(financial.containing(at(financial, "2015-01"), Grain::month) == at(financial, "2015-01"));
  CHECK(financial.containing(at(financial, "2014/15"), Grain::once) == Period{});
  CHECK_THROWS_AS(financial.containing(at(financial, "2014/15"), Grain::month), InternalError);
  CHECK_THROWS_AS(financial.year_of(Period{}), InternalError);

  CHECK(financial.contains(at(financial, "2014/15"), at(financial, "2015-03")));
  CHECK_FALSE(financial.contains(at(financial, "2014/15"), at(financial, "2015-04")));
  CHECK_FALSE(financial.contains(at(financial, "2015-03"), at(financial, "2014/15")));
  CHECK(financial.contains(at(financial, "2014/15"), at(financial, "2014/15")));
  CHECK(financial.contains(Period{}, at(financial, "2014/15")));
}

TEST_CASE("finer parts of a period") {
  CHECK(names(financial, financial.parts(at(financial, "2014/15"), Grain::quarter)) ==
        std::vector<std::string>{"2014/15-Q1", "2014/15-Q2", "2014/15-Q3", "2014/15-Q4"});
  CHECK(names(financial, financial.parts(at(financial, "2014/15-Q4"), Grain::month)) ==
        std::vector<std::string>{"2015-01", "2015-02", "2015-03"});
  CHECK(financial.parts(at(financial, "2014/15"), Grain::month).size() == 12);
  CHECK(financial.parts(at(financial, "2014-04"), Grain::month) == std::vector<Period>{at(financial, "2014-04")});
  CHECK_THROWS_AS(financial.parts(at(financial, "2014-04"), Grain::year), InternalError);
  CHECK_THROWS_AS(financial.parts(Period{}, Grain::year), InternalError);
}

TEST_CASE("periods before and after, across years") {
  CHECK(financial.name(financial.shift(at(financial, "2014/15-Q4"), 1)) == "2015/16-Q1");
  CHECK(financial.name(financial.shift(at(financial, "2014/15-Q1"), -1)) == "2013/14-Q4");
  CHECK(financial.name(financial.shift(at(financial, "2014-12"), 1)) == "2015-01");
  CHECK(financial.name(financial.shift(at(financial, "2014-01"), -13)) == "2012-12");
  CHECK(financial.name(financial.shift(at(financial, "1999/00"), 1)) == "2000/01");
  CHECK(plain.name(plain.shift(at(plain, "2014-Q1"), -4)) == "2013-Q1");
  CHECK(plain.shift(Period{}, 0) == Period{});
  CHECK_THROWS_AS(plain.shift(Period{}, 1), InternalError);
  CHECK_THROWS_AS(plain.shift(at(plain, "2014"), 2000000000), InternalError);
}

TEST_CASE("periods long before any contract still have their year") {
  const Period last_month_before_year_zero{Grain::month, -1};
  CHECK(Calendar::first_day(last_month_before_year_zero) == Date{-1, 12, 1});
  CHECK(plain.year_of(last_month_before_year_zero).first_month == -12);
  CHECK(financial.year_of(last_month_before_year_zero).first_month == -9);
  CHECK(plain.ordinal_in_year(last_month_before_year_zero) == 12);
}

TEST_CASE("the place of a period in its year") {
  CHECK(financial.ordinal_in_year(at(financial, "2014-04")) == 1);
  CHECK(financial.ordinal_in_year(at(financial, "2015-03")) == 12);
  CHECK(plain.ordinal_in_year(at(plain, "2015-03")) == 3);
  CHECK(financial.ordinal_in_year(at(financial, "2014/15-Q3")) == 3);
  CHECK(financial.ordinal_in_year(at(financial, "2014/15")) == 1);
}

TEST_CASE("days of a period") {
  CHECK(Calendar::first_day(at(financial, "2014/15")) == Date{2014, 4, 1});
  CHECK(Calendar::last_day(at(financial, "2014/15")) == Date{2015, 3, 31});
  CHECK(Calendar::last_day(at(financial, "2015/16-Q4")) == Date{2016, 3, 31});
  CHECK(Calendar::last_day(at(plain, "2016-02")) == Date{2016, 2, 29});
  CHECK(Calendar::last_day(at(plain, "2014")) == Date{2014, 12, 31});
  CHECK(Calendar::month_of(Date{2016, 2, 29}) == at(plain, "2016-02"));
  CHECK_THROWS_AS(Calendar::first_day(Period{}), InternalError);
  CHECK_THROWS_AS(Calendar::last_day(Period{}), InternalError);
}

TEST_CASE("years and quarters by number") {
  CHECK(financial.year(2014) == at(financial, "2014/15"));
  CHECK(financial.quarter(2014, 4) == at(financial, "2014/15-Q4"));
  CHECK_THROWS_AS(financial.quarter(2014, 5), InternalError);
  CHECK_THROWS_AS(Calendar::month(2014, 0), InternalError);
}

}  // namespace quarterday::value
