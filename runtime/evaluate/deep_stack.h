// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace quarterday::evaluate {

// Runs the work to its end on a stack that is large enough for max_depth nested evaluations. What it throws is thrown
// here.
void run_on_deep_stack(const std::function<void()>& work);

// How deep evaluations may nest: a balance that goes on from the month before needs about five for each month, so this
// is more than a century. On the stack it is less than 64 MB even in a debug build, which is also as much as
// AddressSanitizer can follow when an exception unwinds it.
inline constexpr std::uint32_t max_depth = 10'000;

}  // namespace quarterday::evaluate
