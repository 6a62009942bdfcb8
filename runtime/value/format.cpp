// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/format.h"

#include <algorithm>

#include "runtime/value/rounding.h"

namespace quarterday::value {

namespace {

constexpr int money_decimals_shown = 6;
constexpr int number_decimals_shown = 4;
constexpr std::string_view ellipsis = "…";

struct Figure {
  bool negative = false;
  std::string digits;  // of the magnitude
  bool cut = false;
};

// All decimals, but at least `fewest`; cut after `most`. What is cut keeps its sign, though only zeros may be left: it
// is not a zero.
Figure exact_figure(const Rational& x, int fewest, int most) {
  const Rational magnitude = abs(x);
  const Rational shown = round(magnitude, most, RoundingMode::down);
  Figure figure{.negative = x.sign() < 0, .digits = {}, .cut = shown != magnitude};
  int places = most;
  if (!figure.cut) {
    for (places = fewest; round(magnitude, places, RoundingMode::down) != magnitude;) ++places;
  }
  figure.digits = shown.to_decimal(places);
  return figure;
}

std::string plain_text(const Figure& figure) {
  return (figure.negative ? "-" : "") + figure.digits + std::string(figure.cut ? ellipsis : "");
}

std::string money_text(const Figure& figure, const Currency& currency) {
  const bool is_word = currency.symbol == currency.code;
  return (figure.negative ? "-" : "") + currency.symbol + (is_word ? " " : "") + with_thousands(figure.digits) +
         std::string(figure.cut ? ellipsis : "");
}

}  // namespace

std::string with_thousands(std::string_view decimal_text) {
  const std::size_t first = decimal_text.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(decimal_text.find('.'), decimal_text.size());
  std::string text(decimal_text);
  for (std::size_t comma = point; comma > first + 3;) {
    comma -= 3;
    text.insert(comma, 1, ',');
  }
  return text;
}

std::string format_money(const Rational& amount, const Currency& currency) {
  const Rational paid = round(amount, currency.minor_digits);
  return money_text(exact_figure(paid, currency.minor_digits, currency.minor_digits), currency);
}

std::string format_money_exact(const Rational& amount, const Currency& currency) {
  return money_text(exact_figure(amount, currency.minor_digits, money_decimals_shown), currency);
}

std::string format_percent(const Rational& share) {
  return plain_text(exact_figure(share * 100, 0, number_decimals_shown)) + "%";
}

std::string format_number(const Rational& number) {
  Figure figure = exact_figure(number, 0, number_decimals_shown);
  figure.digits = with_thousands(figure.digits);
  return plain_text(figure);
}

}  // namespace quarterday::value
