// SPDX-License-Identifier: Apache-2.0
#pragma once

// Trying the guarantees of a contract: on its scenarios, on periods that were reported, and on figures drawn at random.
// What held in every case that was tried has not been proved; what failed in one is wrong, and the case is told.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

// A figure of a case that broke a guarantee.
struct CaseFigure {
  plan::ValueId value;
  std::vector<plan::EntityId> members;
  plan::Period period;
  plan::Figure figure;
  std::optional<plan::Rational> numerator;  // where it was reported as a ratio
  std::optional<plan::Rational> denominator;
};

struct BrokenGuarantee {
  std::string in;                     // "scenario 'half way'", "the data", "draw 17"
  plan::Period period;                // of the guarantee
  std::vector<CaseFigure> reported;   // what was asked of the data
  std::vector<CaseFigure> figures;    // what the condition, or the subject of a movement, came to
  std::optional<CaseFigure> changed;  // a movement: the driver, as it was changed
  std::vector<CaseFigure> figures_then;
};

struct GuaranteeResult {
  const plan::Guarantee* guarantee = nullptr;
  std::uint64_t held = 0;
  std::uint64_t subject_changed = 0;      // of those of a movement: its subject did change
  std::uint64_t open = 0;                 // cases in which a figure was missing, or could not be worked out
  std::uint64_t unmoved = 0;              // movements in which the driver could go no further
  std::uint64_t directionless = 0;        // movements of a metric of which the contract does not say what is better
  std::optional<BrokenGuarantee> broken;  // the first
};

struct GuaranteeOptions {
  std::uint64_t draws = 10'000;
  std::uint64_t seed = 1;
  const data::Dataset* data = nullptr;                       // figures that were reported
  std::span<const data::Dataset* const> scenario_data = {};  // beside plan.scenarios, as for run_scenarios
};

// Beside plan.guarantees.
std::vector<GuaranteeResult> try_guarantees(const plan::Plan& plan, const GuaranteeOptions& options);

}  // namespace quarterday::evaluate
