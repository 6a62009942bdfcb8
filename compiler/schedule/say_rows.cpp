// SPDX-License-Identifier: Apache-2.0
//
// Rows of records: their columns, the rows they refer to, and rows that are looked for.
#include <algorithm>
#include <utility>

#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

using syntax::Aggregate;
using syntax::AggregateOp;
using syntax::CalendarReference;
using syntax::ExprId;
using syntax::Name;
using syntax::NameReference;
using syntax::Possessive;
using syntax::Quantified;
using syntax::ThisRow;

namespace {

const plan::RecordColumn* column_named(const plan::RecordTable& table, std::string_view name) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& column) { return column.name == name; });
  return found == table.columns.end() ? nullptr : &*found;
}

}  // namespace

// Rows or records of that name, in the plural or of one of them.
std::optional<plan::TableId> Sentence::table_of_rows(const std::string& name) const {
  const model::Contract& contract = language_.contract;
  for (std::uint32_t i = 0; i < contract.tables.size(); ++i)
    if (contract.tables[i].table.name == name || contract.tables[i].table.singular == name) return plan::TableId(i);
  for (const model::RowSet& rows : contract.row_sets)
    if (rows.set.name == name || (!rows.set.singular.empty() && rows.set.singular == name)) return rows.set.table;
  return std::nullopt;
}

std::optional<Said> Sentence::row_name(const std::string& name) {
  const Row& row = scope_.rows.back();
  if (column_named(table(row.table), name) != nullptr) return Said{row.called + "'s " + Terms::word(name)};
  if (variable(name) != nullptr) return std::nullopt;
  const bool itself = std::find(row.names.begin(), row.names.end(), name) != row.names.end();
  if (itself) return Said{row.called};
  return Said{"the " + spaced(name) + " of " + row.called};
}

// A row as the owner of a column, or a cell that may be empty.
Text Sentence::row_owner(ExprId id) {
  id = bare(id);
  if (const auto* this_row = as<ThisRow>(id)) return "this " + spaced(this_row->name.text);
  return figure(id, Hold::of);
}

Said Sentence::possessive(const Possessive& possessive) {
  const std::string column = possessive.column.text;
  if (as<CalendarReference>(bare(possessive.of)) != nullptr)
    return {"the " + spaced(column) + " of " + figure(possessive.of), Hold::of};
  const Text owner = row_owner(possessive.of);
  if (column == "day") return {"the day of " + owner, Hold::of};
  // "the *provider* of the episode of the complication"
  const bool further =
      as<NameReference>(bare(possessive.of)) != nullptr && plain(owner).find(" of ") != std::string::npos;
  if (further) return {"the " + Terms::word(column) + " of " + owner};
  return {owner + "'s " + Terms::word(column)};
}

namespace {

// Of the rows that a possessive comes to: the table of the column it names.
const plan::RecordTable* table_behind(const model::Contract& contract, const plan::RecordTable& from,
                                      const std::string& word) {
  for (const plan::RecordColumn& column : from.columns) {
    if (!column.refers_to) continue;
    const plan::RecordTable& other = contract.tables[column.refers_to.index].table;
    if (other.singular == word) return &other;
  }
  return nullptr;
}

}  // namespace

const plan::RecordColumn* Sentence::column_of(ExprId id) const {
  id = bare(id);
  const plan::RecordTable* from = &table(scope_.rows.back().table);
  if (const auto* plain = as<NameReference>(id)) return column_named(*from, plain->text);
  const auto* possessive = as<Possessive>(id);
  if (possessive == nullptr) return nullptr;
  const ExprId owner = bare(possessive->of);
  if (const auto* this_row = as<ThisRow>(owner)) {
    for (const Row& row : scope_.rows)
      if (std::find(row.names.begin(), row.names.end(), this_row->name.text) != row.names.end())
        from = &table(row.table);
  } else if (const auto* word = as<NameReference>(owner)) {
    if (const plan::RecordTable* behind = table_behind(language_.contract, *from, word->text)) from = behind;
  }
  return column_named(*from, possessive->column.text);
}

std::optional<SetId> Sentence::set_of_column(ExprId id) const {
  const plan::RecordColumn* column = column_of(id);
  if (column == nullptr || !column->set) return std::nullopt;
  return column->set;
}

bool Sentence::is_choice(ExprId subject, const std::string& word) const {
  const plan::RecordColumn* column = column_of(subject);
  return column != nullptr && std::find(column->choices.begin(), column->choices.end(), word) != column->choices.end();
}

Text Sentence::row_quantified(const Quantified& quantified) {
  read(Reading::rows);
  const Scope outer = scope_;
  const std::string word = quantified.set.name.text;
  const std::string judged = scope_.rows.empty() ? "row" : scope_.rows.back().called;
  const std::string one = spaced(word);
  Text words = quantified.every   ? "for every " + one
               : quantified.other ? "there is another " + one
                                  : "there is " + with_article(one);
  scope_.rows.push_back({*table_of_rows(word), (quantified.other ? "that other " : "that ") + one, {word}});
  if (!quantified.same.empty()) {
    std::vector<Text> keys;
    keys.reserve(quantified.same.size());
    for (const Name& key : quantified.same) keys.push_back(Terms::word(key.text));
    words += " with the same " + list(keys, "and") + " as " + judged;
  }
  if (quantified.set.where) words += ", for which " + condition(quantified.set.where, Hold::test);
  words += quantified.every ? ", " : quantified.set.where ? " and such that " : " such that ";
  words += condition(quantified.test, Hold::test);
  scope_ = outer;
  return words;
}

Said Sentence::over_rows(const Aggregate& aggregate) {
  read(Reading::rows);
  const Scope outer = scope_;
  const std::string rows = aggregate.set.name.text;
  scope_.rows.push_back({*table_of_rows(rows), "the row", {}});
  const Text body = figure(aggregate.body, Hold::of);
  scope_ = outer;
  const char* what = aggregate.op == AggregateOp::sum       ? "the sum"
                     : aggregate.op == AggregateOp::average ? "the average"
                     : aggregate.op == AggregateOp::highest ? "the highest"
                                                            : "the lowest";
  return {what + (", over the rows in " + Terms::word(rows)) + ", of " + body, Hold::of};
}

}  // namespace quarterday::schedule
