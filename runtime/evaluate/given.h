// SPDX-License-Identifier: Apache-2.0
#pragma once

// The figures that a scenario gives. Internal to this room.

#include "runtime/evaluate/evaluator.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

Frame frame_of(const plan::Scenario& scenario);
// Throws a Failure where a given sentence cannot be worked out.
void fix_given(const plan::Plan& plan, const plan::Scenario& scenario, Evaluator& evaluator);

}  // namespace quarterday::evaluate
