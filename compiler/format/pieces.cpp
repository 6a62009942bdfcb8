// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/pieces.h"

#include <algorithm>

#include "compiler/format/broken_parts.h"
#include "compiler/syntax/clause.h"

namespace quarterday::format {
namespace {

using syntax::Token;
using syntax::TokenSort;

// Phrases of several words are one token, however far these stand from each other.
std::string with_single_blanks(std::string_view text) {
  std::string single;
  for (const char byte : text) {
    const bool blank = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    if (!blank) {
      single += byte;
    } else if (!single.ends_with(' ')) {
      single += ' ';
    }
  }
  return single;
}

class Taker {
 public:
  Taker(std::string_view text, Pieces& pieces) : text_(text), pieces_(pieces) {}

  void take(const Token& token) {
    const std::string_view text = text_.substr(token.begin, token.end - token.begin);
    if (token.sort == TokenSort::line_end) {
      // Two lone carriage returns are no blank line: prose before them is not cut off from what follows.
      breaks_ = std::max<int>(breaks_, std::count(text.begin(), text.end(), '\n') > 1 ? 2 : 1);
      line_ = token.begin + static_cast<std::uint32_t>(text.find_last_of("\r\n")) + 1;
    } else if (token.sort != TokenSort::space) {
      const bool remark = token.sort == TokenSort::comment || token.sort == TokenSort::prose;
      add(remark ? Piece::Sort::remark : Piece::Sort::word, token.begin, token.end).token = token.sort;
      pieces_.back().text = printed(token.sort, text);
    }
  }

  void take_broken(const Range& range) {
    add(Piece::Sort::broken, range.begin, range.end).text = text_.substr(range.begin, range.end - range.begin);
  }

 private:
  Piece& add(Piece::Sort sort, std::uint32_t begin, std::uint32_t end) {
    Piece& piece = pieces_.emplace_back();
    piece.sort = sort;
    piece.begin = begin;
    piece.end = end;
    piece.breaks = breaks_;
    piece.column = begin - line_;
    breaks_ = 0;
    return piece;
  }

  std::string_view text_;
  Pieces& pieces_;
  int breaks_ = 0;
  std::uint32_t line_ = 0;  // where the line at hand begins
};

}  // namespace

std::string printed(TokenSort sort, std::string_view text) {
  if (sort == TokenSort::title) return std::string(text);
  if (sort == TokenSort::clause) return "clause " + syntax::clause_numbers(text);
  if (sort == TokenSort::comment || sort == TokenSort::prose)
    return std::string(text.substr(0, text.find_last_not_of(" \t") + 1));
  return with_single_blanks(text);
}

Pieces take_apart(const syntax::Tree& tree, std::string_view text) {
  Pieces pieces;
  pieces.reserve(tree.tokens.size() / 2);
  Taker taker(text, pieces);
  const std::vector<Range> broken = broken_parts(tree, text);
  auto next = broken.begin();
  for (const Token& token : tree.tokens) {
    if (next != broken.end() && token.begin >= next->begin) taker.take_broken(*next++);
    const bool inside = next != broken.begin() && token.begin < std::prev(next)->end;
    if (!inside) taker.take(token);
  }
  return pieces;
}

}  // namespace quarterday::format
