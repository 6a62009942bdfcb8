// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/joining.h"

#include <utility>

namespace quarterday::compare {

namespace {

using plan::OriginId;
using plan::Plan;

// The line of a difference in the value of an input, in one of the contracts.
std::pair<std::uint32_t, std::uint32_t> line(const Plan& plan, OriginId at) {
  return {plan.origin(at).file, plan.origin(at).line};
}

bool is_of_input(const Plan& plan, const std::vector<plan::ValueId>& values, OriginId at) {
  return !values.empty() && at && plan.value(values.front()).kind == plan::Value::Kind::input;
}

}  // namespace

std::vector<Difference> joined_inputs(const Plan& before, const Plan& after, std::vector<Difference> found) {
  const auto is_of_inputs = [&](const Difference& difference) {
    return is_of_input(before, difference.before_values, difference.before_at) &&
           is_of_input(after, difference.after_values, difference.after_at);
  };
  const auto is_same_change = [&](const Difference& one, const Difference& other) {
    return is_of_inputs(one) && is_of_inputs(other) && one.aspect == other.aspect && one.before == other.before &&
           one.after == other.after && line(before, one.before_at) == line(before, other.before_at) &&
           line(after, one.after_at) == line(after, other.after_at);
  };
  std::vector<Difference> joined;
  joined.reserve(found.size());
  for (Difference& next : found) {
    if (joined.empty() || !is_same_change(joined.back(), next)) {
      joined.push_back(std::move(next));
      continue;
    }
    joined.back().subject += ", " + after.value(next.after_values.front()).name;
    joined.back().before_values.push_back(next.before_values.front());
    joined.back().after_values.push_back(next.after_values.front());
  }
  return joined;
}

}  // namespace quarterday::compare
