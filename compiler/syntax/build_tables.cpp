// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/habits.h"
#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Id;
using diagnostics::make;

namespace {

struct KindOfWord {
  int word;
  Cell::Kind kind;
};

// Cells that begin with a word of their own, followed by a figure or nothing
constexpr KindOfWord first_words[] = {
    {g::OTHERWISE, Cell::Kind::otherwise},
    {g::UP_TO, Cell::Kind::up_to},
    {g::ABOVE, Cell::Kind::above},
    {g::LOSS_UP_TO, Cell::Kind::loss_up_to},
    {g::LOSS_ABOVE, Cell::Kind::loss_above},
    {g::SHORT_OF, Cell::Kind::short_of},
    {g::AT, Cell::Kind::at},
    {g::BELOW, Cell::Kind::below},
    {g::AT_LEAST, Cell::Kind::at_least},
    {g::AT_MOST, Cell::Kind::at_most},
};

// A clause at the end may stand in some of the rows only.
std::size_t cell_count(const Row& row) {
  return row.cells.size() - (row.cells.back().kind == Cell::Kind::clause ? 1 : 0);
}

}  // namespace

Table TreeBuilder::table(Part part) {
  Table table;
  table.span = span_of(part);
  if (part.take(g::FROM)) {
    table.file = title(part.word());
    return table;
  }
  const std::size_t mistakes = sink_.error_count();
  while (!part.done()) table.rows.push_back(row(part.part()));
  const bool closed = text_[table.span.end - 1] == '|';
  if (closed && sink_.error_count() == mistakes) check_row_lengths(table);
  return table;
}

Row TreeBuilder::row(Part part) {
  Row row;
  row.span = span_of(part);
  const Word* bar = &part.word();
  bool closed = false;
  while (!part.done()) {
    closed = part.at(g::BAR);
    if (closed) {
      const Word& next_bar = part.word();
      Cell empty;
      empty.span = {tree_.file, bar->end, next_bar.begin};
      row.cells.push_back(std::move(empty));
      bar = &next_bar;
      continue;
    }
    const Word& first = part.first_word_left();
    if (first.first_on_line) report_missing_bar(first);
    row.cells.push_back(cell(part.part()));
    closed = part.at(g::BAR);
    if (closed) bar = &part.word();
  }
  if (row.cells.empty()) {  // a lone bar, as while somebody types
    row.cells.emplace_back();
    row.cells.back().span = row.span;
  }
  // Anything else that follows on the same line is a mistake of its own and will be reported as one.
  const Word& next = words_[part.last_index() + 1];
  if (!closed && (next.first_on_line || next.type == g::CLOSE_BRACE || begins_declaration(next.type))) {
    const Span end{tree_.file, row.span.end, row.span.end};
    sink_.report(make<Id::UnexpectedToken>(end, "end of the row", "`|`"))
        .help("a row begins and ends with a bar")
        .fix(end, " |", "close the row");
  }
  return row;
}

// Without its bar a row would silently become further cells of the row above.
void TreeBuilder::report_missing_bar(const Word& word) {
  const Span before{tree_.file, word.begin, word.begin};
  sink_.report(make<Id::UnexpectedToken>(span_of(word), found_text(word, text_), "a row of the table"))
      .help("a row begins and ends with a bar")
      .fix(before, "| ", "begin the row with a bar");
}

// One row is reported for a table; the others mostly follow from it.
void TreeBuilder::check_row_lengths(const Table& table) {
  const std::size_t expected = cell_count(table.rows.front());
  const auto wrong = std::find_if(table.rows.begin(), table.rows.end(),
                                  [expected](const Row& row) { return cell_count(row) != expected; });
  if (wrong == table.rows.end()) return;
  sink_.report(make<Id::TableRowCells>(wrong->span, std::to_string(wrong->cells.size()), std::to_string(expected)))
      .label(table.rows.front().span, "the first row");
}

Cell TreeBuilder::cell(Part part) {
  Cell cell;
  cell.span = span_of(part);
  if (part.at_rule(g::RuleSentence)) return sentence_cell(part);
  if (part.at(g::TITLE)) {
    cell.kind = Cell::Kind::title;
    cell.text = title(part.word()).text;
    return cell;
  }
  if (part.at(g::CLAUSE)) {
    cell.kind = Cell::Kind::clause;
    cell.text = clause(part.word()).text;
    return cell;
  }
  if (part.take(g::FROM)) {
    cell.kind = Cell::Kind::from;
    cell.period = period(part.part());
    return cell;
  }
  for (const auto& [word, kind] : {KindOfWord{g::GIVEN, Cell::Kind::given}, {g::EXPECT, Cell::Kind::expect}}) {
    if (!part.take(word)) continue;
    cell.kind = kind;
    cell.expr = product(part.part());
    return cell;
  }
  for (const KindOfWord& first : first_words) {
    if (!part.take(first.word)) continue;
    cell.kind = first.kind;
    if (!part.done()) cell.expr = sum(part.part());
    return cell;
  }
  cell.kind = Cell::Kind::expression;
  cell.expr = add(cell.span, TypeLiteral{type(part.part())});
  return cell;
}

Cell TreeBuilder::sentence_cell(Part part) {
  Cell cell;
  cell.span = span_of(part);
  cell.kind = Cell::Kind::expression;
  cell.expr = sentence(part.part());
  const Expr& expr = tree_.exprs[cell.expr.index];
  if (const auto* reference = std::get_if<NameReference>(&expr.node)) cell.name = Name{reference->text, expr.span};
  if (const auto* literal = std::get_if<PeriodLiteral>(&expr.node)) cell.period = literal->period;
  if (part.done()) return cell;

  if (part.take(g::TO_BELOW)) {
    cell.kind = Cell::Kind::to_below;
    cell.low = cell.expr;
    cell.expr = sum(part.part());
    return cell;
  }
  if (part.take(g::TO)) {
    const ExprId low = cell.expr;
    cell.expr = add(cell.span, RangeLiteral{low, sum(part.part())});
    return cell;
  }
  if (!cell.name) {
    const Word& word = part.first_word_left();
    const bool is_year = cell.period && word.type == g::NUMBER && word.begin == cell.period->span.end;
    sink_.report(make<Id::UnexpectedToken>(span_of(word), found_text(word, text_), "`|`"))
        .help(is_year ? help_for_years(text_.substr(cell.period->span.begin, word.end - cell.period->span.begin))
                      : "only a name is followed by a period or a type: `goal 2015/16`");
    return cell;
  }
  cell.kind = Cell::Kind::header;
  cell.expr = {};
  cell.onward = part.take(g::FROM);
  if (part.at_rule(g::RulePeriod)) cell.period = period(part.part());
  if (part.take(g::COLON)) cell.type = type(part.part());
  return cell;
}

// In a table of tiers the plain word `loss` at the start of a row is a tier and not a name.
void TreeBuilder::mark_losses(Table& table) const {
  for (Row& row : table.rows) {
    if (row.cells.empty()) continue;
    Cell& first = row.cells.front();
    if (first.kind == Cell::Kind::expression && first.name && first.name->text == "loss") {
      first.kind = Cell::Kind::loss;
      first.name.reset();
      first.expr = {};
    }
  }
}

}  // namespace quarterday::syntax
