// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// What is wrong with a plan, in words; nothing when evaluating it can rely on its form: every id is in range, every
// operation has its operands, slots lie within the frames, and no node is its own operand however far down. A plan that
// fails is a mistake of the compiler, never of a contract.
std::vector<std::string> verify_plan(const Plan& plan);

}  // namespace quarterday::plan
