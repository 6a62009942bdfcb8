// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/accepted.h"

namespace quarterday::plan {

bool lies_in(const Range& range, const Rational& figure) {
  return min(range.low, range.high) <= figure && figure <= max(range.low, range.high);
}

bool Accepted::holds(const Rational& figure) const { return (!low || *low <= figure) && (!high || figure <= *high); }

Rational Accepted::nearest(const Rational& figure) const {
  const Rational raised = low ? max(figure, *low) : figure;
  return high ? min(raised, *high) : raised;
}

Accepted accepted(const InputRules& rules, Type::Kind kind) {
  if (rules.between) return {rules.between->low, rules.between->high};
  if (rules.may_be_negative) return {};
  const bool is_part = (kind == Type::Kind::percent || kind == Type::Kind::share) && !rules.may_pass_whole;
  return {Rational(), is_part ? std::optional(Rational(1)) : std::nullopt};
}

}  // namespace quarterday::plan
