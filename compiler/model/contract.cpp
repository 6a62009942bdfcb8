// SPDX-License-Identifier: Apache-2.0
#include "compiler/model/contract.h"

#include <algorithm>

namespace quarterday::model {

const Version* Value::version_at(Period period) const {
  const Version* in_force = nullptr;
  for (const Version& version : versions)
    if (version.first <= period.first_month) in_force = &version;
  return in_force != nullptr && in_force->source ? in_force : nullptr;
}

void Contract::add_member(Set& set, EntityId member) const {
  const auto position = static_cast<std::uint32_t>(set.set.members.size());
  set.positions_by_name.emplace(entities[member.index].name, position);
  set.positions.emplace(member.index, position);
  set.set.members.push_back(member);
}

std::optional<EntityId> Contract::member(SetId set, std::string_view wanted) const {
  const Set& of = sets[set.index];
  const auto found = of.positions_by_name.find(std::string(wanted));
  if (found == of.positions_by_name.end()) return std::nullopt;
  return of.set.members[found->second];
}

std::optional<std::size_t> Contract::position(SetId set, EntityId member) const {
  const auto& positions = sets[set.index].positions;
  const auto found = positions.find(member.index);
  if (found == positions.end()) return std::nullopt;
  return found->second;
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
  return model::describe(type, {units, plain, currency.code});
}

}  // namespace quarterday::model
