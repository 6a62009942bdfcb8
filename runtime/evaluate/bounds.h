// SPDX-License-Identifier: Apache-2.0
#pragma once

// Finding figures of an input that lie just below, at and just above a bound. Internal to this room.

#include <functional>
#include <optional>
#include <vector>

#include "runtime/plan/accepted.h"

namespace quarterday::evaluate {

// What figures an input may have, and how finely they are reported.
struct InputRange {
  plan::Accepted accepted;
  plan::Rational unit;
  int finer = 0;  // so many decimals more where a bound needs them
};

// By how much a figure of the contract is above its bound where the input has that figure; nothing where it is not
// compared there.
using MarginOf = std::function<std::optional<plan::Rational>(const plan::Rational&)>;

struct Neighbours {
  std::vector<plan::Rational> figures;
  bool at_bound = false;  // otherwise they are the least and the most that the input can be
};
// In order: figures on both sides of the bound and on it, next to each other, as far as there are any.
Neighbours around_bound(const MarginOf& margin, const plan::Rational& start, const InputRange& range);

}  // namespace quarterday::evaluate
