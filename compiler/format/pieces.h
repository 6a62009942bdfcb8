// SPDX-License-Identifier: Apache-2.0
#pragma once

// A text as the pieces that a layout moves about: words, remarks, and parts with a mistake, which are moved by nobody.
// Internal to this room.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"

namespace quarterday::format {

// What begins at a word, as the tree says it.
enum class Begins : std::uint8_t {
  nothing,
  start,        // contract name "title" {
  header,       // a line of the header
  declaration,  //
  line,         // of a block, a rule, a step: always a line of its own
  part,         // a sentence that may stand in the line of its declaration or begin one
  row,          // of a table
  close         // a brace
};

struct Mark {
  Begins begins = Begins::nothing;
  std::size_t indent = 0;  // of a line that begins here
  std::size_t hang = 0;    // of the lines that go on with it
  std::size_t lead = 0;    // the width to which its first word is filled up
  std::uint32_t end = 0;   // of a declaration, in the text
  bool tight = false;      // no blank before it, though it is a word like others: the colon of `not reported: 0`
  bool is_sign = false;    // the minus of a figure
};

struct Piece {
  enum class Sort : std::uint8_t { word, remark, broken };
  Sort sort = Sort::word;
  syntax::TokenSort token = syntax::TokenSort::unknown;
  std::string text;         // as it will be printed
  std::uint32_t begin = 0;  // in the text, bytes
  std::uint32_t end = 0;
  int breaks = 0;          // line ends before it: none, one, or 2 for a blank line
  std::size_t column = 0;  // in the text, where it is the first of its line
  Mark mark;
  std::size_t gap = 0;  // blanks before it within a line

  bool is(std::string_view word) const { return sort == Sort::word && text == word; }
};

using Pieces = std::vector<Piece>;

Pieces take_apart(const syntax::Tree& tree, std::string_view text);

// A word or a remark as it is printed: without blanks at its end, and with single ones within phrases.
std::string printed(syntax::TokenSort sort, std::string_view text);

}  // namespace quarterday::format
