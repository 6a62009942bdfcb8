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

}  // namespace quarterday::value
