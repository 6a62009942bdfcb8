// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "compiler/format/columns.h"
#include "runtime/diagnostics/utf8.h"

namespace quarterday::format {
namespace {

using syntax::TokenSort;

// Where clauses stand that end a line, and the least gap before them there.
constexpr std::size_t clause_column = 81;
constexpr std::size_t least_gap = 2;

std::size_t last_word(const Pieces& pieces, const Line& line) {
  const bool remark = pieces[line.end - 1].sort == Piece::Sort::remark && line.end - line.first > 1;
  return line.end - (remark ? 2 : 1);
}

// A declaration from its first to its last word.
bool is_whole(const Pieces& pieces, const Line& line) {
  const Mark& mark = pieces[line.first].mark;
  return mark.begins == Begins::declaration && pieces[last_word(pieces, line)].end == mark.end;
}

// Parts of a declaration that stand below the same parts of its neighbours; `end` where one is missing.
constexpr std::size_t part_count = 5;
struct Parts {
  std::size_t indent = 0;
  std::size_t end = 0;  // behind the last piece
  std::array<std::size_t, part_count> starts{};

  explicit Parts(const Line& line) : indent(line.indent), end(line.end) { starts.fill(line.end); }
};

// parameter name "title" | for each trust | : money | clause 3.1 | = 95% of value
Parts parts_of_figure(const Pieces& pieces, const Line& line) {
  Parts parts(line);
  parts.starts[0] = line.first;
  std::size_t at = line.first + 2;
  if (at < line.end && pieces[at].token == TokenSort::title) ++at;
  std::size_t begun = 0;
  const auto begin = [&](std::size_t part) {
    if (part <= begun) return;
    parts.starts[part] = at;
    begun = part;
  };
  for (; at < line.end && pieces[at].mark.begins != Begins::part; ++at) {
    if (pieces[at].is(":")) {
      begin(2);
    } else if (pieces[at].token == TokenSort::clause) {
      begin(3);
    } else {
      begin(1);
    }
  }
  if (at < line.end) begin(4);
  return parts;
}

// party name | "title" is role | clause 1.1
Parts parts_of_party(const Pieces& pieces, const Line& line) {
  Parts parts(line);
  parts.starts[0] = line.first;
  const std::size_t title = line.first + 2;
  if (title < line.end && pieces[title].token == TokenSort::title) parts.starts[1] = title;
  const std::size_t last = last_word(pieces, line);
  if (pieces[last].token == TokenSort::clause) parts.starts[2] = last;
  return parts;
}

bool is_figure(const Pieces& pieces, const Line& line) {
  const Piece& first = pieces[line.first];
  if (!is_whole(pieces, line) || !(first.is("define") || first.is("parameter"))) return false;
  return std::any_of(pieces.begin() + static_cast<std::ptrdiff_t>(line.first),
                     pieces.begin() + static_cast<std::ptrdiff_t>(line.end),
                     [](const Piece& piece) { return piece.mark.begins == Begins::part; });
}

bool is_party(const Pieces& pieces, const Line& line) {
  return is_whole(pieces, line) && pieces[line.first].is("party");
}

class Block {
 public:
  explicit Block(Pieces& pieces) : pieces_(pieces) {}

  void add(const Parts& parts) { rows_.push_back(parts); }

  void align_parts() {
    for (std::size_t part = 1; part < part_count; ++part) align(part);
    rows_.clear();
  }

  // Only if no clause at the end of a line has to give way.
  void align_titles() {
    std::vector<std::size_t> gaps;
    for (const Parts& row : rows_) gaps.push_back(has(row, 1) ? pieces_[row.starts[1]].gap : 0);
    align(1);
    const bool fits = std::all_of(rows_.begin(), rows_.end(), [&](const Parts& row) { return has_room(row); });
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!fits && has(rows_[i], 1)) pieces_[rows_[i].starts[1]].gap = gaps[i];
    rows_.clear();
  }

 private:
  static bool has(const Parts& row, std::size_t part) { return row.starts[part] < row.end; }

  // The width of a line before what begins at a part, without the gap there.
  std::size_t width(const Parts& row, std::size_t part) const {
    std::size_t width = 0;
    for (std::size_t i = row.starts[0]; i < row.starts[part]; ++i)
      width += diagnostics::text_width(pieces_[i].text) + (i > row.starts[0] ? pieces_[i].gap : 0);
    return width;
  }

  bool has_room(const Parts& row) const {
    return !has(row, 2) || row.indent + width(row, 2) + least_gap <= clause_column;
  }

  void align(std::size_t part) {
    std::size_t column = 0;
    for (const Parts& row : rows_)
      if (has(row, part)) column = std::max(column, width(row, part) + pieces_[row.starts[part]].gap);
    for (const Parts& row : rows_)
      if (has(row, part)) pieces_[row.starts[part]].gap = column - width(row, part);
  }

  Pieces& pieces_;
  std::vector<Parts> rows_;
};

void align_neighbours(Pieces& pieces, const Lines& lines, bool (*belongs)(const Pieces&, const Line&),
                      Parts (*parts_of)(const Pieces&, const Line&), void (Block::*align)()) {
  Block block(pieces);
  std::string_view word;
  for (const Line& line : lines) {
    const bool alike = belongs(pieces, line);
    if (!alike || line.blank_before || pieces[line.first].text != word) (block.*align)();
    if (!alike) continue;
    word = pieces[line.first].text;
    block.add(parts_of(pieces, line));
  }
  (block.*align)();
}

// A colon may follow: guarantee "..." clause 11:
bool ends_line(const Pieces& pieces, const Line& line, std::size_t clause) {
  const std::size_t last = last_word(pieces, line);
  return clause == last || (clause + 1 == last && pieces[last].mark.tight);
}

}  // namespace

void align_declarations(Pieces& pieces, const Lines& lines) {
  align_neighbours(pieces, lines, is_figure, parts_of_figure, &Block::align_parts);
  align_neighbours(pieces, lines, is_party, parts_of_party, &Block::align_titles);
}

void align_clauses(Pieces& pieces, const Lines& lines) {
  for (const Line& line : lines) {
    if (line.in_row) continue;
    for (std::size_t i = line.first + 1; i < line.end; ++i) {
      if (pieces[i].token != TokenSort::clause || !ends_line(pieces, line, i)) continue;
      const std::size_t width = width_before(pieces, line, i) - pieces[i].gap;
      if (width + least_gap <= clause_column) pieces[i].gap = clause_column - width;
    }
  }
}

}  // namespace quarterday::format
