// SPDX-License-Identifier: Apache-2.0
#pragma once

// Pieces put into lines, each with its indentation. Internal to this room.

#include <cstddef>
#include <vector>

#include "compiler/format/pieces.h"

namespace quarterday::format {

struct Line {
  std::size_t first = 0;  // pieces, half open
  std::size_t end = 0;
  std::size_t indent = 0;
  bool blank_before = false;
  bool in_row = false;   // a row of a table, or what goes on with one
  bool goes_on = false;  // with the row in the next line
};

using Lines = std::vector<Line>;

Lines break_lines(const Pieces& pieces);

// The blanks between pieces of one line, as far as no columns ask for more.
void set_gaps(Pieces& pieces, const Lines& lines);

void indent_lines(const Pieces& pieces, Lines& lines);

// How wide a line is before one of its pieces.
std::size_t width_before(const Pieces& pieces, const Line& line, std::size_t piece);

}  // namespace quarterday::format
