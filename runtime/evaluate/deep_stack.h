// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace quarterday::evaluate {

// Runs the work to its end on a stack that is large enough for max_depth nested evaluations. What it throws is thrown
// here.
void run_on_deep_stack(const std::function<void()>& work);

// How deep evaluations may nest: figures that go on from the period before, for all the months of a century, need about
// a tenth of it.
inline constexpr std::uint32_t max_depth = 100'000;

}  // namespace quarterday::evaluate
