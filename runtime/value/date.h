// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quarterday::value {

int days_in_month(int year, int month);

// A day of the proleptic Gregorian calendar, years 1 to 9999. Its makers return only days that exist.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  static std::optional<Date> from_ymd(int year, int month, int day);
  // Exactly `YYYY-MM-DD`.
  static std::optional<Date> parse(std::string_view text);
  static Date from_days_since_epoch(std::int64_t days);

  std::string to_text() const;
  std::int64_t days_since_epoch() const;  // 1970-01-01 is 0

  friend bool operator==(const Date&, const Date&) = default;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// Contracts outside these years are misprints.
inline constexpr int first_known_year = 1900;
inline constexpr int last_known_year = 2199;
constexpr bool is_known_year(int year) { return first_known_year <= year && year <= last_known_year; }

// Nothing outside the years that are known.
std::optional<Date> days_later(const Date& date, std::int64_t days);
// The same day of the month that is so many later; the last one of that month where it has no such day.
std::optional<Date> months_later(const Date& date, std::int64_t months);

// "January" for 1.
std::string month_name(int month);

}  // namespace quarterday::value
