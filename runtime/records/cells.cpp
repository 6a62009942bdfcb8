// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/cells.h"

#include <algorithm>

#include "runtime/records/calendar.h"
#include "runtime/value/date.h"

namespace quarterday::records {
namespace {

using Holds = plan::RecordColumn::Holds;

constexpr std::size_t date_length = 10;
constexpr std::size_t time_length = 16;
// With six decimals: sums of a few hundred figures of one row stay far below the largest integer.
constexpr std::int64_t largest_whole = 10'000'000'000;
constexpr std::size_t most_shown = 10;

int digit(char c) { return c >= '0' && c <= '9' ? c - '0' : -1; }

// Two digits below the limit, or a negative number.
int two_digits(std::string_view text, std::size_t at, int limit) {
  const int tens = digit(text[at]);
  const int ones = digit(text[at + 1]);
  if (tens < 0 || ones < 0 || tens * 10 + ones >= limit) return -1;
  return tens * 10 + ones;
}

std::optional<std::int64_t> day(std::string_view text) {
  if (text.size() != date_length) return std::nullopt;
  const auto date = value::Date::parse(text);
  if (!date) return std::nullopt;
  return date->days_since_epoch();
}

// 2014-06-30T23:59
std::optional<std::int64_t> minute(std::string_view text) {
  if (text.size() != time_length || text[date_length] != 'T' || text[13] != ':') return std::nullopt;
  const auto of_day = day(text.substr(0, date_length));
  const int hours = two_digits(text, 11, 24);
  const int minutes = two_digits(text, 14, 60);
  if (!of_day || hours < 0 || minutes < 0) return std::nullopt;
  return *of_day * minutes_in_day + std::int64_t{hours} * 60 + minutes;
}

std::optional<std::int64_t> millionths(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || whole.size() > 11 || (point != std::string_view::npos && part.empty())) return std::nullopt;
  if (part.size() > static_cast<std::size_t>(plan::record_decimals)) return std::nullopt;
  std::int64_t figure = 0;
  for (const char c : whole) {
    if (digit(c) < 0) return std::nullopt;
    figure = figure * 10 + digit(c);
  }
  if (figure > largest_whole) return std::nullopt;
  for (std::size_t at = 0; at < static_cast<std::size_t>(plan::record_decimals); ++at) {
    const int next = at < part.size() ? digit(part[at]) : 0;
    if (next < 0) return std::nullopt;
    figure = figure * 10 + next;
  }
  return negative ? -figure : figure;
}

std::optional<Field> whole(std::optional<std::int64_t> figure) {
  if (!figure) return std::nullopt;
  return Field{Field::Kind::integer, *figure, {}};
}

}  // namespace

CellReader::CellReader(const plan::RecordColumn& column, const plan::Plan& plan) : holds_(column.holds) {
  if (holds_ == Holds::choice) names_.assign(column.choices.begin(), column.choices.end());
  if (holds_ == Holds::member)
    for (const plan::EntityId id : plan.set(column.set).members) names_.emplace_back(plan.entity(id).name);
  std::ranges::sort(names_);
}

std::optional<Field> CellReader::read(std::string_view text) const {
  const Field as_text{Field::Kind::text, 0, text};
  switch (holds_) {
    case Holds::text:
      return as_text;
    case Holds::date:
      return whole(day(text));
    case Holds::time:
      return whole(minute(text));
    case Holds::yes_no:
      if (text != "0" && text != "1") return std::nullopt;
      return Field{Field::Kind::integer, text == "1" ? 1 : 0, {}};
    case Holds::number:
    case Holds::money:
      return whole(millionths(text));
    case Holds::choice:
    case Holds::member:
      if (!std::ranges::binary_search(names_, text)) return std::nullopt;
      return as_text;
  }
  return std::nullopt;
}

std::string described(const plan::RecordColumn& column, const plan::Plan& plan) {
  std::vector<std::string> names;
  switch (column.holds) {
    case Holds::text:
      return "a text";
    case Holds::date:
      return "a date such as 2014-06-30";
    case Holds::time:
      return "a time such as 2014-06-30T23:59";
    case Holds::yes_no:
      return "1 or 0, for yes or no";
    case Holds::number:
      return "a number of at most six decimals";
    case Holds::money:
      return "an amount of at most six decimals";
    case Holds::choice:
      names = column.choices;
      break;
    case Holds::member:
      for (const plan::EntityId id : plan.set(column.set).members) names.push_back(plan.entity(id).name);
      break;
  }
  std::string text = "one of ";
  for (std::size_t i = 0; i < names.size() && i < most_shown; ++i) text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > most_shown ? text + ", ..." : text;
}

}  // namespace quarterday::records
