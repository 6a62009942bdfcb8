// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/row_reader.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace quarterday::data {
namespace {

const plan::Type& type_of(const plan::Value& input, const std::vector<std::uint32_t>& positions) {
  if (input.type_by_member.empty() || input.figure_index >= positions.size()) return input.type;
  const std::uint32_t position = positions[input.figure_index];
  return position < input.type_by_member.size() ? input.type_by_member[position] : input.type;
}

}  // namespace

RowReader::RowReader(const plan::Plan& plan, const std::vector<std::string>& files, FigureStore& store,
                     Findings& findings, std::function<bool(plan::ValueId, std::span<const plan::EntityId>)> exists)
    : plan_(plan), files_(files), names_(plan), store_(store), findings_(findings), exists_(std::move(exists)) {}

void RowReader::begin_file(std::uint32_t file, const Columns& columns) {
  file_ = file;
  columns_ = columns;
}

void RowReader::read(const CsvLine& line, std::uint32_t number) {
  if (!is_whole(line)) return;
  Row row;
  row.line = number;
  row.identity = {columns_.cell(line, Column::name), columns_.cell(line, Column::period),
                  columns_.cell(line, Column::party), columns_.cell(line, Column::segment)};
  row.figure = {columns_.cell(line, Column::value), columns_.cell(line, Column::numerator),
                columns_.cell(line, Column::denominator)};
  if (has_formula(row.identity)) return;
  const std::vector<Reading>* readings = names_.find(row.identity.name.text);
  if (readings == nullptr) {
    report_unknown_name(row.identity.name);
    return;
  }
  objections_.clear();
  row.period = read_period(row.identity.period, *readings, plan_, objections_);
  row.reported = read_date(line);
  read_readings(row, *readings);
  for (Diagnostic& objection : objections_) findings_.report(std::move(objection));
}

bool RowReader::is_whole(const CsvLine& line) {
  const std::size_t count = line.cells().size();
  if (line.problem() == CsvProblem::none && count == columns_.size()) return true;
  diagnostics::Span place{diagnostics::no_file, 0, line.size()};
  if (line.problem() != CsvProblem::none) place = {diagnostics::no_file, line.problem_at(), line.problem_at() + 1};
  const bool is_short = count < columns_.size();
  const std::size_t said = line.problem() == CsvProblem::none || is_short ? count : count + 1;
  Diagnostic& diagnostic =
      findings_.report(make<Id::DataRowCells>(place, std::to_string(said), std::to_string(columns_.size())));
  if (line.problem() == CsvProblem::unclosed_quote) {
    diagnostic.under("the quotation mark is not closed on this line");
  } else if (line.problem() == CsvProblem::text_after_quote) {
    diagnostic.under("text after the closing quotation mark").help("write a quotation mark inside a cell twice");
  } else if (!is_short) {
    diagnostic.help("write figures without separators of thousands, and put text with a comma in quotation marks");
  }
  return false;
}

bool RowReader::has_formula(const IdentityCells& cells) {
  bool found = false;
  for (const Cell* cell : {&cells.name, &cells.period, &cells.party, &cells.segment}) {
    if (!is_formula(cell->text)) continue;
    findings_.report(make<Id::DataFormula>(place_of(*cell), shown(cell->text)));
    found = true;
  }
  return found;
}

void RowReader::report_unknown_name(const Cell& cell) {
  const auto known = unknown_names_.find(cell.text);
  if (known != unknown_names_.end()) {
    ++known->second.rows;
    return;
  }
  if (findings_.is_full()) return;
  Diagnostic diagnostic = names_.unknown_name(cell);
  if (cell.text.empty()) diagnostic.under("the name is missing");
  unknown_names_.emplace(cell.text, UnknownName{&findings_.report(std::move(diagnostic)), 1});
}

void RowReader::finish() {
  for (auto& [name, unknown] : unknown_names_) {
    if (unknown.rows > 1) unknown.diagnostic->note(std::to_string(unknown.rows) + " rows have this name");
  }
  unknown_names_.clear();
}

std::optional<value::Date> RowReader::read_date(const CsvLine& line) {
  if (!columns_.has(Column::reported)) return std::nullopt;
  const Cell cell = columns_.cell(line, Column::reported);
  const std::optional<value::Date> date = value::Date::parse(cell.text);
  if (!date) {
    Diagnostic& diagnostic = object(objections_, make<Id::DataBadDate>(place_of(cell), shown(cell.text)));
    if (cell.text.empty()) {
      diagnostic.under("every row of a file with this column has a date");
    } else {
      diagnostic.help("write year, month, day: 2015-07-31");
    }
  }
  return date;
}

