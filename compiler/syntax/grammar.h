// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the grammar makes of a text, without ANTLR: the words that count, the rules that were found over them, and where
// reading stopped at a mistake. parse.cpp fills these; the rest of the room reads them. Internal to this room.

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"

namespace quarterday::syntax {

namespace grammar {
#include "grammar_words.inc"  // the tokens and the rules (RuleSum ...) of grammar/*.g4
}

// A token that is neither space nor comment. The last one stands for the end of the file.
struct Word {
  static constexpr int end_of_file = -1;

  int type = end_of_file;
  bool first_on_line = false;
  std::uint32_t begin = 0;  // bytes
  std::uint32_t end = 0;
  std::uint32_t token = 0;  // in Tree::tokens
};
using Words = std::vector<Word>;

// A rule and the words it covers. Nodes stand in the order in which rules begin, so the parts of a node lie between it
// and `next`.
struct OutlineNode {
  int rule = 0;
  std::uint32_t first = 0;  // words, half open
  std::uint32_t end = 0;
  std::uint32_t next = 0;
};
using Outline = std::vector<OutlineNode>;

// Goes through what one rule consists of, words and rules, from left to right.
class Part {
 public:
  Part(const Outline& outline, const Words& words) : Part(outline, words, 0) {}

  int rule() const { return node().rule; }
  const Word& first_word() const { return (*words_)[node().first]; }
  const Word& last_word() const { return (*words_)[node().end - 1]; }
  std::size_t first_index() const { return node().first; }
  std::size_t last_index() const { return node().end - 1; }

  bool done() const { return word_ == node().end; }
  bool at(int type) const { return !done() && !at_part() && (*words_)[word_].type == type; }
  bool at_rule(int rule) const { return at_part() && (*outline_)[child_].rule == rule; }
  bool take(int type) {
    if (!at(type)) return false;
    ++word_;
    return true;
  }
  const Word& first_word_left() const { return (*words_)[word_]; }
  const Word& word() { return (*words_)[word_++]; }
  Part part() {
    Part inner(*outline_, *words_, child_);
    word_ = inner.node().end;
    child_ = inner.node().next;
    return inner;
  }

 private:
  Part(const Outline& outline, const Words& words, std::uint32_t index)
      : outline_(&outline), words_(&words), index_(index), child_(index + 1), word_(outline[index].first) {}

  const OutlineNode& node() const { return (*outline_)[index_]; }
  bool at_part() const { return child_ < node().next && (*outline_)[child_].first == word_; }

  const Outline* outline_;
  const Words* words_;
  std::uint32_t index_;
  std::uint32_t child_;
  std::uint32_t word_;
};

// Which types of words could stand at some place.
using WordSet = std::bitset<256>;

struct SyntaxMistake {
  std::size_t word = 0;  // the one that does not fit
  WordSet expected;
  int rule = 0;  // the innermost one that was being read
};

// Reads a rule at a time, so that a mistake ends a declaration and not the file.
class RuleReader {
 public:
  virtual ~RuleReader() = default;

  // False after a mistake; the outline is then of no use. `rule` is one of declaration, contractStart, headerLine,
  // cell, variationStart.
  virtual bool read(int rule, std::size_t first_word) = 0;

  virtual const Outline& outline() const = 0;
  virtual const SyntaxMistake& mistake() const = 0;
  // What could have come instead of the word at which the last rule ended.
  virtual WordSet could_follow() const = 0;
};

// Of a text that is valid UTF-8.
Words words_of(std::string_view text);

inline bool is_between(int type, int first, int last) { return type >= first && type <= last; }
inline bool begins_declaration(int type) { return is_between(type, grammar::IMPORT, grammar::ALLOW); }
inline bool begins_header_line(int type) {
  return type == grammar::SOURCE || type == grammar::CURRENCY || type == grammar::TERM || type == grammar::SETTLED ||
         is_between(type, grammar::REFUSALS_EARLIEST, grammar::REFUSALS_LATEST);
}
inline bool is_name(int type) {
  return type == grammar::NAME || type == grammar::OTHER || type == grammar::SOURCE || type == grammar::CURRENCY ||
         type == grammar::TERM || type == grammar::SETTLED || type == grammar::SHARED || type == grammar::FALLS ||
         type == grammar::RISES || type == grammar::IMPROVES;
}

}  // namespace quarterday::syntax
