// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "compiler/format/columns.h"
#include "runtime/diagnostics/utf8.h"

namespace quarterday::format {
namespace {

using syntax::TokenSort;

// What of a cell stands in one line.
struct Segment {
  std::size_t line = 0;
  std::size_t first = 0;  // pieces, half open
  std::size_t end = 0;
  std::size_t width = 0;
};
struct Cell {
  std::vector<Segment> segments;  // none: an empty cell
  std::size_t bar = 0;            // the one that closes it
  std::size_t width = 0;          // of the widest
};
using Row = std::vector<Cell>;

bool is_bar(const Piece& piece) { return piece.is("|"); }

// £26.5m, SEK 40, -2.5%, 1,420: not periods, dates and times, which are written alike.
bool is_figure(const Pieces& pieces, const Cell& cell) {
  if (cell.segments.size() != 1) return false;
  const Segment& only = cell.segments.front();
  const std::size_t at = only.first + (pieces[only.first].mark.is_sign ? 1 : 0);
  if (at + 1 != only.end || pieces[at].token != TokenSort::number) return false;
  const std::string_view text = pieces[at].text;
  if (text.find_first_of("/-") != std::string_view::npos) return false;
  const bool begins_as_number = text.front() >= '0' && text.front() <= '9';
  return !begins_as_number || text.find(' ') == std::string_view::npos;
}

// Reads the cells of a row, which may go on in further lines.
class RowReader {
 public:
  RowReader(const Pieces& pieces, const Lines& lines) : pieces_(pieces), lines_(lines) {}

  Row read(std::size_t first, std::size_t end) {
    for (std::size_t line = first; line < end; ++line) {
      segment_ = {line, lines_[line].first, lines_[line].first, 0};
      for (std::size_t i = lines_[line].first; i < lines_[line].end; ++i) take(i, line);
      end_segment();
    }
    return std::move(row_);
  }

 private:
  void take(std::size_t i, std::size_t line) {
    const Piece& piece = pieces_[i];
    if (piece.sort == Piece::Sort::remark) return;
    if (!is_bar(piece)) {
      segment_.width += diagnostics::text_width(piece.text) + (i > segment_.first ? piece.gap : 0);
      segment_.end = i + 1;
      return;
    }
    end_segment();
    segment_ = {line, i + 1, i + 1, 0};
    if (piece.mark.begins != Begins::row) {
      cell_.bar = i;
      row_.push_back(std::move(cell_));
    }
    cell_ = {};
  }

  void end_segment() {
    if (segment_.end == segment_.first) return;
    cell_.width = std::max(cell_.width, segment_.width);
    cell_.segments.push_back(segment_);
    segment_.end = segment_.first;
  }

  const Pieces& pieces_;
  const Lines& lines_;
  Row row_;
  Cell cell_;
  Segment segment_;
};

class Table {
 public:
  Table(Pieces& pieces, Lines& lines, std::size_t declaration)
      : pieces_(pieces), lines_(lines), declaration_(declaration) {}

  // The lines of a row.
  void add(std::size_t first, std::size_t end) {
    if (rows_.empty()) {
      has_header_ = is_header(lines_[first]);
      column_ = lines_[first].indent + 2;
    }
    rows_.push_back(RowReader(pieces_, lines_).read(first, end));
  }

  void align() {
    std::size_t columns = 0;
    for (const Row& row : rows_) columns = std::max(columns, row.size());
    for (std::size_t column = 0; column < columns; ++column) align(column);
  }

 private:
  // Members, terms and columns of records have headings; a table of figures has where it names what its rows are for.
  bool is_header(const Line& line) const {
    static const std::set<std::string_view> with_headings{"group", "dimension", "parameters", "records", "scenario"};
    if (with_headings.count(pieces_[declaration_].text) > 0) return true;
    const std::size_t cell = line.first + 1;
    if (cell >= line.end || is_bar(pieces_[cell])) return true;
    if (cell + 1 >= line.end || !is_bar(pieces_[cell + 1])) return false;
    return runs_over(pieces_[cell].text);
  }

  // Whether the head of the declaration has `each` of that.
  bool runs_over(std::string_view word) const {
    if (word == "year" || word == "quarter" || word == "month") return true;
    for (std::size_t i = declaration_ + 1; i < pieces_.size() && pieces_[i].mark.begins != Begins::row; ++i) {
      const bool named = pieces_[i - 1].is("each") || pieces_[i - 1].is("as");
      if (named && pieces_[i].is(word)) return true;
    }
    return false;
  }

  bool is_heading(const Row& row) const { return has_header_ && &row == &rows_.front(); }

  void align(std::size_t column) {
    std::size_t width = 0;
    bool figures = false;
    bool others = false;
    for (const Row& row : rows_) {
      if (column >= row.size()) continue;
      width = std::max(width, row[column].width);
      if (is_heading(row) || row[column].segments.empty()) continue;
      (is_figure(pieces_, row[column]) ? figures : others) = true;
    }
    for (const Row& row : rows_)
      if (column < row.size()) fill_up(row[column], width, figures && !others && !is_heading(row));
    column_ += width + 3;
  }

  void fill_up(const Cell& cell, std::size_t width, bool to_the_right) {
    if (cell.segments.empty()) {
      pieces_[cell.bar].gap = width + 2;
      return;
    }
    const Segment& last = cell.segments.back();
    pieces_[to_the_right ? last.first : cell.bar].gap += width - last.width;
    for (std::size_t i = 1; i < cell.segments.size(); ++i) lines_[cell.segments[i].line].indent = column_;
  }

  Pieces& pieces_;
  Lines& lines_;
  std::size_t declaration_;
  std::size_t column_ = 0;  // where the cells of the column at hand begin
  bool has_header_ = false;
  std::vector<Row> rows_;
};

}  // namespace

void align_tables(Pieces& pieces, Lines& lines) {
  std::size_t declaration = 0;
  for (std::size_t i = 0; i < lines.size();) {
    const Piece& first = pieces[lines[i].first];
    if (first.mark.begins == Begins::declaration) declaration = lines[i].first;
    if (!lines[i].in_row) {
      ++i;
      continue;
    }
    Table table(pieces, lines, declaration);
    for (; i < lines.size(); ++i) {
      if (pieces[lines[i].first].sort == Piece::Sort::remark) continue;
      if (!lines[i].in_row) break;
      const std::size_t row = i;
      while (lines[i].goes_on) ++i;
      table.add(row, i + 1);
    }
    table.align();
  }
}

}  // namespace quarterday::format
