// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "runtime/records/records.h"
#include "runtime/statement/explanation.h"

namespace quarterday::statement {

// How a figure was measured: the steps by which its rows were selected, in the words of the contract, the query, and,
// when the rows are listed, which counted and which step left out the others. Nothing for any other figure.
std::optional<Measured> explain_measured(const plan::Plan& plan, const evaluate::Instance& instance,
                                         const ExplainOptions& options);

}  // namespace quarterday::statement
