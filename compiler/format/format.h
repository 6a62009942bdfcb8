// SPDX-License-Identifier: Apache-2.0
#pragma once

// The one layout of contracts, without settings (docs/layout.md). A tree and its text come in, the same words and
// remarks in the same order go out: only blanks, line ends and where lines begin may differ, so the meaning cannot.
// What has a mistake in it is given back as it was written. Lines are broken where the author broke them, and where
// something begins that has a line of its own; no sentence is broken or joined for its length. No files, no messages,
// no meaning.

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::format {

// The whole text; as it is where it could not be read at all. Line ends become \n.
std::string format(const syntax::Tree& tree, const diagnostics::SourceFile& file);

// A piece of the text and what stands in its place.
struct Edit {
  std::uint32_t begin = 0;  // bytes, half open
  std::uint32_t end = 0;
  std::string text;
};

// Only the lines that begin between these two of the text, counted from 1, but laid out as they would be in the whole.
// Nothing where they are so already.
std::optional<Edit> format_lines(const syntax::Tree& tree, const diagnostics::SourceFile& file, std::uint32_t first,
                                 std::uint32_t last);

// Whether both texts consist of the same words and remarks, so that neither says what the other does not. Both have
// been read.
bool same_words(const syntax::Tree& left, const diagnostics::SourceFile& left_file, const syntax::Tree& right,
                const diagnostics::SourceFile& right_file);

}  // namespace quarterday::format
