// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/read_tables.h"

#include <algorithm>
#include <vector>

#include "runtime/data/csv_line.h"
#include "runtime/data/findings.h"
#include "runtime/data/limits.h"
#include "runtime/data/line_text.h"
#include "runtime/data/number.h"
#include "runtime/diagnostics/similar.h"
#include "runtime/records/cells.h"
#include "runtime/records/query.h"

namespace quarterday::records {
namespace {

using data::Cell;
using data::Findings;
using diagnostics::Id;
using diagnostics::make;
using diagnostics::Span;

class TableReader {
 public:
  TableReader(const plan::Plan& plan, plan::TableId table, Table& rows, Findings& findings)
      : plan_(plan), table_(plan.records.table(table)), rows_(rows), findings_(findings) {
    readers_.reserve(table_.columns.size());
    for (const plan::RecordColumn& column : table_.columns) readers_.emplace_back(column, plan);
  }

  void read(const std::string& name, data::LineReader& lines) {
    findings_.begin_file(name);
    data::Line line;
    if (!lines.next(line)) {
      if (!lines.failed()) refuse_header({diagnostics::no_file, 0, 0}, "the file is empty");
      return;
    }
    findings_.begin_line(line.number, line.text);
    if (!data::is_text(line, findings_) || !read_header(line)) return;
    read_rows(name, lines);
  }

 private:
  data::Diagnostic& refuse_header(Span place, const std::string& why) {
    return findings_.report(make<Id::RecordsHeader>(place, table_.name, why));
  }

  bool read_header(const data::Line& line) {
    cells_.split(line.text);
    if (cells_.problem() != data::CsvProblem::none) {
      const std::uint32_t at = cells_.problem_at();
      refuse_header({diagnostics::no_file, at, at + 1}, "its quotation marks do not match");
      return false;
    }
    cell_count_ = cells_.cells().size();
    if (cell_count_ == 1 && table_.columns.size() > 1) {
      refuse_header({diagnostics::no_file, 0, cells_.size()}, "its cells are not separated by commas")
          .help("save the file as CSV with commas between the cells");
      return false;
    }
    bool sound = true;
    for (const plan::RecordColumn& column : table_.columns) {
      const auto& cells = cells_.cells();
      const auto is_it = [&](const Cell& cell) { return cell.text == column.name; };
      const auto found = std::ranges::find_if(cells, is_it);
      places_.push_back(static_cast<std::size_t>(found - cells.begin()));
      if (found == cells.end()) {
        report_missing(column);
        sound = false;
      } else if (const auto again = std::find_if(found + 1, cells.end(), is_it); again != cells.end()) {
        refuse_header(data::place_of(*again), "the column '" + column.name + "' stands there twice");
        sound = false;
      }
    }
    return sound;
  }

  void report_missing(const plan::RecordColumn& column) {
    const Span whole{diagnostics::no_file, 0, cells_.size()};
    data::Diagnostic& diagnostic = refuse_header(whole, "the column '" + column.name + "' is missing");
    std::vector<std::string_view> names;
    for (const Cell& cell : cells_.cells()) names.push_back(cell.text);
    if (const auto meant = diagnostics::closest(column.name, names))
      diagnostic.help("the file calls it '" + *meant + "'; write '" + column.name + "'");
  }

  void read_rows(const std::string& name, data::LineReader& lines) {
    std::vector<Field> row(table_.columns.size() + 1);
    data::Line line;
    std::uint32_t count = 0;
    while (!findings_.is_full() && lines.next(line)) {
      findings_.begin_line(line.number, line.text);
      if (++count > data::max_rows) {
        findings_.report_without_place(make<Id::CannotReadFile>(
            Span::nowhere(), name, "it has more than " + std::to_string(data::max_rows / 1'000'000) + " million rows"));
        return;
      }
      if (!data::is_text(line, findings_)) continue;
      cells_.split(line.text);
      if (cells_.is_blank()) continue;
      row.front() = {Field::Kind::integer, line.number, {}};
      if (read_row(row)) rows_.add(row);
    }
  }

  bool read_row(std::vector<Field>& row) {
    if (cells_.problem() != data::CsvProblem::none || cells_.cells().size() != cell_count_) {
      const Span whole{diagnostics::no_file, 0, cells_.size()};
      findings_.report(
          make<Id::DataRowCells>(whole, std::to_string(cells_.cells().size()), std::to_string(cell_count_)));
      return false;
    }
    bool sound = true;
    for (std::size_t i = 0; i < places_.size(); ++i)
      sound = read_cell(i, cells_.cells()[places_[i]], row[i + 1]) && sound;
    return sound;
  }

  bool read_cell(std::size_t at, const data::Cell& cell, Field& into) {
    const plan::RecordColumn& column = table_.columns[at];
    if (cell.text.empty()) {
      into = {};
      if (column.optional) return true;
      findings_.report(make<Id::RecordsCellEmpty>(data::place_of(cell), column.name));
      return false;
    }
    if (column.holds == plan::RecordColumn::Holds::text && data::is_formula(cell.text)) {
      findings_.report(make<Id::DataFormula>(data::place_of(cell), data::shown(cell.text)));
      return false;
    }
    const std::optional<Field> field = readers_[at].read(cell.text);
    if (field) {
      into = *field;
      return true;
    }
    findings_.report(make<Id::RecordsCell>(data::place_of(cell), data::shown(cell.text), described(column, plan_)));
    return false;
  }

  const plan::Plan& plan_;
  const plan::RecordTable& table_;
  Table& rows_;
  Findings& findings_;
  std::vector<CellReader> readers_;  // of the columns
  data::CsvLine cells_;
  std::size_t cell_count_ = 0;
  std::vector<std::size_t> places_;  // of the columns in a row
};

}  // namespace

std::vector<Column> columns_of(const plan::RecordTable& table) {
  using Holds = plan::RecordColumn::Holds;
  std::vector<Column> columns{{std::string(line_column), false}};
  for (const plan::RecordColumn& column : table.columns)
    columns.push_back(
        {column.name, column.holds == Holds::text || column.holds == Holds::choice || column.holds == Holds::member});
  return columns;
}

void read_table(const plan::Plan& plan, plan::TableId table, const std::string& name, data::LineReader& lines,
                Table& rows, diagnostics::SourceMap& sources, diagnostics::Sink& sink) {
  Findings findings(sources, sink);
  TableReader(plan, table, rows, findings).read(name, lines);
  if (lines.failed())
    findings.report_without_place(make<Id::CannotReadFile>(Span::nowhere(), name, "reading stopped before its end"));
  findings.hand_over();
}

}  // namespace quarterday::records
