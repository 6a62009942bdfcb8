// SPDX-License-Identifier: Apache-2.0
#pragma once

// Limits that are checked on the words before anything reads them: parsing and all later passes follow the nesting of a
// text by recursion, and no text may exhaust their stack. Internal to this room.

#include <cstddef>
#include <vector>

#include "compiler/syntax/grammar.h"

namespace quarterday::syntax {

// Brackets and braces within each other; a contract that people read stays below ten.
inline constexpr int max_brackets = 256;
// Words of one sentence that put one part of it into another: operators, `of`, `rounded`, `otherwise`, `for` ...
inline constexpr int max_chain = 400;

struct TooDeep {
  std::size_t word = 0;
  int limit = 0;
};

// The first such word of each declaration, in the order of the text.
std::vector<TooDeep> find_deep_nesting(const Words& words);

}  // namespace quarterday::syntax
