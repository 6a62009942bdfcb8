// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "runtime/value/rational.h"

namespace quarterday::value {

// half_away is the rule of commerce (0.5 -> 1, -0.5 -> -1) and the default. up and down are away from zero and towards
// zero, so that what one party pays is, rounded, what the other receives: every mode has round(-x) = -round(x).
enum class RoundingMode : std::uint8_t { half_away, half_even, up, down };

// To that many decimals, 0 or more.
Rational round(const Rational& x, int decimals, RoundingMode mode = RoundingMode::half_away);

// To a multiple of a step greater than 0.
Rational round_to_nearest(const Rational& x, const Rational& step, RoundingMode mode = RoundingMode::half_away);

}  // namespace quarterday::value