// A row that fits several readings is kept for each: which of the inputs has that member may depend on data, and
// nothing reads the others.
void RowReader::read_readings(const Row& row, const std::vector<Reading>& readings) {
  const bool is_sound = objections_.empty();
  bool has_its_grain = false;
  bool fits = false;
  Objections first;
  bool first_exists = false;
  for (const Reading& reading : readings) {
    const plan::ValueId input = reading.columns->input;
    if (row.period && plan_.value(input).grain != row.period->grain) continue;
    Objections objections;
    bool exists = true;
    const ReportedFigure figure = try_reading(row, reading, objections, exists);
    if (objections.empty()) {
      fits = true;
      if (is_sound) keep(row, input, figure);
    } else if (first.empty() || (exists && !first_exists)) {
      first = std::move(objections);
      first_exists = exists;
    }
    has_its_grain = true;
  }
  if (!has_its_grain) {
    object(objections_, wrong_grain(row.identity, readings, *row.period, plan_));
  } else if (!fits) {
    std::move(first.begin(), first.end(), std::back_inserter(objections_));
  }
}

void RowReader::take_members(const plan::Value& input) {
  members_.clear();
  for (std::size_t i = 0; i < input.indexes.size(); ++i)
    members_.push_back(plan_.set(input.indexes[i].set).members[positions_[i]]);
}

// A member that a deed adds has no figures before.
bool RowReader::take_part(const Row& row, const plan::Value& input, Objections& objections) const {
  for (std::size_t i = 0; i < input.indexes.size(); ++i) {
    const plan::Set& set = plan_.set(input.indexes[i].set);
    if (set.takes_part(positions_[i], *row.period)) continue;
    object(objections,
           make<Id::DataPeriodOutside>(place_of(row.identity.period), input.name, plan_.calendar.name(*row.period)))
        .help("'" + plan_.entity(set.members[positions_[i]]).name + "' takes part from " +
              plan_.calendar.name({plan::Grain::month, set.since[positions_[i]]}) + ", as a deed says");
    return false;
  }
  return true;
}

ReportedFigure RowReader::try_reading(const Row& row, const Reading& reading, Objections& objections, bool& exists) {
  const plan::Value& input = plan_.value(reading.columns->input);
  if (row.period) check_span(row.identity, input, *row.period, plan_, objections);
  const std::size_t objection_count = objections.size();
  read_members(row.identity, reading, plan_, names_, positions_, objections);
  // Without its members the type of `its figure` is not known.
  const bool has_members = objections.size() == objection_count;
  if (!input.type_by_member.empty() && !has_members) return {};
  if (has_members && row.period && !take_part(row, input, objections)) return {};
  if (has_members && exists_) {
    take_members(input);
    exists = exists_(reading.columns->input, members_);
    if (!exists) {
      std::string members;
      for (const plan::EntityId member : members_) members += (members.empty() ? "" : ", ") + plan_.entity(member).name;
      object(objections, make<Id::DataPeriodOutside>(place_of(row.identity.name), input.name, members))
          .help("the contract says for which members it is given: see its 'where'");
      return {};
    }
  }
  return read_figure(row.identity.name.text, row.figure, input.input, type_of(input, positions_), objections);
}

void RowReader::keep(const Row& row, plan::ValueId input, const ReportedFigure& figure) {
  take_members(plan_.value(input));
  const std::optional<RowPlace> other =
      store_.add({input, members_, *row.period}, figure, {file_, row.line}, row.reported);
  if (!other || !objections_.empty()) return;
  const Cell& name = row.identity.name;
  Diagnostic& diagnostic =
      object(objections_, make<Id::DataDuplicate>(place_of(name), shown(name.text), plan_.calendar.name(*row.period)));
  diagnostic.note("the first is in " + files_[other->file] + ":" + std::to_string(other->line));
  if (row.reported) {
    diagnostic.help("the column `reported` says which one counts only where every row has a date of its own");
  } else {
    diagnostic.help("a column `reported` with the date of each says which one counts when");
  }
}

}  // namespace quarterday::data
