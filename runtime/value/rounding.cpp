// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/rounding.h"

#include <compare>

#include "runtime/value/check.h"

namespace quarterday::value {

namespace {

bool is_even(const Rational& integer) { return (integer / 2).is_integer(); }

// Of a magnitude between the integers `below` and `below + 1`: whether the upper one is its rounded value.
bool goes_up(const Rational& magnitude, const Rational& below, RoundingMode mode) {
  const std::strong_ordering to_half = (magnitude - below) * 2 <=> Rational(1);
  switch (mode) {
    case RoundingMode::half_away:
      return std::is_gteq(to_half);
    case RoundingMode::half_even:
      return std::is_gt(to_half) || (std::is_eq(to_half) && !is_even(below));
    case RoundingMode::up:
      return true;
    case RoundingMode::down:
      return false;
  }
  QD_CHECK(false, "a rounding mode without a rule");
}

Rational round_to_integer(const Rational& x, RoundingMode mode) {
  if (x.is_integer()) return x;
  const Rational magnitude = abs(x);
  const Rational below = floor(magnitude);
  const Rational rounded = goes_up(magnitude, below, mode) ? below + 1 : below;
  return x.sign() < 0 ? -rounded : rounded;
}

}  // namespace

Rational round(const Rational& x, int decimals, RoundingMode mode) {
  if (x.is_integer()) return x;
  const Rational scale = ten_to_the(decimals);
  return round_to_integer(x * scale, mode) / scale;
}

Rational round_to_nearest(const Rational& x, const Rational& step, RoundingMode mode) {
  QD_CHECK(step.sign() > 0, "a rounding step is greater than zero");
  return round_to_integer(x / step, mode) * step;
}

}  // namespace quarterday::value
