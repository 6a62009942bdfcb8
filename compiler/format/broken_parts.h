// SPDX-License-Identifier: Apache-2.0
#pragma once

// The parts of a text that no declaration without a mistake covers: they stay as they were written, byte for byte.
// Internal to this room.

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"

namespace quarterday::format {

struct Range {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The first words up to the brace, then each line of the header that was read.
std::vector<Range> header_ranges(const syntax::Tree& tree, std::string_view text);

// Whole lines, in order, apart from each other. A declaration that shares a line with one of them belongs to it.
std::vector<Range> broken_parts(const syntax::Tree& tree, std::string_view text);

}  // namespace quarterday::format
