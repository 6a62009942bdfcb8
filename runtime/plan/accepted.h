// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which figures an input can have: those of its declared range, or else those that its type and its rules allow.

#include <optional>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// Between the two ends or at one of them.
bool lies_in(const Range& range, const Rational& figure);

struct Accepted {
  std::optional<Rational> low;   // none: it has no lower end
  std::optional<Rational> high;  // likewise

  bool holds(const Rational& figure) const;
  // The nearest that is accepted.
  Rational nearest(const Rational& figure) const;
};

Accepted accepted(const InputRules& rules, Type::Kind kind);

}  // namespace quarterday::plan
