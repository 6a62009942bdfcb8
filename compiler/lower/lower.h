// SPDX-License-Identifier: Apache-2.0
#pragma once

// Lowering: from the checked model to the plan. What is reachable from a value, a requirement or a scenario is kept, in
// an order in which operands stand before what uses them, and every node gets its place and words in the contract.
// Precondition: checking reported no error.

#include <vector>

#include "compiler/model/contract.h"
#include "runtime/diagnostics/source_file.h"
#include "runtime/plan/plan.h"

namespace quarterday::lower {

plan::Plan lower(const model::Contract& contract, const diagnostics::SourceMap& sources);

// Each value of the contract as its plan numbers it; none for what is only a version of another value.
std::vector<plan::ValueId> numbers_in_plan(const model::Contract& contract);

}  // namespace quarterday::lower
