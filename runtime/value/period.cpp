// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/period.h"

#include <limits>

#include "runtime/value/check.h"

namespace quarterday::value {

namespace {

constexpr std::int32_t months_in_year = 12;

// Towards minus infinity, so that the years before year 0 are as long as the others.
std::int32_t floor_divide(std::int32_t a, std::int32_t b) { return a / b - (a % b < 0 ? 1 : 0); }

std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

// Takes exactly `count` digits off the front of the text.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int number = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

// The shape of a period's name in either style, before anything is known about the calendar.
struct Written {
  int year = 0;
  std::optional<int> second_year;  // the two digits after `/`
  std::optional<int> quarter;
  std::optional<int> month;
};

std::optional<Written> read(std::string_view text) {
  Written written;
  const std::optional<int> year = take_number(text, 4);
  if (!year) return std::nullopt;
  written.year = *year;
  if (take(text, "/")) {
    written.second_year = take_number(text, 2);
    if (!written.second_year) return std::nullopt;
  }
  if (take(text, "-Q")) {
    written.quarter = take_number(text, 1);
    if (!written.quarter || *written.quarter < 1 || *written.quarter > 4) return std::nullopt;
  } else if (!written.second_year && take(text, "-")) {
    written.month = take_number(text, 2);
    if (!written.month || *written.month < 1 || *written.month > 12) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return written;
}

PeriodError objection(const Written& written, bool two_part_years) {
  if (!written.month) {
    if (written.second_year.has_value() != two_part_years) return PeriodError::wrong_calendar;
    if (written.second_year && *written.second_year != (written.year + 1) % 100) {
      return PeriodError::years_do_not_follow;
    }
  }
  if (written.year < first_known_year || written.year > last_known_year) return PeriodError::year_out_of_range;
  return PeriodError::none;
}

}  // namespace

int Calendar::months(Grain grain) {
  switch (grain) {
    case Grain::year:
      return 12;
    case Grain::quarter:
      return 3;
    case Grain::month:
      return 1;
    case Grain::once:
      break;
  }
  QD_CHECK(false, "`once` has no length in months");
}

Period Calendar::month(int year, int month) {
  QD_CHECK(month >= 1 && month <= 12, "months are counted from 1 to 12");
  return {Grain::month, year * months_in_year + month - 1};
}

Period Calendar::year(int starting_year) const {
  return {Grain::year, month(starting_year, first_month_of_year).first_month};
}

Period Calendar::quarter(int starting_year, int number) const {
  QD_CHECK(number >= 1 && number <= 4, "quarters are counted from 1 to 4");
  return {Grain::quarter, year(starting_year).first_month + 3 * (number - 1)};
}

Period Calendar::containing(Period period, Grain grain) const {
  QD_CHECK(grain <= period.grain, "no period of a finer grain contains this one");
  if (grain == Grain::once) return {};
  const std::int32_t start = first_month_of_year - 1;
  const std::int32_t length = months(grain);
  return {grain, floor_divide(period.first_month - start, length) * length + start};
}

std::vector<Period> Calendar::parts(Period period, Grain grain) const {
  QD_CHECK(period.grain != Grain::once && grain >= period.grain, "a period has parts of its own grain or a finer one");
  std::vector<Period> result;
  const std::int32_t end = period.first_month + months(period.grain);
  for (std::int32_t first = period.first_month; first < end; first += months(grain)) result.push_back({grain, first});
  return result;
}

Period Calendar::shift(Period period, int n) const {
  if (n == 0) return period;
  const std::int64_t first = period.first_month + std::int64_t{n} * months(period.grain);
  constexpr std::int64_t limit = std::numeric_limits<std::int32_t>::max() - months_in_year;
  QD_CHECK(-limit <= first && first <= limit, "a period beyond all counting");
  return {period.grain, static_cast<std::int32_t>(first)};
}

bool Calendar::contains(Period outer, Period inner) const {
  return outer.grain <= inner.grain && containing(inner, outer.grain) == outer;
}

int Calendar::ordinal_in_year(Period period) const {
  return (period.first_month - year_of(period).first_month) / months(period.grain) + 1;
}

std::string Calendar::name(Period period) const {
  if (period.grain == Grain::once) return "once";
  if (period.grain == Grain::month) {
    const std::int32_t year = floor_divide(period.first_month, months_in_year);
    return padded(year, 4) + "-" + padded(period.first_month - year * months_in_year + 1, 2);
  }
  const std::int32_t year = floor_divide(year_of(period).first_month, months_in_year);
  std::string text = padded(year, 4);
  if (first_month_of_year != 1) text.append("/").append(padded((year + 1) % 100, 2));
  if (period.grain == Grain::quarter) text.append("-Q").append(std::to_string(ordinal_in_year(period)));
  return text;
}

ParsedPeriod Calendar::parse(std::string_view text) const {
  const std::optional<Written> written = read(text);
  if (!written) return {std::nullopt, PeriodError::malformed};
  const PeriodError error = objection(*written, first_month_of_year != 1);
  if (error != PeriodError::none) return {std::nullopt, error};
  if (written->month) return {month(written->year, *written->month)};
  if (written->quarter) return {quarter(written->year, *written->quarter)};
  return {year(written->year)};
}

Date Calendar::first_day(Period period) {
  QD_CHECK(period.grain != Grain::once, "`once` has no first day");
  const std::int32_t year = floor_divide(period.first_month, months_in_year);
  return {year, period.first_month - year * months_in_year + 1, 1};
}

Date Calendar::last_day(Period period) {
  const Date last_month = first_day({Grain::month, period.first_month + months(period.grain) - 1});
  return {last_month.year, last_month.month, days_in_month(last_month.year, last_month.month)};
}

}  // namespace quarterday::value
