// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/calendar.h"

#include <algorithm>

#include "runtime/value/date.h"

namespace quarterday::records {

std::int64_t day_of(std::int64_t minute) {
  const std::int64_t day = minute / minutes_in_day;
  return minute % minutes_in_day < 0 ? day - 1 : day;
}

std::int64_t months_after(std::int64_t day, std::int64_t months) {
  const value::Date date = value::Date::from_days_since_epoch(day);
  const std::int64_t month = std::int64_t{date.year} * 12 + date.month - 1 + months;
  // Beyond the calendar nothing happens any more.
  const int year = static_cast<int>(std::min<std::int64_t>(month / 12, 9999));
  const int of_year = static_cast<int>(month % 12) + 1;
  const int last = value::days_in_month(year, of_year);
  return value::Date::from_ymd(year, of_year, std::min(date.day, last))->days_since_epoch();
}

}  // namespace quarterday::records
