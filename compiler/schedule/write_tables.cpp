// SPDX-License-Identifier: Apache-2.0
//
// Tables of the contract as tables: terms by member and period, tiers, scales and steps.
#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/periods.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::CalendarReference;
using syntax::CalendarWord;
using syntax::Cell;
using syntax::ExprId;
using syntax::ExprNode;
using syntax::Head;
using syntax::MonthLiteral;
using syntax::Name;
using syntax::NumberLiteral;
using syntax::ParameterDecl;
using syntax::PeriodLiteral;
using syntax::QuarterLiteral;
using syntax::Tree;

namespace {

const Text nothing = "–";

bool is_part_of_year(const Tree& tree, const Cell& cell) {
  if (cell.kind != Cell::Kind::expression || !cell.expr) return false;
  const ExprNode& node = tree.expr(cell.expr).node;
  return std::holds_alternative<QuarterLiteral>(node) || std::holds_alternative<MonthLiteral>(node);
}

bool has_clauses(const syntax::Table& table) {
  return std::any_of(table.rows.begin(), table.rows.end(), [](const syntax::Row& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const Cell& cell) { return cell.kind == Cell::Kind::clause; });
  });
}

// All rows as long as the longest.
void make_even(Table& table) {
  std::size_t width = table.header.size();
  for (const auto& row : table.rows) width = std::max(width, row.size());
  table.header.resize(width);
  for (auto& row : table.rows) row.resize(width);
}

}  // namespace

// A list by one member or period has no header of its own.
bool Writer::has_header(const ParameterDecl& decl) const {
  if (!decl.body.table || decl.body.table->rows.empty() || !decl.head) return false;
  const std::size_t parts = decl.head->indexes.size() + (decl.head->rhythm ? 1 : 0);
  if (parts > 1) return true;
  const auto& first = decl.body.table->rows.front().cells;
  return first.size() > 1 && is_part_of_year(tree_, first[1]);
}

Text Writer::cell(Sentence& sentence, const Cell& cell) {
  const auto figure = [&](ExprId id) { return sentence.figure(id); };
  switch (cell.kind) {
    case Cell::Kind::empty:
      return nothing;
    case Cell::Kind::title:
      return cell.text;
    case Cell::Kind::clause:
      return clause_numbers(cell.text);
    case Cell::Kind::otherwise:
      return "otherwise";
    case Cell::Kind::up_to:
      return "up to " + figure(cell.expr);
    case Cell::Kind::above:
      return "above that";
    case Cell::Kind::loss:
      return "any loss";
    case Cell::Kind::loss_up_to:
      return "a loss, up to " + figure(cell.expr);
    case Cell::Kind::loss_above:
      return "a loss, above that";
    case Cell::Kind::short_of:
      return "short of " + figure(cell.expr);
    case Cell::Kind::at:
      return "at " + figure(cell.expr);
    case Cell::Kind::below:
      return "below " + figure(cell.expr);
    case Cell::Kind::to_below:
      return figure(cell.low) + " to below " + figure(cell.expr);
    case Cell::Kind::at_least:
      return "at least " + figure(cell.expr);
    case Cell::Kind::at_most:
      return "at most " + figure(cell.expr);
    case Cell::Kind::from:
      return "from " + first_words(contract_.calendar, cell.period->text) + " on";
    case Cell::Kind::given:
    case Cell::Kind::expect:
    case Cell::Kind::header:
    case Cell::Kind::expression:
      break;
  }
  if (cell.name) {
    if (const auto known = terms_.entity(cell.name->text)) return terms_.member(*known);
    if (!cell.expr || contract_.values_by_name.count(cell.name->text) == 0) return spaced(cell.name->text);
  }
  if (cell.period && !cell.expr)
    return cell.onward ? "from " + first_words(contract_.calendar, cell.period->text)
                       : period_words(contract_.calendar, cell.period->text);
  if (cell.expr) return figure(cell.expr);
  if (cell.type) return type_words(*cell.type);
  return nothing;
}

// `goal 2015/16` and then bare `2016/17` are one column; each says its name.
Text Writer::header_cell(Sentence& sentence, const Cell& cell, std::string& column) {
  if (cell.kind == Cell::Kind::empty) return {};
  if (cell.kind == Cell::Kind::from)
    return (column.empty() ? "" : column + " ") + ("from " + first_words(contract_.calendar, cell.period->text));
  const auto* number = cell.expr ? std::get_if<NumberLiteral>(&tree_.expr(cell.expr).node) : nullptr;
  const auto* literal = cell.expr ? std::get_if<PeriodLiteral>(&tree_.expr(cell.expr).node) : nullptr;
  if (!cell.name && (cell.period || number != nullptr || literal != nullptr)) {
    const std::string period = cell.period          ? cell.period->text
                               : literal != nullptr ? literal->period.text
                                                    : number->value.to_text();
    return (column.empty() ? "" : column + " ") +
           (cell.onward ? "from " + first_words(contract_.calendar, period) : period_words(contract_.calendar, period));
  }
  if (cell.expr)
    if (const auto* at_hand = std::get_if<CalendarReference>(&tree_.expr(cell.expr).node))
      return at_hand->word == CalendarWord::year      ? "year"
             : at_hand->word == CalendarWord::quarter ? "quarter"
                                                      : "month";
  if (!cell.name) return this->cell(sentence, cell);
  const auto known = terms_.entity(cell.name->text);
  if (known && contract_.values_by_name.count(cell.name->text) == 0) return terms_.member(*known);
  column = spaced(cell.name->text);
  std::string words = column;
  if (cell.period) {
    words += cell.onward ? " from " + first_words(contract_.calendar, cell.period->text)
                         : " " + period_words(contract_.calendar, cell.period->text);
  } else {
    column.clear();
  }
  if (cell.type) words += ", " + type_words(*cell.type);
  return words;
}

