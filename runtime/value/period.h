// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/date.h"

namespace quarterday::value {

// From coarse to fine. `once` is the grain of what does not vary in time: it has a single period, which contains all.
enum class Grain : std::uint8_t { once, year, quarter, month };

// Months are counted from year 0, so that periods are plain numbers; what they are called depends on the Calendar.
struct Period {
  Grain grain = Grain::once;
  std::int32_t first_month = 0;  // year * 12 + month - 1

  friend bool operator==(const Period&, const Period&) = default;
  friend auto operator<=>(const Period&, const Period&) = default;
};

enum class PeriodError : std::uint8_t { none, malformed, wrong_calendar, years_do_not_follow, year_out_of_range };

struct ParsedPeriod {
  std::optional<Period> period;
  PeriodError error = PeriodError::none;

  explicit operator bool() const { return period.has_value(); }
  const Period& operator*() const { return *period; }
  const Period* operator->() const { return &*period; }
};

// The year of a contract: 4 for April to March (the financial year), 1 for January to December. Years that begin in
// January are written `2014` and `2014-Q1`, all others `2014/15` and `2014/15-Q1`; months are `2014-04` in both.
struct Calendar {
  int first_month_of_year = 4;

  static int months(Grain grain);  // not of `once`, which has no length

  Period year(int starting_year) const;
  Period quarter(int starting_year, int number) const;  // 1 to 4; the first begins with the year
  static Period month(int year, int month);
  static Period month_of(const Date& date) { return month(date.year, date.month); }

  Period year_of(Period period) const { return containing(period, Grain::year); }
  // Precondition: the grain is the period's own or coarser.
  Period containing(Period period, Grain grain) const;
  // In order of time. Precondition: the grain is the period's own or finer, and the period is not `once`.
  std::vector<Period> parts(Period period, Grain grain) const;
  // n periods later, or earlier where n is negative. `once` has no other.
  Period shift(Period period, int n) const;
  bool contains(Period outer, Period inner) const;
  // From 1: April is month 1 of a financial year.
  int ordinal_in_year(Period period) const;

  std::string name(Period period) const;
  ParsedPeriod parse(std::string_view text) const;

  static Date first_day(Period period);
  static Date last_day(Period period);

  friend bool operator==(const Calendar&, const Calendar&) = default;
};

}  // namespace quarterday::value
