// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the tree knows about the pieces: where something begins that has a line of its own, how far it is indented, and
// which colons and minus signs are no words of their own. Internal to this room.

#include <string_view>

#include "compiler/format/pieces.h"

namespace quarterday::format {

inline constexpr std::size_t step = 2;

void mark_structure(const syntax::Tree& tree, std::string_view text, Pieces& pieces);

}  // namespace quarterday::format
