// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is said about a word that does not fit. Internal to this room.

#include <string>
#include <string_view>

#include "compiler/syntax/grammar.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::syntax {

// "`over`", "end of the file", "row of a table": as in 'unexpected ...'.
std::string found_text(const Word& word, std::string_view text);

// At most three things, the most telling ones: "`=` or a row of the table".
std::string expected_text(WordSet expected);

// The reserved or header word that `word` is probably a misspelling of, as text; empty if none.
std::string meant_declaration(std::string_view word);

// Where a mistake was made: `start` is the first word of its declaration.
struct MistakeSite {
  diagnostics::FileId file;
  std::string_view text;
  const Words& words;
  std::size_t start = 0;
  SyntaxMistake mistake;
};

void report_mistake(const MistakeSite& site, diagnostics::Sink& sink);

}  // namespace quarterday::syntax
