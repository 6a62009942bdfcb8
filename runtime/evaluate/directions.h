// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which way a metric improves: as the contract says, or else in the order in which a range of its member, or a progress
// or a scale of it, is written. Internal to this room.

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "runtime/evaluate/evaluator.h"

namespace quarterday::evaluate {

class Directions {
 public:
  explicit Directions(const plan::Plan& plan);

  // Whether the metric improves as it rises; nothing where the contract does not tell.
  std::optional<bool> rises(Evaluator& evaluator, const Instance& metric) const;

 private:
  // A progress or a scale that the value `reader`, which has the members of the metric, works out from it.
  struct Reading {
    ValueId reader;
    NodeId node;
  };

  void note_readings(ValueId reader);
  std::optional<bool> by_range(Evaluator& evaluator, const Instance& metric) const;
  std::optional<bool> by_reading(Evaluator& evaluator, const Instance& metric) const;

  const plan::Plan& plan_;
  std::map<std::uint32_t, std::vector<Reading>> readings_;  // by metric
};

}  // namespace quarterday::evaluate
