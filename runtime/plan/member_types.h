// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// The type of one member's figure, where the contract says `its figure`; otherwise that of the value.
const Type& type_of(const Plan& plan, ValueId value, std::span<const EntityId> members);

// Whether one figure can be written of all members: not where each has a unit of its own.
bool has_one_type(const Value& value);

}  // namespace quarterday::plan
