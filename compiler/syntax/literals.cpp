// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/literals.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace quarterday::syntax {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int power_of_suffix(std::string_view& figure) {
  struct Suffix {
    std::string_view text;
    int power;
  };
  for (const Suffix& suffix : {Suffix{"bn", 9}, Suffix{"m", 6}, Suffix{"k", 3}}) {
    if (figure.ends_with(suffix.text)) {
      figure.remove_suffix(suffix.text.size());
      return suffix.power;
    }
  }
  return 0;
}

std::string_view singular_of(std::string_view unit) {
  if (unit.ends_with('s')) unit.remove_suffix(1);
  return unit;
}

}  // namespace

std::size_t count_digits(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

std::string without_commas(std::string_view text) {
  std::string plain(text);
  std::erase(plain, ',');
  return plain;
}

std::optional<Rational> read_figure(std::string_view text) {
  if (count_digits(text) > value::max_literal_digits) return {};
  if (text.find(',') == std::string_view::npos) return Rational::parse_decimal(text);
  return Rational::parse_decimal(without_commas(text));
}

std::optional<Rational> read_percent(std::string_view text) {
  const auto figure = read_figure(text.substr(0, text.size() - 1));
  if (!figure) return {};
  return *figure / 100;
}

std::optional<MoneyLiteral> read_money(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size() && !is_digit(text[begin])) ++begin;
  std::string_view symbol = text.substr(0, begin);
  while (symbol.ends_with(' ')) symbol.remove_suffix(1);
  std::string_view digits = text.substr(begin);
  const int power = power_of_suffix(digits);
  const auto figure = read_figure(digits);
  if (!figure) return {};
  return MoneyLiteral{power == 0 ? *figure : *figure * value::ten_to_the(power), std::string(symbol)};
}

std::optional<DurationLiteral> read_duration(std::string_view text) {
  DurationLiteral duration;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), duration.count);
  if (error != std::errc()) return {};
  const char* unit = std::find_if(end, text.data() + text.size(), [](char c) { return c >= 'a' && c <= 'z'; });
  duration.unit = singular_of(text.substr(static_cast<std::size_t>(unit - text.data())));
  return duration;
}

std::optional<int> read_count(std::string_view text) {
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc() || end != text.data() + text.size()) return {};
  return count;
}

int read_month(std::string_view name) {
  constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
  return static_cast<int>(std::find(months.begin(), months.end(), name) - months.begin()) + 1;
}

int read_quarter(std::string_view name) { return name.back() - '0'; }

}  // namespace quarterday::syntax
