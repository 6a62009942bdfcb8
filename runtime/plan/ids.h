// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace quarterday::plan {

// Typed positions in the vectors of a plan.
template <class Tag>
struct Id {
  static constexpr std::uint32_t none = 0xffffffff;
  std::uint32_t index = none;
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t i) : index(i) {}
  constexpr explicit operator bool() const { return index != none; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using EntityId = Id<struct EntityTag>;  // a party, or a member of a dimension
using SetId = Id<struct SetTag>;        // a dimension, a group, or all parties
using UnitId = Id<struct UnitTag>;
using ValueId = Id<struct ValueTag>;    // an input, parameter, define or payment
using NodeId = Id<struct NodeTag>;      // an operation
using OriginId = Id<struct OriginTag>;  // a place in the contract

}  // namespace quarterday::plan
