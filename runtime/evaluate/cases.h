// SPDX-License-Identifier: Apache-2.0
#pragma once

// Cases that are made up: what is reported in them, and what a sentence of the contract comes to. Internal to this
// room.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/coverage.h"
#include "runtime/evaluate/draws.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

struct FigureKey {
  ValueId value;
  std::vector<EntityId> members;
  Period period;
  friend auto operator<=>(const FigureKey&, const FigureKey&) = default;
};
using Reported = std::map<FigureKey, std::optional<data::Observation>>;  // none: it is not reported

struct Case {
  std::uint64_t draw = 0;  // what is reported but for the changes; 0: each input has one plain figure
  Reported changed;
  std::map<FigureKey, Figure> fixed;  // figures that are worked out, put in their place
};

// What to work out in a case: a figure, or the lines of a period.
struct Target {
  FigureKey figure;  // without a value: the settlement of its period
};

struct Outcome {
  bool failed = false;  // it cannot be worked out
  Figure figure;
  std::optional<Refusal> refusal;  // of a settlement
  Reached reached;
  Margins margins;
  Reported asked;                        // all that was asked of the data
  std::map<FigureKey, Figure> computed;  // the definitions that were worked out on the way
};

class CaseRunner {
 public:
  CaseRunner(const plan::Plan& plan, std::uint64_t seed) : plan_(plan), examples_(plan), seed_(seed) {}

  Outcome run(const Case& one, const Target& target);
  // The same with further figures: those that follow from the target and need little more than it does, payments first.
  struct Told {
    std::vector<FigureKey> keys;
    std::vector<Figure> figures;
    Reported asked;
    Reached reached;
  };
  Told with_consequences(const Case& one, const FigureKey& target, const std::vector<FigureKey>& candidates);
  // Steps of evaluation so far: work is measured in them, so that it ends at the same place everywhere.
  std::uint64_t steps() const { return steps_; }

 private:
  std::shared_ptr<Draws> draws(std::uint64_t number);

  const plan::Plan& plan_;
  Examples examples_;
  std::uint64_t seed_;
  std::uint64_t steps_ = 0;
  std::map<std::uint64_t, std::shared_ptr<Draws>> draws_;
};

}  // namespace quarterday::evaluate
