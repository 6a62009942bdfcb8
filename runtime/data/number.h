// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "runtime/data/findings.h"
#include "runtime/value/rational.h"

namespace quarterday::data {

// A decimal as written: digits / 10^places. Millions of them are kept, so those that fit 18 digits stay this small.
struct Number {
  std::int64_t digits = 0;
  std::uint8_t places = 0;
  std::optional<value::Rational> wide = std::nullopt;  // instead, when it has more digits

  value::Rational exact() const;
  int sign() const;
};

// a > b.
bool is_above(const Number& a, const Number& b);

std::optional<Number> parse_number(std::string_view text, value::NumberError& error);

// A cell of text that a spreadsheet would run: it begins with = or @, or with + or - and is no number.
bool is_formula(std::string_view text);

std::optional<Number> read_number(const Cell& cell, Objections& objections);

}  // namespace quarterday::data
