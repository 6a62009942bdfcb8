// SPDX-License-Identifier: Apache-2.0
#pragma once

// A rule of several inputs that are declared together (`input a, b each year ... not reported: 0`) is one rule, and its
// change one difference. Internal to this room.

#include <vector>

#include "runtime/compare/compare.h"

namespace quarterday::compare {

std::vector<Difference> joined_inputs(const plan::Plan& before, const plan::Plan& after, std::vector<Difference> found);

}  // namespace quarterday::compare
