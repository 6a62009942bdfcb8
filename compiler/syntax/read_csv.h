// SPDX-License-Identifier: Apache-2.0
#pragma once

// From the cells of a CSV file to a table of the tree. Internal to this room.

#include <optional>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"
#include "compiler/syntax/csv_rows.h"
#include "compiler/syntax/grammar.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::syntax {

// Columns of titles, by their header.
bool is_title_column(std::string_view text, const std::vector<CsvRow>& rows, std::size_t column);

// `tree` has its file and takes the sentences. `words` are those of all cells but titles, one after the other, each
// cell with a bar behind it.
std::optional<Table> read_csv_rows(Tree& tree, std::string_view text, const std::vector<CsvRow>& rows,
                                   const Words& words, RuleReader& reader, diagnostics::Sink& sink);

}  // namespace quarterday::syntax
