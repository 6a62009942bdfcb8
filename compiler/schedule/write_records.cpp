// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/schedule/heads.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using syntax::Cell;
using syntax::Name;
using syntax::RecordsDecl;
using syntax::RowsDecl;
using syntax::RowsOrder;
using syntax::RowsStep;

void Writer::operator()(const RecordsDecl& decl) {
  readings_.use(Reading::rows);
  Text text = "The records " + defined(decl.name.text, "") + ", each " + with_article(spaced(decl.singular.text)) +
              ", come from the file " + Run{Run::Kind::code, decl.file.text, {}} +
              ", one row for each; its columns are those of the table below." + clauses(decl);
  paragraph(decl, {std::move(text), {}}, {decl.name.text});
  Table made;
  made.header = {"Column", "Holds"};
  for (const syntax::Row& row : decl.table.rows) {
    const bool header = row.cells.size() > 1 && row.cells[0].name && row.cells[1].name &&
                        row.cells[0].name->text == "column" && row.cells[1].name->text == "holds";
    if (header || row.cells.size() < 2) continue;
    made.rows.push_back({column_name(row.cells[0]), holds(decl.name.text, made.rows.size())});
  }
  document_.blocks.emplace_back(std::move(made));
}

Text Writer::column_name(const Cell& cell) const {
  return cell.name ? Text(Run{Run::Kind::code, cell.name->text, {}}) : Text();
}

// As the checker read it, for a cell may name a type, a set or other records.
Text Writer::holds(const std::string& records, std::size_t at) const {
  const auto found = std::find_if(contract_.tables.begin(), contract_.tables.end(),
                                  [&](const model::RecordTable& table) { return table.table.name == records; });
  if (found == contract_.tables.end() || at >= found->table.columns.size()) return {};
  const plan::RecordColumn& column = found->table.columns[at];
  using Holds = plan::RecordColumn::Holds;
  Text words;
  switch (column.holds) {
    case Holds::text:
      words = "text";
      break;
    case Holds::date:
      words = "a date";
      break;
    case Holds::time:
      words = "a time";
      break;
    case Holds::yes_no:
      words = "yes or no";
      break;
    case Holds::number:
      words = "a number";
      break;
    case Holds::money:
      words = "an amount of money";
      break;
    case Holds::choice: {
      std::vector<Text> choices;
      choices.reserve(column.choices.size());
      for (const std::string& choice : column.choices) choices.emplace_back("“" + spaced(choice) + "”");
      words = "one of " + list(choices, "and");
      break;
    }
    case Holds::member:
      words = "the short name of " + with_article(spaced(contract_.set(column.set).set.singular));
      break;
  }
  if (column.refers_to) {
    const plan::RecordTable& other = contract_.tables[column.refers_to.index].table;
    words =
        "the " + Terms::word(other.columns[column.refers_column].name) + " of " + with_article(spaced(other.singular));
  }
  return column.optional ? words + ", or nothing" : words;
}

void Writer::operator()(const RowsDecl& decl) {
  readings_.use(Reading::rows);
  Sentence words = sentence();
  const Text head = head_words(words, decl.head);
  const std::string deed = deed_words(decl);
  const auto known = contract_.row_sets_by_name.find(decl.name.text);
  if (known != contract_.row_sets_by_name.end()) {
    const model::RowSet& rows = contract_.rows(known->second);
    const std::string one = decl.singular         ? decl.singular->text
                            : !rows.names.empty() ? rows.names.front()
                                                  : contract_.tables[rows.set.table.index].table.singular;
    words.scope().rows.push_back({rows.set.table, "the " + spaced(one), rows.names});
  }
  Item made{head + (head.empty() ? "The" : "the") + " rows " + defined(decl.name.text, ""), {}};
  if (decl.singular) made.text += ", each " + with_article(spaced(decl.singular->text)) + ",";
  made.text += " are those of " + Terms::word(decl.of.text);
  Text own;
  if (known != contract_.row_sets_by_name.end()) own = whose(contract_.rows(known->second).set);
  made.text += own;
  if (decl.steps.size() == 1 && decl.steps.front().kind != RowsStep::Kind::keep_one) {
    const RowsStep& only = decl.steps.front();
    Item one = words.condition_item(only.condition);
    one.text = made.text +
               (only.kind == RowsStep::Kind::where ? own.empty() ? " for which " : ", and for which "
                                                   : ", except those for which ") +
               one.text;
    close(one, only.clause.text.empty() ? clauses(decl) : clause_words(only.clause.text, deed));
    return paragraph(decl, std::move(one), {decl.name.text});
  }
  if (!decl.steps.empty())
    made.text +=
        decl.steps.size() == 1 ? " that are left by this step:" : " that are left by these steps, in this order:";
  for (const RowsStep& step : decl.steps) {
    Item one;
    if (step.kind == RowsStep::Kind::keep_one) {
      one.text = keep_one_words(step);
    } else {
      one = words.condition_item(step.condition);
      one.text =
          (step.kind == RowsStep::Kind::where ? "keep the rows for which " : "drop the rows for which ") + one.text;
    }
    one.text += clause_words(step.clause.text, deed);
    made.items.push_back(std::move(one));
  }
  close(made, clauses(decl));
  paragraph(decl, std::move(made), {decl.name.text});
}

// By which columns a row is of the members of the head, unless what it is selected from is so already.
Text Writer::whose(const plan::RowSet& rows) const {
  const plan::RecordTable& table = contract_.tables[rows.table.index].table;
  std::vector<Text> members;
  for (const plan::RowSet::Index& index : rows.indexes) {
    bool known = false;
    if (rows.of)
      for (const plan::RowSet::Index& outer : contract_.rows(rows.of).set.indexes)
        known = known || (outer.name == index.name && outer.column == index.column);
    if (!known && index.column)
      members.push_back("whose " + Terms::word(table.columns[*index.column].name) + " is the " + spaced(index.name));
  }
  return members.empty() ? Text() : " " + list(members, "and");
}

Text Writer::keep_one_words(const RowsStep& step) {
  std::vector<Text> keys;
  keys.reserve(step.keys.size());
  for (const Name& key : step.keys) keys.push_back(Terms::word(key.text));
  Text words = "of the rows with the same " + list(keys, "and") + " keep one: ";
  std::vector<Text> orders;
  for (const RowsOrder& order : step.order)
    orders.push_back(order.in_file ? Text("the one that stands " + order.word + " in the file")
                                   : "the one with the " + order.word + " " + Terms::word(order.column.text));
  for (std::size_t i = 0; i < orders.size(); ++i) words += (i == 0 ? "" : "; of several such ") + orders[i];
  return words;
}

}  // namespace quarterday::schedule
