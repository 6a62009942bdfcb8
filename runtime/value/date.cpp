// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "runtime/value/check.h"

namespace quarterday::value {

namespace {

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int number_in(std::string_view digits) {
  int number = 0;
  for (const char c : digits) number = number * 10 + (c - '0');
  return number;
}

}  // namespace

int days_in_month(int year, int month) {
  QD_CHECK(month >= 1 && month <= 12, "months are counted from 1 to 12");
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::optional<Date> Date::from_ymd(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
    return std::nullopt;
  }
  return Date{year, month, day};
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool expects_hyphen = i == 4 || i == 7;
    if (expects_hyphen ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return std::nullopt;
  }
  return from_ymd(number_in(text.substr(0, 4)), number_in(text.substr(5, 2)), number_in(text.substr(8, 2)));
}

Date Date::from_days_since_epoch(std::int64_t days) {
  // 0001-01-01 and 9999-12-31.
  QD_CHECK(days >= -719162 && days <= 2932896, "a day outside the years 1 to 9999");
  const std::chrono::year_month_day ymd{std::chrono::sys_days{std::chrono::days{days}}};
  return Date{static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
              static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

std::string Date::to_text() const {
  std::string text(32, '\0');
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", year, month, day);
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::int64_t Date::days_since_epoch() const {
  const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  return std::chrono::sys_days{ymd}.time_since_epoch().count();
}

std::optional<Date> days_later(const Date& date, std::int64_t days) {
  constexpr std::int64_t most = std::int64_t{366} * (last_known_year - first_known_year + 1);
  if (days < -most || days > most) return std::nullopt;
  const Date later = Date::from_days_since_epoch(date.days_since_epoch() + days);
  return is_known_year(later.year) ? std::optional(later) : std::nullopt;
}

std::optional<Date> months_later(const Date& date, std::int64_t months) {
  constexpr std::int64_t most = std::int64_t{12} * (last_known_year - first_known_year + 1);
  if (months < -most || months > most) return std::nullopt;
  const std::int64_t month = std::int64_t{date.year} * 12 + date.month - 1 + months;
  const int year = static_cast<int>(month / 12);
  if (!is_known_year(year)) return std::nullopt;
  const int of_year = static_cast<int>(month % 12) + 1;
  return Date{year, of_year, std::min(date.day, days_in_month(year, of_year))};
}

std::string month_name(int month) {
  constexpr std::array<std::string_view, 12> names{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};
  return std::string(names.at(static_cast<std::size_t>(month - 1)));
}

}  // namespace quarterday::value
