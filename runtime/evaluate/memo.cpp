// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/memo.h"

#include <algorithm>
#include <utility>

namespace quarterday::evaluate {

namespace {

constexpr std::size_t first_capacity = 256;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t part) {
  hash = (hash ^ part) * 0x9e3779b97f4a7c15U;
  return hash ^ (hash >> 32U);
}

std::uint64_t hash_of(ValueId value, std::span<const EntityId> members, Period period) {
  std::uint64_t hash = mixed(value.index, static_cast<std::uint32_t>(period.first_month));
  hash = mixed(hash, static_cast<std::uint64_t>(period.grain));
  for (const EntityId member : members) hash = mixed(hash, member.index);
  return hash;
}

}  // namespace

std::size_t Memo::place_of(std::uint64_t hash, ValueId value, std::span<const EntityId> members, Period period) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t place = hash & mask;
  for (; places_[place] != InstanceId::none; place = (place + 1) & mask) {
    const std::uint32_t index = places_[place];
    if (hashes_[index] != hash) continue;
    const Instance& instance = instances_[index];
    if (instance.value == value && instance.period == period && std::ranges::equal(instance.members, members)) break;
  }
  return place;
}

InstanceId Memo::find(ValueId value, std::span<const EntityId> members, Period period) const {
  if (places_.empty()) return {};
  return {places_[place_of(hash_of(value, members, period), value, members, period)]};
}

InstanceId Memo::begin(ValueId value, std::span<const EntityId> members, Period period) {
  if (instances_.size() * 2 >= places_.size()) grow();
  const std::uint64_t hash = hash_of(value, members, period);
  const InstanceId id{static_cast<std::uint32_t>(instances_.size())};
  places_[place_of(hash, value, members, period)] = id.index;
  hashes_.push_back(hash);
  finished_.push_back(false);
  Instance& instance = instances_.emplace_back();
  instance.value = value;
  instance.members.assign(members.begin(), members.end());
  instance.period = period;
  return id;
}

void Memo::finish(InstanceId id, Figure figure, Source source, const data::Observation* observation) {
  Instance& instance = at(id);
  instance.figure = std::move(figure);
  instance.source = source;
  instance.observation = observation;
  finished_[id.index] = true;
}

void Memo::grow() {
  places_.assign(std::max(first_capacity, places_.size() * 2), InstanceId::none);
  const std::size_t mask = places_.size() - 1;
  for (std::size_t index = 0; index < hashes_.size(); ++index) {
    std::size_t place = hashes_[index] & mask;
    while (places_[place] != InstanceId::none) place = (place + 1) & mask;
    places_[place] = static_cast<std::uint32_t>(index);
  }
}

}  // namespace quarterday::evaluate
