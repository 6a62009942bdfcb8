// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/format.h"

#include <algorithm>

#include "compiler/format/columns.h"
#include "compiler/format/lines.h"
#include "compiler/format/pieces.h"
#include "compiler/format/structure.h"

namespace quarterday::format {
namespace {

struct Layout {
  Pieces pieces;
  Lines lines;
};

Layout lay_out(const syntax::Tree& tree, std::string_view text) {
  Layout layout;
  layout.pieces = take_apart(tree, text);
  mark_structure(tree, text, layout.pieces);
  layout.lines = break_lines(layout.pieces);
  set_gaps(layout.pieces, layout.lines);
  indent_lines(layout.pieces, layout.lines);
  align_tables(layout.pieces, layout.lines);
  align_declarations(layout.pieces, layout.lines);
  align_clauses(layout.pieces, layout.lines);
  return layout;
}

// Text that is no contract, or not even text, has no layout.
bool is_contract(const syntax::Tree& tree) { return !tree.broken_header || !tree.declarations.empty(); }

std::string text_of(const Pieces& pieces, const Line& line) {
  std::string text(pieces[line.first].sort == Piece::Sort::broken ? 0 : line.indent, ' ');
  for (std::size_t i = line.first; i < line.end; ++i) {
    if (i > line.first) text.append(pieces[i].gap, ' ');
    text += pieces[i].text;
  }
  return text;
}

}  // namespace

std::string format(const syntax::Tree& tree, const diagnostics::SourceFile& file) {
  if (!is_contract(tree)) return file.text();
  const Layout layout = lay_out(tree, file.text());
  std::string text;
  text.reserve(file.text().size() + file.text().size() / 4);
  for (const Line& line : layout.lines) {
    if (line.blank_before) text += '\n';
    text += text_of(layout.pieces, line);
    text += '\n';
  }
  return text;
}

std::optional<Edit> format_lines(const syntax::Tree& tree, const diagnostics::SourceFile& file, std::uint32_t first,
                                 std::uint32_t last) {
  if (!is_contract(tree)) return std::nullopt;
  const Layout layout = lay_out(tree, file.text());
  std::optional<Edit> edit;
  std::uint32_t before = 0;  // where what stands before the line ends
  for (const Line& line : layout.lines) {
    const std::uint32_t number = file.line_of(layout.pieces[line.first].begin);
    if (first <= number && number <= last) {
      if (!edit) edit = Edit{before, 0, {}};
      if (before > 0) edit->text += line.blank_before ? "\n\n" : "\n";
      edit->text += text_of(layout.pieces, line);
      edit->end = layout.pieces[line.end - 1].end;
    }
    before = layout.pieces[line.end - 1].end;
  }
  if (!edit) return std::nullopt;
  const std::string& text = file.text();
  while (edit->end < text.size() && (text[edit->end] == ' ' || text[edit->end] == '\t')) ++edit->end;
  if (text.compare(edit->begin, edit->end - edit->begin, edit->text) == 0) return std::nullopt;
  return edit;
}

bool same_words(const syntax::Tree& left, const diagnostics::SourceFile& left_file, const syntax::Tree& right,
                const diagnostics::SourceFile& right_file) {
  const auto next = [](const syntax::Tree& tree, std::size_t& at) {
    const auto& tokens = tree.tokens;
    while (at < tokens.size() && tokens[at].sort <= syntax::TokenSort::line_end) ++at;
    return at < tokens.size();
  };
  std::size_t i = 0;
  std::size_t j = 0;
  while (next(left, i) && next(right, j)) {
    const syntax::Token& one = left.tokens[i++];
    const syntax::Token& other = right.tokens[j++];
    const std::string_view text(left_file.text());
    const std::string_view other_text(right_file.text());
    if (one.sort != other.sort || printed(one.sort, text.substr(one.begin, one.end - one.begin)) !=
                                      printed(other.sort, other_text.substr(other.begin, other.end - other.begin)))
      return false;
  }
  return !next(left, i) && !next(right, j);
}

}  // namespace quarterday::format