void Writer::term_table(Sentence& sentence, const syntax::Table& table, const std::optional<Head>& head,
                        const std::optional<Name>& name, bool has_header) {
  Table made;
  auto row = table.rows.begin();
  if (has_header && row != table.rows.end()) {
    std::string column;
    for (const Cell& cell : row->cells) made.header.push_back(capital(header_cell(sentence, cell, column)));
    ++row;
  } else {
    std::string key = "Period";
    if (head && !head->indexes.empty()) key = spaced(head->indexes.front().name.text);
    if (head && head->rhythm) key = grain_word(grain_of(head->rhythm->rhythm));
    made.header = {capital(Text(key)), capital(Text(name ? spaced(name->text) : "Figure"))};
  }
  // Beside their titles members stand by their names.
  const bool titled = has_header && std::any_of(table.rows.front().cells.begin(), table.rows.front().cells.end(),
                                                [](const Cell& c) { return c.name && c.name->text == "title"; });
  for (; row != table.rows.end(); ++row) {
    std::vector<Text> cells;
    cells.reserve(row->cells.size());
    for (const Cell& one : row->cells) cells.push_back(cell(sentence, one));
    if (titled && row->cells.front().name) cells.front() = Run{Run::Kind::code, row->cells.front().name->text, {}};
    made.rows.push_back(std::move(cells));
  }
  make_even(made);
  if (has_clauses(table) && made.header.back().empty()) made.header.back() = "Clause";
  document_.blocks.emplace_back(std::move(made));
}

void Writer::row_table(Sentence& sentence, const syntax::Table& table, const std::string& deed) {
  Table made;
  auto row = table.rows.begin();
  const auto is_tier = [](Cell::Kind kind) {
    return kind == Cell::Kind::up_to || kind == Cell::Kind::above || kind == Cell::Kind::loss ||
           kind == Cell::Kind::loss_up_to || kind == Cell::Kind::loss_above;
  };
  const bool tiers = std::any_of(table.rows.begin(), table.rows.end(),
                                 [&](const syntax::Row& r) { return !r.cells.empty() && is_tier(r.cells[0].kind); });
  Text subject = sentence.table_subject();
  made.header.push_back(capital(tiers ? "Slice of " + subject : subject));
  // Columns of members.
  if (row->cells.front().kind == Cell::Kind::empty || row->cells.front().kind == Cell::Kind::header) {
    for (std::size_t c = 1; c < row->cells.size(); ++c)
      made.header.push_back(row->cells[c].name ? sentence.cell_name(row->cells[c].name->text, std::nullopt) : Text());
    readings_.use(Reading::tiers_with_columns);
    ++row;
  } else {
    made.header.emplace_back(tiers ? "Rate" : "Figure");
  }
  Text reached;
  Text lost;
  for (; row != table.rows.end(); ++row) {
    std::vector<Text> cells;
    for (const Cell& one : row->cells) {
      const bool first = &one == &row->cells.front();
      Text said = one.kind == Cell::Kind::clause ? Text(clause_numbers(one.text) + (deed.empty() ? "" : " of " + deed))
                                                 : cell(sentence, one);
      // Each slice begins where the one before ends.
      Text& before = one.kind == Cell::Kind::loss_up_to || one.kind == Cell::Kind::loss_above ? lost : reached;
      if (first && tiers && !before.empty()) {
        if (one.kind == Cell::Kind::up_to) said = "above " + before + ", " + said;
        if (one.kind == Cell::Kind::above) said = "above " + before;
        if (one.kind == Cell::Kind::loss_up_to)
          said = "a loss above " + before + ", up to " + sentence.figure(one.expr);
        if (one.kind == Cell::Kind::loss_above) said = "a loss above " + before;
      }
      if (first && tiers && before.empty()) {
        if (one.kind == Cell::Kind::above) said = "above zero";
        if (one.kind == Cell::Kind::loss_above) said = "any loss";
      }
      if (first && tiers && one.expr) before = sentence.figure(one.expr);
      cells.push_back(std::move(said));
    }
    made.rows.push_back(std::move(cells));
  }
  make_even(made);
  if (made.header.back().empty()) made.header.back() = "Clause";
  document_.blocks.emplace_back(std::move(made));
}

}  // namespace quarterday::schedule
