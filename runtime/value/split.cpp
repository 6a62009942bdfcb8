// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/split.h"

#include <algorithm>
#include <numeric>

#include "runtime/value/check.h"
#include "runtime/value/rounding.h"

namespace quarterday::value {

namespace {

// The weights' positions, largest fraction first, the earlier one first among equals.
std::vector<std::size_t> by_largest_fraction(const std::vector<Rational>& fractions) {
  std::vector<std::size_t> order(fractions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&fractions](std::size_t a, std::size_t b) { return fractions[a] > fractions[b]; });
  return order;
}

}  // namespace

bool can_split(std::span<const Rational> weights) {
  const auto is_negative = [](const Rational& weight) { return weight.sign() < 0; };
  const auto is_positive = [](const Rational& weight) { return weight.sign() > 0; };
  return std::none_of(weights.begin(), weights.end(), is_negative) &&
         std::any_of(weights.begin(), weights.end(), is_positive);
}

std::vector<Rational> split(const Rational& amount, std::span<const Rational> weights, int decimals) {
  QD_CHECK(can_split(weights), "weights that cannot divide an amount have to be excluded by the caller");
  const Rational scale = ten_to_the(decimals);
  const Rational units = abs(round(amount, decimals)) * scale;
  const Rational unit_per_weight = units / std::accumulate(weights.begin(), weights.end(), Rational(0));

  std::vector<Rational> parts;
  std::vector<Rational> fractions;
  Rational left_over = units;
  for (const Rational& weight : weights) {
    const Rational share = unit_per_weight * weight;
    parts.push_back(floor(share));
    fractions.push_back(share - parts.back());
    left_over -= parts.back();
  }
  // Fewer units are left over than there are fractions above zero, so a weight of zero never gets one.
  for (const std::size_t position : by_largest_fraction(fractions)) {
    if (left_over.is_zero()) break;
    parts[position] += 1;
    left_over -= 1;
  }
  const Rational signed_unit = Rational(amount.sign() < 0 ? -1 : 1) / scale;
  for (Rational& part : parts) part *= signed_unit;
  return parts;
}

Rational instalment(const Rational& amount, std::int64_t k, std::int64_t n, int decimals) {
  QD_CHECK(1 <= k && k <= n, "instalments are counted from one to their number");
  return round(amount * k / n, decimals) - round(amount * (k - 1) / n, decimals);
}

}  // namespace quarterday::value
