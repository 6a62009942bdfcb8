// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "runtime/evaluate/settlement.h"

namespace quarterday::evaluate {

// The instances met so far, found by value, members and period: a flat hash table of positions, because a settlement
// looks up an instance far more often than it works one out. An instance that is being worked out is in it already, so
// that a circle is seen.
class Memo {
 public:
  InstanceId find(ValueId value, std::span<const EntityId> members, Period period) const;
  // Precondition: there is none yet. References to instances end here.
  InstanceId begin(ValueId value, std::span<const EntityId> members, Period period);
  void finish(InstanceId id, Figure figure, Source source, const data::Observation* observation);
  bool is_finished(InstanceId id) const { return finished_[id.index]; }

  Instance& at(InstanceId id) { return instances_[id.index]; }
  const Instance& at(InstanceId id) const { return instances_[id.index]; }
  std::size_t size() const { return instances_.size(); }
  const std::vector<Instance>& instances() const { return instances_; }
  std::vector<Instance> take_instances() { return std::move(instances_); }

 private:
  std::size_t place_of(std::uint64_t hash, ValueId value, std::span<const EntityId> members, Period period) const;
  void grow();

  std::vector<Instance> instances_;
  std::vector<bool> finished_;
  std::vector<std::uint64_t> hashes_;  // of each instance
  std::vector<std::uint32_t> places_;  // a power of two of them; InstanceId::none where free
};

}  // namespace quarterday::evaluate
