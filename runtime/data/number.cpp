// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/number.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "runtime/value/currency.h"

namespace quarterday::data {
namespace {

using value::NumberError;
using value::Rational;

// Any number of so many digits fits 63 bits.
constexpr std::size_t small_digits = 18;

constexpr auto powers_of_ten = [] {
  std::array<std::int64_t, small_digits + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_number(std::string_view text) { return Rational::parse_decimal(text).has_value(); }

std::string without(std::string_view text, std::string_view dropped) {
  std::string rest;
  std::copy_if(text.begin(), text.end(), std::back_inserter(rest),
               [dropped](char c) { return dropped.find(c) == std::string_view::npos; });
  return rest;
}

// The amount of `£1,234.50` or `1234.50 EUR`.
std::optional<std::string_view> without_currency(std::string_view text) {
  for (const value::Currency& currency : value::known_currencies()) {
    for (const std::string& sign : {currency.symbol, currency.code}) {
      if (text.starts_with(sign)) return trimmed(text.substr(sign.size()));
      if (text.ends_with(sign)) return trimmed(text.substr(0, text.size() - sign.size()));
    }
  }
  return std::nullopt;
}

std::string comma_help(std::string_view text) {
  const std::size_t last = text.rfind(',');
  const bool may_separate_thousands = text.size() - last == 4 || text.find('.') != std::string_view::npos ||
                                      std::count(text.begin(), text.end(), ',') > 1;
  std::string decimal(text);
  decimal[last] = '.';
  const std::string joined = without(text, ",");
  if (!may_separate_thousands && is_number(decimal)) return "write " + decimal + " with a decimal point";
  if (is_number(joined)) return "write " + joined + ", without separators of thousands";
  return "figures are written with digits and a decimal point";
}

std::string help_for(std::string_view text) {
  constexpr std::string_view minus_sign = "\xE2\x88\x92";
  if (std::none_of(text.begin(), text.end(), is_digit)) return "a figure that is not reported has no row";
  if (text.ends_with('%')) {
    const std::optional<Rational> percent = Rational::parse_decimal(trimmed(text.substr(0, text.size() - 1)));
    if (percent) return "write " + (*percent / 100).to_text() + ", not " + std::string(text);
    return "write a share as a decimal, 0.625 for 62.5%";
  }
  if (const std::optional<std::string_view> amount = without_currency(text)) {
    const std::string plain = without(*amount, ",");
    return is_number(plain) ? "write " + plain + ", without the currency" : "write amounts without the currency";
  }
  if (text.starts_with(minus_sign)) {
    const std::string plain = "-" + std::string(text.substr(minus_sign.size()));
    if (is_number(plain)) return "write " + plain + " with a hyphen";
  }
  if (text.find(',') != std::string_view::npos) return comma_help(text);
  const std::string joined = without(text, " '_");
  if (is_number(joined)) return "write " + joined + ", without separators of thousands";
  const bool has_exponent = text.find_first_of("eE") != std::string_view::npos &&
                            text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
  if (has_exponent) return "write the number out with all its digits, a spreadsheet has shortened it";
  return "figures are written with digits and a decimal point";
}

}  // namespace

Rational Number::exact() const {
  if (wide) return *wide;
  return Rational(digits) / Rational(powers_of_ten[places]);
}

int Number::sign() const {
  if (wide) return wide->sign();
  return digits < 0 ? -1 : (digits > 0 ? 1 : 0);
}

bool is_above(const Number& a, const Number& b) {
  if (!a.wide && !b.wide && a.places == b.places) return a.digits > b.digits;
  return a.exact() > b.exact();
}

std::optional<Number> parse_number(std::string_view text, NumberError& error) {
  const bool has_sign = !text.empty() && (text.front() == '-' || text.front() == '+');
  const std::string_view unsigned_text = text.substr(has_sign ? 1 : 0);
  Number number;
  std::size_t count = 0;
  std::optional<std::size_t> point;
  for (std::size_t at = 0; at < unsigned_text.size() && count <= small_digits; ++at) {
    const char c = unsigned_text[at];
    if (c == '.' && !point) {
      point = at;
    } else if (is_digit(c)) {
      if (++count <= small_digits) number.digits = number.digits * 10 + (c - '0');
    } else {
      error = NumberError::not_a_number;
      return std::nullopt;
    }
  }
  const bool is_small =
      count > 0 && count <= small_digits && (!point || (*point > 0 && *point + 1 < unsigned_text.size()));
  if (is_small) {
    if (point) number.places = static_cast<std::uint8_t>(unsigned_text.size() - *point - 1);
    if (text.front() == '-') number.digits = -number.digits;
    error = NumberError::none;
    return number;
  }
  number = {};
  number.wide = Rational::parse_decimal(text, error);
  if (!number.wide) return std::nullopt;
  return number;
}

bool is_formula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '=' || text.front() == '@') return true;
  return (text.front() == '+' || text.front() == '-') && text.size() > 1 && !is_number(text);
}

std::optional<Number> read_number(const Cell& cell, Objections& objections) {
  NumberError error = NumberError::none;
  std::optional<Number> number = parse_number(cell.text, error);
  if (number) return number;
  if (error == NumberError::too_long) {
    object(objections, make<Id::DataNotANumber>(place_of(cell), shown(cell.text)))
        .under("more than " + std::to_string(value::max_literal_digits) + " digits");
  } else if (is_formula(cell.text)) {
    object(objections, make<Id::DataFormula>(place_of(cell), shown(cell.text)))
        .help("save the values of the cells, not their formulas");
  } else {
    object(objections, make<Id::DataNotANumber>(place_of(cell), shown(cell.text))).help(help_for(shown(cell.text)));
  }
  return std::nullopt;
}

}  // namespace quarterday::data
