// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "compiler/format/lines.h"
#include "compiler/format/structure.h"
#include "runtime/diagnostics/utf8.h"

namespace quarterday::format {
namespace {

class Indenter {
 public:
  Indenter(const Pieces& pieces, Lines& lines) : pieces_(pieces), lines_(lines) {}

  void indent() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Piece& first = pieces_[lines_[i].first];
      if (first.sort == Piece::Sort::remark) continue;
      if (first.sort == Piece::Sort::word) indent_words(lines_[i], first.mark);
      indent_remarks_before(i, first);
      remarks_from_ = i + 1;
      if (first.sort == Piece::Sort::word) follow(lines_[i]);
    }
    indent_remarks_before(lines_.size(), Piece{});
  }

 private:
  void indent_words(Line& line, const Mark& mark) const {
    line.indent = brackets_.empty() ? hang_ : brackets_.back();
    if (mark.begins != Begins::nothing) line.indent = mark.indent;
  }

  // Notes what begins and which brackets are open at the end of the line.
  void follow(const Line& line) {
    std::size_t column = line.indent;
    for (std::size_t i = line.first; i < line.end; ++i) {
      const Piece& piece = pieces_[i];
      begin(piece);
      column += (i > line.first ? piece.gap : 0) + diagnostics::text_width(piece.text);
      const bool last = i + 1 == line.end || pieces_[i + 1].sort == Piece::Sort::remark;
      if (piece.is("(")) brackets_.push_back(last ? line.indent + step : column);
      if (piece.is(")") && !brackets_.empty()) brackets_.pop_back();
      if (piece.is("{")) content_ = block_ + step;
    }
  }

  void begin(const Piece& piece) {
    const Mark& mark = piece.mark;
    if (mark.begins == Begins::nothing) return;
    brackets_.clear();
    hang_ = mark.hang;
    if (mark.begins == Begins::declaration || mark.begins == Begins::start) {
      block_ = mark.indent;
      content_ = block_;
      declared_column_ = piece.column;
    }
    if (mark.begins != Begins::close) return;
    content_ = block_ = mark.indent;
    declared_column_.reset();
  }

  // Remarks belong to the line that follows them, unless they hang on what stands before them.
  void indent_remarks_before(std::size_t line, const Piece& next) {
    const bool closes = next.mark.begins == Begins::close;
    std::size_t i = remarks_from_;
    if (hangs_on(i, line, next)) {
      const std::size_t indent = block_ + step;
      do lines_[i].indent = indent;
      while (++i < line && pieces_[lines_[i].first].breaks < 2);
    }
    std::size_t indent = line == lines_.size() ? content_ : lines_[line].indent;
    if (closes) indent += step;
    if (next.sort == Piece::Sort::broken) indent = content_;
    for (; i < line; ++i) lines_[i].indent = indent;
  }

  // Directly below the last line of a declaration, further in than its first, and with a blank line or a brace below.
  bool hangs_on(std::size_t first, std::size_t line, const Piece& next) const {
    if (first == line || !declared_column_) return false;
    const Piece& remark = pieces_[lines_[first].first];
    if (remark.breaks != 1 || remark.column <= *declared_column_) return false;
    for (std::size_t i = first + 1; i < line; ++i)
      if (pieces_[lines_[i].first].breaks > 1) return true;
    if (next.mark.begins == Begins::close) return true;
    return next.breaks > 1 && next.mark.begins != Begins::nothing;
  }

  const Pieces& pieces_;
  Lines& lines_;
  std::vector<std::size_t> brackets_;  // where the lines within each of them begin
  std::size_t hang_ = 0;
  std::size_t block_ = 0;    // the indentation of the last declaration
  std::size_t content_ = 0;  // that of what may come next
  std::optional<std::size_t> declared_column_;
  std::size_t remarks_from_ = 0;
};

}  // namespace

void indent_lines(const Pieces& pieces, Lines& lines) { Indenter(pieces, lines).indent(); }

}  // namespace quarterday::format
