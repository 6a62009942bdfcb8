// SPDX-License-Identifier: Apache-2.0
#pragma once

// Gaps made wider so that what belongs together stands below each other. Internal to this room.

#include "compiler/format/lines.h"

namespace quarterday::format {

// The cells of tables: figures to the right, all else to the left. A cell may go on in further lines.
void align_tables(Pieces& pieces, Lines& lines);

// The titles of parties, and the parts of parameters and definitions of one line each.
void align_declarations(Pieces& pieces, const Lines& lines);

// Clauses that end a line.
void align_clauses(Pieces& pieces, const Lines& lines);

}  // namespace quarterday::format
