// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// The whole plan as text, one declaration a paragraph, each body as a nested expression. Stable: the same plan gives
// the same text, so dumps can be compared.
std::string print(const Plan& plan);

}  // namespace quarterday::plan
