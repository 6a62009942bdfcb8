// SPDX-License-Identifier: Apache-2.0
#pragma once

// Parsing: text in, syntax tree and diagnostics out. It never fails: a declaration with a mistake becomes a BrokenDecl
// with one diagnostic, and the rest of the file is read as usual. The tree is lossless (print gives back the text).
// parse.cpp and expected.cpp are the only files of the project that know ANTLR.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::syntax {

// A schedule of sixty pages has some 20 KB. The limit keeps the worst that can be sent within a few seconds.
inline constexpr std::size_t max_contract_megabytes = 2;
inline constexpr std::size_t max_contract_bytes = max_contract_megabytes * 1024 * 1024;

// The sentences of the file are put behind those of `before`, so that several files can become one tree.
Tree parse(diagnostics::FileId file, const diagnostics::SourceMap& sources, diagnostics::Sink& sink,
           std::vector<Expr> before = {});

// The rows of a CSV file as those of a table: the header first, each cell read as it would be between bars. A column
// whose header is `title` holds titles. Nothing after a mistake.
std::optional<Table> parse_csv_table(diagnostics::FileId file, const diagnostics::SourceMap& sources,
                                     diagnostics::Sink& sink, std::vector<Expr>& exprs);

// The text as it was written, put together from the tokens.
std::string print(const Tree& tree, const diagnostics::SourceFile& file);

}  // namespace quarterday::syntax
