// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/lines.h"

#include "runtime/diagnostics/utf8.h"

namespace quarterday::format {
namespace {

// Blanks around a clause in the middle of a line, and before a remark at its end.
constexpr std::size_t wide_gap = 3;

bool is_tight(const Piece& piece) { return piece.mark.tight || piece.is(",") || piece.is(")") || piece.is("'s"); }

// A clause ends the line that it belongs to; these never begin one either.
bool stays_in_line(const Piece& piece) {
  return piece.token == syntax::TokenSort::clause || is_tight(piece) || piece.is("{") || piece.is("|");
}

// A sentence may stand in the line of its declaration, all else that begins has a line of its own.
bool always_begins_line(const Piece& piece) {
  return piece.mark.begins != Begins::nothing && piece.mark.begins != Begins::part;
}

bool begins_line(const Piece& before, const Piece& piece) {
  if (before.sort == Piece::Sort::broken || piece.sort == Piece::Sort::broken) return true;
  if (piece.sort == Piece::Sort::remark) return piece.breaks > 0;
  if (before.sort == Piece::Sort::remark || always_begins_line(piece)) return true;
  return piece.breaks > 0 && !stays_in_line(piece);
}

std::size_t gap_between(const Piece& before, const Piece& piece, bool in_row) {
  if (piece.sort == Piece::Sort::remark) return wide_gap;
  if (is_tight(piece) || before.is("(") || before.mark.is_sign) return 0;
  if (piece.is("{")) return 1;
  if (before.mark.lead > 0) return before.mark.lead - diagnostics::text_width(before.text) + 1;
  const bool clause = before.token == syntax::TokenSort::clause || piece.token == syntax::TokenSort::clause;
  return clause && !in_row ? wide_gap : 1;
}

}  // namespace

Lines break_lines(const Pieces& pieces) {
  Lines lines;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0 && !begins_line(pieces[i - 1], pieces[i])) {
      lines.back().end = i + 1;
      continue;
    }
    const bool row = pieces[i].mark.begins == Begins::row;
    const bool more_of_row =
        i > 0 && lines.back().in_row && pieces[i].sort == Piece::Sort::word && pieces[i].mark.begins == Begins::nothing;
    if (more_of_row) lines.back().goes_on = true;
    Line& line = lines.emplace_back();
    line.first = i;
    line.end = i + 1;
    line.blank_before = i > 0 ? pieces[i].breaks > 1 && pieces[i].mark.begins != Begins::close
                              : pieces[i].breaks > 0 && pieces[i].sort == Piece::Sort::broken;
    line.in_row = row || more_of_row;
  }
  return lines;
}

void set_gaps(Pieces& pieces, const Lines& lines) {
  for (const Line& line : lines)
    for (std::size_t i = line.first + 1; i < line.end; ++i)
      pieces[i].gap = gap_between(pieces[i - 1], pieces[i], line.in_row);
}

std::size_t width_before(const Pieces& pieces, const Line& line, std::size_t piece) {
  std::size_t width = line.indent;
  for (std::size_t i = line.first; i < piece; ++i) width += pieces[i].gap + diagnostics::text_width(pieces[i].text);
  return width + (piece > line.first ? pieces[piece].gap : 0);
}

}  // namespace quarterday::format
