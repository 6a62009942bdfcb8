// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/periods.h"

#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

using value::Calendar;
using value::Date;
using value::Grain;
using value::ParsedPeriod;

namespace {

std::string month_words(const Date& date) { return month_name(date.month) + " " + std::to_string(date.year); }

bool is_said_otherwise(const ParsedPeriod& period) {
  return period && (period->grain == Grain::quarter || period->grain == Grain::month);
}

}  // namespace

std::string period_words(const Calendar& calendar, const std::string& written) {
  const ParsedPeriod period = calendar.parse(written);
  if (!is_said_otherwise(period)) return written;
  const Date first = Calendar::first_day(*period);
  const Date last = Calendar::last_day(*period);
  if (period->grain == Grain::month) return month_words(first);
  return (first.year == last.year ? month_name(first.month) : month_words(first)) + " to " + month_words(last);
}

std::string first_words(const Calendar& calendar, const std::string& written) {
  const ParsedPeriod period = calendar.parse(written);
  return is_said_otherwise(period) ? month_words(Calendar::first_day(*period)) : written;
}

std::string last_words(const Calendar& calendar, const std::string& written) {
  const ParsedPeriod period = calendar.parse(written);
  return is_said_otherwise(period) ? month_words(Calendar::last_day(*period)) : written;
}

}  // namespace quarterday::schedule
