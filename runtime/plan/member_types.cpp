// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/member_types.h"

#include <algorithm>

namespace quarterday::plan {

const Type& type_of(const Plan& plan, ValueId value, std::span<const EntityId> members) {
  const Value& of = plan.value(value);
  if (of.type_by_member.empty() || of.figure_index >= members.size()) return of.type;
  const std::vector<EntityId>& set = plan.set(of.indexes[of.figure_index].set).members;
  const auto at = std::find(set.begin(), set.end(), members[of.figure_index]);
  const auto position = static_cast<std::size_t>(at - set.begin());
  return position < of.type_by_member.size() ? of.type_by_member[position] : of.type;
}

bool has_one_type(const Value& value) {
  return std::ranges::all_of(value.type_by_member,
                             [&](const Type& type) { return type.words == value.type_by_member.front().words; });
}

}  // namespace quarterday::plan
