// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "runtime/evaluate/evaluator.h"

namespace quarterday::evaluate {

// The lines of a period by an evaluator that may know fixed figures already. Throws a Failure.
std::optional<Settlement> settle_lines(const plan::Plan& plan, Evaluator& evaluator, Period period,
                                       diagnostics::Sink& sink);

}  // namespace quarterday::evaluate
