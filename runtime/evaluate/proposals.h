// SPDX-License-Identifier: Apache-2.0
#pragma once

// Cases that reach what the scenarios of a contract do not: found by trying figures, one input after the other, just
// below, at and just above each bound that a figure is held against, with what is not reported, with tests turned, and
// from there on. Each comes with what the contract says of it, for a person to confirm. The same plan and seed give the
// same proposals.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/coverage.h"
#include "runtime/evaluate/guarantees.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

struct Proposal {
  std::string title;
  plan::Period period;
  std::vector<CaseFigure> given;   // by input
  std::vector<CaseFigure> expect;  // what is looked at, and what follows from it
  plan::ValueId refused_input;     // instead: the settlement is refused and names it
  std::vector<plan::EntityId> refused_members;
  bool reaches_term = false;   // of coverage; otherwise it shows a bound or a tie
  bool gives_results = false;  // a figure that is worked out had to be given
};

struct ProposalOptions {
  bool all = false;                    // every bound, whether scenarios reach it or not
  std::string only;                    // of this name alone, where it is not empty
  std::optional<plan::Period> period;  // cases of this period alone
  std::uint64_t seed = 1;
  std::uint64_t steps = 600'000'000;  // of evaluation that are spent on the search
};

// `reached` is what the scenarios reach, with the margins they have seen.
std::vector<Proposal> propose(const plan::Plan& plan, const Reached& reached, const Margins& seen,
                              const ProposalOptions& options);

}  // namespace quarterday::evaluate
