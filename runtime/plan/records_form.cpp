// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/records_form.h"

#include <fmt/format.h>

#include <algorithm>

namespace quarterday::plan {
namespace {

class RecordsVerifier {
 public:
  explicit RecordsVerifier(const Plan& plan) : plan_(plan), records_(plan.records) {}

  std::vector<std::string> run() {
    for (const RecordTable& table : records_.tables) check_table(table);
    for (std::size_t at = 0; at < records_.sets.size(); ++at) check_set(at);
    for (const RowExpr& expr : records_.exprs)
      for (const RowExprId operand : expr.operands) check(operand, records_.exprs, "a test of a row");
    for (const Value& value : plan_.values)
      if (value.records) check_figure(value);
    return std::move(problems_);
  }

 private:
  template <class Id, class Items>
  void check(Id id, const Items& items, const std::string& where) {
    if (id.index >= items.size()) problems_.push_back(where + ": an id is out of range");
  }

  // Names become words of a query.
  void check_name(const std::string& name, const std::string& where) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (name.empty() || !std::ranges::all_of(name, fits)) problems_.push_back(where + ": not a name: " + name);
  }

  void check_table(const RecordTable& table) {
    const std::string where = "records " + table.name;
    check_name(table.name, where);
    check(table.value, plan_.values, where);
    check(table.origin, plan_.origins, where);
    if (table.columns.empty()) problems_.push_back(where + ": has no column");
    for (const RecordColumn& column : table.columns) {
      check_name(column.name, where);
      if (column.holds == RecordColumn::Holds::member) check(column.set, plan_.sets, where);
      if (column.refers_to) check(column.refers_to, records_.tables, where);
    }
  }

  void check_set(std::size_t at) {
    const RowSet& set = records_.sets[at];
    const std::string where = "rows " + set.name;
    check(set.table, records_.tables, where);
    check(set.origin, plan_.origins, where);
    if (set.of && set.of.index >= at) problems_.push_back(where + ": stands before the rows it is selected from");
    for (const RowSet::Index& index : set.indexes) check(index.set, plan_.sets, where);
    for (const RowStep& step : set.steps) {
      check(step.origin, plan_.origins, where);
      const bool keeps = step.kind == RowStep::Kind::keep_one;
      if (keeps && (step.keys.empty() || step.order.empty())) problems_.push_back(where + ": keeps one of nothing");
      if (!keeps) check(step.condition, records_.exprs, where);
    }
  }

  void check_figure(const Value& value) {
    const std::string where = "value " + value.name;
    if (value.kind != Value::Kind::input) problems_.push_back(where + ": measured, but no input");
    check(value.records->set, records_.sets, where);
    using What = RecordFigure::What;
    const bool counts = value.records->what == What::table || value.records->what == What::number;
    if (!counts) check(value.records->of, records_.exprs, where);
  }

  const Plan& plan_;
  const Records& records_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> verify_records(const Plan& plan) { return RecordsVerifier(plan).run(); }

std::string print_records(const Plan& plan) {
  std::string text;
  for (const RecordTable& table : plan.records.tables) {
    text += fmt::format("records {} (each {}) from {}\n", table.name, table.singular, table.file);
    for (const RecordColumn& column : table.columns)
      text += fmt::format("  {}{}\n", column.name, column.optional ? " (may be empty)" : "");
  }
  for (const RowSet& set : plan.records.sets) {
    if (!set.of) continue;
    text += fmt::format("rows {} of {}\n", set.name, plan.records.set(set.of).name);
    for (const RowStep& step : set.steps) text += fmt::format("  {}\n", plan.origin(step.origin).text);
  }
  return text;
}

}  // namespace quarterday::plan
