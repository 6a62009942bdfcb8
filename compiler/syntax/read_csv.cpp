// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/read_csv.h"

#include <utility>

#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Id;
using diagnostics::make;

namespace {

class RowReader {
 public:
  RowReader(Tree& tree, std::string_view text, const Words& words, RuleReader& reader, diagnostics::Sink& sink)
      : tree_(tree), text_(text), words_(words), reader_(reader), sink_(sink), builder_(tree, text, words, sink) {}

  Row row(const CsvRow& written, const std::vector<CsvRow>& rows) {
    Row row;
    row.span = {tree_.file, written.begin, written.end};
    for (std::size_t column = 0; column < written.cells.size(); ++column) {
      const bool is_title = &written != &rows.front() && is_title_column(text_, rows, column);
      row.cells.push_back(is_title ? title(written.cells[column]) : cell(written.cells[column]));
    }
    return row;
  }

 private:
  Cell title(const CsvCell& written) const {
    Cell cell;
    cell.kind = Cell::Kind::title;
    cell.text = csv_text(text_, written);
    cell.span = {tree_.file, written.begin, written.end};
    return cell;
  }

  // The words up to the next bar.
  Cell cell(const CsvCell& written) {
    Cell cell;
    cell.span = {tree_.file, written.begin, written.end};
    const std::size_t first = at_;
    while (words_[at_].type != g::BAR) ++at_;
    const std::size_t end = at_++;
    if (first == end) return cell;
    if (!reader_.read(g::RuleCell, first)) {
      report(reader_.mistake());
      return cell;
    }
    const Part part(reader_.outline(), words_);
    if (part.last_index() + 1 != end) {
      report({part.last_index() + 1, reader_.could_follow(), g::RuleCell});
      return cell;
    }
    return builder_.cell(part);
  }

  // A cell is no declaration: what is wrong in it is not said to be "in this ...".
  void report(const SyntaxMistake& mistake) {
    report_mistake({tree_.file, text_, words_, mistake.word, mistake}, sink_);
  }

  Tree& tree_;
  std::string_view text_;
  const Words& words_;
  RuleReader& reader_;
  diagnostics::Sink& sink_;
  TreeBuilder builder_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_title_column(std::string_view text, const std::vector<CsvRow>& rows, std::size_t column) {
  const std::vector<CsvCell>& header = rows.front().cells;
  return column < header.size() && csv_text(text, header[column]) == "title";
}

std::optional<Table> read_csv_rows(Tree& tree, std::string_view text, const std::vector<CsvRow>& rows,
                                   const Words& words, RuleReader& reader, diagnostics::Sink& sink) {
  const std::size_t mistakes = sink.error_count();
  Table table;
  table.span = {tree.file, rows.front().begin, rows.back().end};
  RowReader row_reader(tree, text, words, reader, sink);
  for (const CsvRow& written : rows) {
    if (sink.is_full()) break;
    table.rows.push_back(row_reader.row(written, rows));
    if (written.cells.size() == rows.front().cells.size()) continue;
    sink.report(make<Id::TableRowCells>(table.rows.back().span, std::to_string(written.cells.size()),
                                        std::to_string(rows.front().cells.size())))
        .label(table.rows.front().span, "the first row")
        .help("a cell with a comma in it, such as \"1,420\", stands in quotation marks");
    break;
  }
  if (sink.error_count() != mistakes) return std::nullopt;
  return table;
}

}  // namespace quarterday::syntax
