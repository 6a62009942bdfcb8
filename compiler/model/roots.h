// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the sentences of a value begin: its tests of members, its body, its cells and its rules.

#include <vector>

#include "compiler/model/contract.h"

namespace quarterday::model {

std::vector<NodeId> roots_of(const Value& value);

}  // namespace quarterday::model
