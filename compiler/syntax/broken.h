// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be kept of a declaration with a mistake in it: the names it would have declared. Internal to this room.

#include "compiler/syntax/build_tree.h"

namespace quarterday::syntax {

// The declaration made of the words from `first` up to `end`; `word` is what its first word was meant to be.
BrokenDecl broken_declaration(const TreeBuilder& builder, const Words& words, std::size_t first, std::size_t end,
                              std::string_view word);

}  // namespace quarterday::syntax
