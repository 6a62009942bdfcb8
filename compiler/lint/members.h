// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which members of a set pass a test, as far as their columns tell. Internal to this room.

#include <optional>

#include "compiler/lint/facts.h"

namespace quarterday::lint {

// For the member at that place of its set, bound to the slot; none where more than its columns decide.
std::optional<bool> holds_for(const Facts& facts, NodeId test, std::uint32_t slot, std::size_t member);

}  // namespace quarterday::lint
