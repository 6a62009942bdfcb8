// SPDX-License-Identifier: Apache-2.0
#include "compiler/model/contract.h"

#include <algorithm>

namespace quarterday::model {

std::optional<EntityId> Contract::member(SetId set, std::string_view wanted) const {
  for (const EntityId id : sets[set.index].set.members)
    if (entities[id.index].name == wanted) return id;
  return std::nullopt;
}

std::optional<std::size_t> Contract::position(SetId set, EntityId member) const {
  const auto& members = sets[set.index].set.members;
  const auto found = std::find(members.begin(), members.end(), member);
  if (found == members.end()) return std::nullopt;
  return static_cast<std::size_t>(found - members.begin());
}

bool Contract::within(SetId inner, SetId outer) const {
  if (inner == outer) return true;
  const auto& members = sets[inner.index].set.members;
  return !members.empty() &&
         std::all_of(members.begin(), members.end(), [&](EntityId id) { return position(outer, id).has_value(); });
}

bool Contract::overlap(SetId left, SetId right) const {
  const auto& members = sets[left.index].set.members;
  return std::any_of(members.begin(), members.end(), [&](EntityId id) { return position(right, id).has_value(); });
}

std::string Contract::describe(const Type& type) const {
  std::vector<plan::Set> plain;
  plain.reserve(sets.size());
  for (const Set& s : sets) plain.push_back(s.set);
  return model::describe(type, {units, plain});
}

}  // namespace quarterday::model
