// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "runtime/value/rational.h"

namespace quarterday::value {

// True when no weight is negative and their sum is above 0.
bool can_split(std::span<const Rational> weights);

// The amount, rounded half away from zero to `decimals`, divided in proportion to the weights so that the parts sum to
// it exactly. By largest remainder: every part first gets the whole minor units of its exact share; the units left
// over go one each to the largest fractions, the earlier part first where fractions are equal. The parts of a negative
// amount are those of the positive one, negated. Precondition: can_split(weights).
std::vector<Rational> split(const Rational& amount, std::span<const Rational> weights, int decimals);

// The k-th (from 1) of n instalments: what is due up to it, rounded, less what was due before it, rounded. All n sum to
// the rounded amount. Precondition: 1 <= k <= n.
Rational instalment(const Rational& amount, std::int64_t k, std::int64_t n, int decimals);

}  // namespace quarterday::value
