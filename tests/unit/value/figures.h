// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/check.h"
#include "runtime/value/rational.h"

// So that a failed comparison shows the figures.
template <>
struct Catch::StringMaker<quarterday::value::Rational> {
  static std::string convert(const quarterday::value::Rational& x) { return x.to_text(); }
};

namespace quarterday::value {

// A figure as a test writes it: `1.25`, `1/3`.
inline Rational figure(std::string_view text) {
  const auto number = [](std::string_view part) {
    const std::optional<Rational> parsed = Rational::parse_decimal(part);
    QD_CHECK(parsed.has_value(), "a test is written with figures");
    return *parsed;
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return number(text);
  return number(text.substr(0, slash)) / number(text.substr(slash + 1));
}

inline std::vector<Rational> figures(const std::vector<std::string>& texts) {
  std::vector<Rational> result;
  for (const std::string& text : texts) result.push_back(figure(text));
  return result;
}

}  // namespace quarterday::value
