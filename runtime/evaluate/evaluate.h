// SPDX-License-Identifier: Apache-2.0
#pragma once

// Evaluating a plan: the reference evaluator, exact and written to be read. In come a plan, a data set and a period;
// out comes a Settlement with its derivation, or diagnostics (a division by zero, a figure too large, too many steps).
// It never rounds but where the plan says so. Not here: reading data, choosing words or layout.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/diagnostics/diagnostic.h"
#include "runtime/evaluate/coverage.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

struct Options {
  bool derivation = true;  // keep what each figure was worked out from
  std::uint64_t max_steps = 50'000'000;
  Reached* reached = nullptr;  // notes the ways that are taken, where it is set
};

// Nothing when the period cannot be settled or the arithmetic fails; then the sink says why.
std::optional<Settlement> settle(const plan::Plan& plan, const data::Dataset& dataset, plan::Period period,
                                 const Options& options, diagnostics::Sink& sink);

// All periods that can be settled, as they end; of those that end together the shortest first.
std::vector<plan::Period> all_settled(const plan::Plan& plan);

// One node of an instance's body with the figure it had, for explanations: the operands that were reached come below
// it.
struct Step {
  plan::NodeId node;
  Figure figure;
  Period period;
  std::vector<EntityId> slots;  // the frame, for the names of bound members
  InstanceId read;              // load: the instance that was read
  std::string note;             // tiers, split: 'slice £1,200.00 at 50%' and the like
  std::vector<Step> operands;
};

// Works an instance of a settlement out again, keeping every step. Precondition: it was computed (not read from data).
Step trace(const plan::Plan& plan, const data::Dataset& dataset, const Settlement& settlement, InstanceId instance);

struct ExpectationResult {
  OriginId origin;
  bool held = false;
  std::string words;     // what was expected, as in the contract
  std::string expected;  // figures in words, for a failure
  std::string got;
  // Of an expectation that failed on a figure with a name: how that figure was worked out.
  std::shared_ptr<const Settlement> derivation;
  InstanceId figure;
};
struct ScenarioResult {
  std::string title;
  OriginId origin;
  std::vector<ExpectationResult> expectations;
  bool held() const;
};
// What the scenarios reach is added to `reached`, where it is given. `data`: of each scenario, beside plan.scenarios;
// null, or nothing at all, where it reports only what it gives.
std::vector<ScenarioResult> run_scenarios(const plan::Plan& plan, diagnostics::Sink& sink, Reached* reached = nullptr,
                                          std::span<const data::Dataset* const> data = {});

}  // namespace quarterday::evaluate
