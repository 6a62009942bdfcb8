// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"
#include "runtime/statement/explanation.h"

namespace quarterday::statement {

// The parts of a traced sentence that say something beyond the figures it reads: intermediate results, tests and the
// case that holds, slices of tiers. In the order of reading.
std::vector<ExplainedStep> explain_steps(const plan::Plan& plan, const evaluate::Settlement& settlement,
                                         const evaluate::Instance& instance, const evaluate::Step& root);

}  // namespace quarterday::statement
