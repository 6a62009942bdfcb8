// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/split.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using quarterday::value::Rational;

Rational total(const std::vector<Rational>& parts) { return std::accumulate(parts.begin(), parts.end(), Rational(0)); }

Rational cents(std::int64_t count) { return Rational(count) / Rational(100); }

}  // namespace

TEST_CASE("the parts of a split sum to the amount, and mirror when its sign does") {
  CHECK(rc::check([](std::int32_t amount_in_cents, const std::vector<std::uint8_t>& weight_numbers) {
    const std::vector<Rational> weights(weight_numbers.begin(), weight_numbers.end());
    RC_PRE(quarterday::value::can_split(weights));
    const Rational amount = cents(amount_in_cents);
    const std::vector<Rational> parts = quarterday::value::split(amount, weights, 2);
    const std::vector<Rational> mirrored = quarterday::value::split(-amount, weights, 2);
    RC_ASSERT(parts.size() == weights.size());
    RC_ASSERT(total(parts) == amount);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      RC_ASSERT(mirrored[i] == -parts[i]);
      // Largest remainder: no part is a whole minor unit away from its exact share.
      const Rational share = amount * weights[i] / total(weights);
      RC_ASSERT(quarterday::value::abs(parts[i] - share) < cents(1));
    }
  }));
}

TEST_CASE("instalments sum to the rounded amount") {
  CHECK(rc::check([](std::int32_t thousandths) {
    const Rational amount = Rational(std::int64_t{thousandths}) / Rational(1000);
    const std::int64_t count = *rc::gen::inRange<std::int64_t>(1, 40);
    std::vector<Rational> instalments;
    for (std::int64_t k = 1; k <= count; ++k) {
      instalments.push_back(quarterday::value::instalment(amount, k, count, 2));
    }
    RC_ASSERT(total(instalments).to_decimal(2) == amount.to_decimal(2));
  }));
}
