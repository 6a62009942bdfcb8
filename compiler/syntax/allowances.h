// SPDX-License-Identifier: Apache-2.0
#pragma once

// What `allow` covers, found once the declarations around it are known. Internal to this room.

#include <vector>

#include "compiler/syntax/ast.h"

namespace quarterday::syntax {

// Each `allow` gets the span of what follows it in the same block, and hands on the prose that stood before it.
void join_allowances(std::vector<Declaration>& declarations);

// Those that stand before the contract cover the whole file.
void cover_file(Tree& tree, std::uint32_t size);

}  // namespace quarterday::syntax
