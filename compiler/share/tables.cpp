// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/tables.h"

#include <string_view>
#include <utility>

#include "compiler/share/find.h"
#include "compiler/share/share.h"
#include "compiler/syntax/parse.h"

namespace quarterday::share {

using diagnostics::FileId;
using diagnostics::Id;
using diagnostics::make;
using syntax::Cell;
using syntax::ExprId;
using syntax::Table;

namespace {

constexpr std::size_t megabyte = std::size_t{1024} * 1024;

bool is_money(const std::optional<syntax::Type>& type) {
  return type && type->form == syntax::Type::Form::named && type->name.text == "money";
}

std::string_view word_of(const syntax::HeadRhythm& rhythm) {
  switch (rhythm.rhythm) {
    case syntax::Rhythm::year:
      return "year";
    case syntax::Rhythm::quarter:
      return "quarter";
    case syntax::Rhythm::month:
      return "month";
  }
  return {};
}

// How many members and periods a term differs by.
std::size_t parts_of(const std::optional<syntax::Head>& head) {
  return head ? head->indexes.size() + (head->rhythm ? 1 : 0) : 0;
}

std::string text_of(const Cell& cell, const diagnostics::SourceMap& sources) {
  return sources.file(cell.span.file).text().substr(cell.span.begin, cell.span.end - cell.span.begin);
}

// Figures of money may stand without its sign where the type says money, as in the data.
void make_money(syntax::Tree& tree, ExprId id) {
  if (!id) return;
  syntax::ExprNode& node = tree.exprs[id.index].node;
  if (const auto* number = std::get_if<syntax::NumberLiteral>(&node)) {
    node = syntax::MoneyLiteral{number->value, tree.header.currency ? tree.header.currency->text : std::string()};
  } else if (const auto* unary = std::get_if<syntax::Unary>(&node)) {
    if (unary->op == syntax::UnaryOp::negate) make_money(tree, unary->operand);
  } else if (const auto* range = std::get_if<syntax::RangeLiteral>(&node)) {
    const ExprId high = range->high;
    make_money(tree, range->low);
    make_money(tree, high);
  }
}

void make_money(syntax::Tree& tree, Table& table, std::size_t first_row, std::size_t first_column) {
  for (std::size_t row = first_row; row < table.rows.size(); ++row) {
    std::vector<Cell>& cells = table.rows[row].cells;
    for (std::size_t column = first_column; column < cells.size(); ++column) make_money(tree, cells[column].expr);
  }
}

// Columns whose header says `price : money per case`; a bare period goes on with the last name.
void make_money_by_header(syntax::Tree& tree, Table& table) {
  bool money = false;
  const std::vector<Cell> header = table.rows.front().cells;
  for (std::size_t column = 1; column < header.size(); ++column) {
    const bool goes_on = !header[column].name && header[column].kind != Cell::Kind::empty;
    if (!goes_on) money = is_money(header[column].type);
    if (!money) continue;
    for (std::size_t row = 1; row < table.rows.size(); ++row) make_money(tree, table.rows[row].cells[column].expr);
  }
}

}  // namespace

void Tables::read() {
  for (syntax::Declaration& declaration : tree_.declarations) read_table(declaration);
}

void Tables::read_table(syntax::Declaration& declaration) {
  if (auto* parameter = std::get_if<syntax::ParameterDecl>(&declaration)) {
    if (parameter->body.table && parameter->body.table->file && fill(*parameter->body.table)) take_header(*parameter);
  } else if (auto* parameters = std::get_if<syntax::ParametersDecl>(&declaration)) {
    if (parameters->table.file && fill(parameters->table)) make_money_by_header(tree_, parameters->table);
  } else if (auto* dimension = std::get_if<syntax::DimensionDecl>(&declaration)) {
    if (dimension->table && dimension->table->file && fill(*dimension->table))
      make_money_by_header(tree_, *dimension->table);
  } else if (auto* group = std::get_if<syntax::GroupDecl>(&declaration)) {
    if (group->table && group->table->file && fill(*group->table)) make_money_by_header(tree_, *group->table);
  } else if (auto* scenario = std::get_if<syntax::ScenarioDecl>(&declaration)) {
    for (syntax::ScenarioData& data : scenario->data) find(data);
  } else {
    refuse_others(declaration);
  }
}

// The figures of a scenario are read when it is run; whether they are there is known now.
void Tables::find(syntax::ScenarioData& data) {
  const std::optional<std::string> path = share::path_of(data.file, path_of_(data.file.span.file), sink_);
  if (!path) {
    is_whole_ = false;
    return;
  }
  const Loaded file = loader_.load(*path);
  if (!is_loaded(data.file, file, sink_)) is_whole_ = false;
  data.path = file.name;
}

// Only terms and members are lists that people keep apart from their contract.
void Tables::refuse_others(syntax::Declaration& declaration) {
  const auto refuse = [this](const syntax::Body& body) {
    if (!body.table || !body.table->file) return;
    is_whole_ = false;
    sink_.report(
        make<Id::TableFile>(body.table->file->span, "cases, tiers, scales and steps stand in the contract itself"));
  };
  if (const auto* define = std::get_if<syntax::DefineDecl>(&declaration)) refuse(define->body);
  if (const auto* payment = std::get_if<syntax::PaymentDecl>(&declaration)) refuse(payment->body);
  if (const auto* together = std::get_if<syntax::TogetherDecl>(&declaration))
    for (const syntax::PaymentDecl& payment : together->payments) refuse(payment.body);
}

bool Tables::fill(Table& table) {
  const std::optional<FileId> file = file_of(*table.file);
  std::optional<Table> rows;
  if (file) rows = syntax::parse_csv_table(*file, sources_, sink_, tree_.exprs);
  if (!rows) {
    is_whole_ = false;
    return false;
  }
  table.rows = std::move(rows->rows);
  table.span = rows->span;
  return true;
}

std::optional<FileId> Tables::file_of(const syntax::Title& written) {
  const std::optional<std::string> path = share::path_of(written, path_of_(written.span.file), sink_);
  if (!path) return std::nullopt;
  const auto known = known_.find(*path);
  if (known != known_.end()) {
    if (is_too_much(written, sources_.file(known->second).text().size())) return std::nullopt;
    return known->second;
  }
  Loaded file = loader_.load(*path);
  if (!is_loaded(written, file, sink_) || is_too_much(written, file.text.size())) return std::nullopt;
  const FileId id = sources_.add(diagnostics::SourceFile(file.name, std::move(file.text)));
  known_.emplace(*path, id);
  files_.push_back(id);
  return id;
}

bool Tables::is_too_much(const syntax::Title& written, std::size_t bytes) {
  bytes_ += bytes;
  if (files_.size() < max_files && bytes_ <= max_table_megabytes * megabyte) return false;
  sink_
      .report(make<Id::TooMuchShared>(written.span, std::to_string(max_files) + " tables of " +
                                                        std::to_string(max_table_megabytes) + " MB together"))
      .help("figures that change from period to period belong in the data");
  return true;
}

// A list by one member or period has no header between bars, but a file has one: the member or period, and the term.
void Tables::take_header(syntax::ParameterDecl& parameter) {
  Table& table = *parameter.body.table;
  const std::vector<Cell>& header = table.rows.front().cells;
  const std::size_t parts = parts_of(parameter.head);
  const bool money = is_money(parameter.type);
  if (parts != 1 || header.size() != 2) {
    const bool is_list =
        header.size() == parts + 1 && header.back().name && header.back().name->text == parameter.name.text;
    if (money) make_money(tree_, table, 1, is_list ? parts : parts > 0 ? parts - 1 : 0);
    return;
  }
  const syntax::Head& head = *parameter.head;
  const std::string key = head.rhythm ? std::string(word_of(*head.rhythm)) : head.indexes.front().name.text;
  if (text_of(header[0], sources_) != key || text_of(header[1], sources_) != parameter.name.text) {
    sink_
        .report(make<Id::TableFile>(table.rows.front().span,
                                    "its first row is not the header of '" + parameter.name.text + "'"))
        .help("the header is: " + key + "," + parameter.name.text);
    is_whole_ = false;
    return;
  }
  table.rows.erase(table.rows.begin());
  if (money) make_money(tree_, table, 0, 1);
}

}  // namespace quarterday::share
