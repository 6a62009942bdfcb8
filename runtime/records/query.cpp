// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/query.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/records/calendar.h"
#include "runtime/value/check.h"

namespace quarterday::records {
namespace {

using plan::RowExpr;
using plan::RowExprId;
using plan::RowOp;
using plan::RowSet;
using plan::RowSetId;
using plan::RowStep;
using What = plan::RecordFigure::What;

std::string quoted_text(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

// The members of another set's indexes, from those at hand.
std::vector<std::string> members_at(const std::vector<std::uint32_t>& slots, const std::vector<std::string>& members) {
  std::vector<std::string> chosen;
  chosen.reserve(slots.size());
  for (const std::uint32_t slot : slots) chosen.push_back(members[slot]);
  return chosen;
}

std::string quoted_table(std::string_view name) { return quoted_name(table_name(name)); }

std::string_view sign(RowOp op) {
  switch (op) {
    case RowOp::less:
      return " < ";
    case RowOp::less_equal:
      return " <= ";
    default:
      return " = ";
  }
}

}  // namespace

std::string quoted_name(std::string_view name) { return "\"" + std::string(name) + "\""; }

std::string table_name(std::string_view name) {
  return name.starts_with("sqlite_") ? "rows of " + std::string(name) : std::string(name);
}

std::vector<StepPlace> steps_of(const plan::Records& records, RowSetId set) {
  std::vector<StepPlace> steps;
  if (records.set(set).of) steps = steps_of(records, records.set(set).of);
  for (std::size_t at = 0; at < records.set(set).steps.size(); ++at) steps.push_back({set, at});
  return steps;
}

std::string QueryWriter::joined(const std::vector<std::string>& tests) const {
  std::string text;
  for (const std::string& one : tests) text += (text.empty() ? "" : break_line() + "AND ") + one;
  return text.empty() ? "TRUE" : text;
}

std::string QueryWriter::subquery(const std::string& alias, plan::TableId table,
                                  const std::vector<std::string>& tests) {
  return "(SELECT 1 FROM " + quoted_table(records_.table(table).name) + " AS " + alias + " WHERE " + joined(tests) +
         ")";
}

std::string QueryWriter::figure(const plan::RecordFigure& figure, const std::vector<std::string>& members) {
  const RowSet& set = records_.set(figure.set);
  const std::string row = new_row();
  std::vector<std::string> tests;
  belongs(figure.set, row, members, set.steps.size(), tests);
  std::string of;
  if (figure.of) {
    tables_ = {set.table};
    of = value(figure.of, {{row}, members});
  }
  std::string select;
  switch (figure.what) {
    case What::table:
    case What::number:
      select = "count(*)";
      break;
    case What::sum:
      select = "coalesce(sum(" + of + "), 0)";
      break;
    case What::average:
      select = "coalesce(sum(" + of + "), 0), count(" + of + ")";
      break;
    case What::highest:
      select = "max(" + of + ")";
      break;
    case What::lowest:
      select = "min(" + of + ")";
      break;
  }
  return "SELECT " + select + "\nFROM " + quoted_table(records_.table(set.table).name) + " AS " + row + "\nWHERE " +
         joined(tests);
}

std::string QueryWriter::reasons(RowSetId set, const std::vector<std::string>& members) {
  const plan::RecordTable& table = records_.table(records_.set(set).table);
  const std::string row = new_row();
  // Members of each set on the way to the table.
  std::vector<std::pair<RowSetId, std::vector<std::string>>> way{{set, members}};
  while (records_.set(way.back().first).of) {
    const RowSet& at = records_.set(way.back().first);
    way.emplace_back(at.of, members_at(at.of_slots, way.back().second));
  }
  std::string cases;
  const std::vector<StepPlace> steps = steps_of(records_, set);
  // A row of another period or member is not left out, whatever else may be said of it.
  for (const bool elsewhere : {true, false}) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      const StepPlace& place = steps[i];
      if (records_.set(place.set).steps[place.step].elsewhere != elsewhere) continue;
      const auto at = std::ranges::find(way, place.set, &std::pair<RowSetId, std::vector<std::string>>::first);
      cases += "\n  WHEN NOT (" + step(place.set, place.step, row, at->second) + ") THEN " + std::to_string(i + 1);
    }
  }
  const std::string reason = cases.empty() ? "0" : "CASE" + cases + "\n  ELSE 0 END";
  return "SELECT " + row + "." + std::string(line_column) + ", " + row + "." + quoted_name(table.columns.front().name) +
         ", " + reason + "\nFROM " + quoted_table(table.name) + " AS " + row + "\nORDER BY 1";
}

void QueryWriter::belongs(RowSetId id, const std::string& row, const std::vector<std::string>& members,
                          std::size_t steps, std::vector<std::string>& tests) {
  const RowSet& set = records_.set(id);
  if (set.of) belongs(set.of, row, members_at(set.of_slots, members), records_.set(set.of).steps.size(), tests);
  for (std::size_t at = 0; at < steps; ++at) tests.push_back(step(id, at, row, members));
}

std::string QueryWriter::step(RowSetId id, std::size_t at, const std::string& row,
                              const std::vector<std::string>& members) {
  const RowStep& taken = records_.set(id).steps[at];
  if (taken.kind == RowStep::Kind::keep_one) return keep_one(id, at, row, members);
  const std::vector<plan::TableId> outer = std::exchange(tables_, {records_.set(id).table});
  const std::string text = test(taken.condition, {{row}, members});
  tables_ = outer;
  return taken.kind == RowStep::Kind::unless ? "NOT " + text : text;
}

// No other row with the same keys, of those left so far, comes before it.
std::string QueryWriter::keep_one(RowSetId id, std::size_t at, const std::string& row,
                                  const std::vector<std::string>& members) {
  const RowSet& set = records_.set(id);
  const RowStep& taken = set.steps[at];
  const std::string other = new_row();
  std::vector<std::string> columns;
  std::vector<std::string> tests;
  ++depth_;
  for (const std::uint32_t key : taken.keys) {
    const std::string& name = column_name(set.table, key);
    columns.push_back(name);
    tests.push_back(fmt::format("{0}.{2} = {1}.{2}", other, row, quoted_name(name)));
  }
  if (!taken.order.front().by_place) {
    const plan::RowOrder& first = taken.order.front();
    const std::string& name = column_name(set.table, first.column);
    columns.push_back(name);
    // Said once more by itself, so that the index leads straight to the rows that come before.
    tests.push_back(other + "." + quoted_name(name) + (first.highest ? " >= " : " <= ") + row + "." +
                    quoted_name(name));
  }
  tests.push_back(comes_before(set, taken, other, row));
  belongs(id, other, members, at, tests);
  indexes_.insert({set.table.index, columns});
  std::string text = "NOT EXISTS " + subquery(other, set.table, tests);
  --depth_;
  return text;
}

// By the order of the step, and of those that are equal in it by their place in the file.
std::string QueryWriter::comes_before(const RowSet& set, const RowStep& step, const std::string& other,
                                      const std::string& row) {
  std::vector<plan::RowOrder> order = step.order;
  const auto by_place = std::ranges::find_if(order, &plan::RowOrder::by_place);
  if (by_place == order.end()) {
    order.push_back({0, true, false});
  } else {
    order.erase(by_place + 1, order.end());
  }
  std::string text;
  for (auto key = order.rbegin(); key != order.rend(); ++key) {
    const std::string name =
        key->by_place ? std::string(line_column) : quoted_name(column_name(set.table, key->column));
    const std::string before = fmt::format("{0}.{2} {3} {1}.{2}", other, row, name, key->highest ? '>' : '<');
    text = text.empty() ? before : fmt::format("({3} OR ({0}.{2} = {1}.{2} AND {4}))", other, row, name, before, text);
  }
  return text;
}

bool QueryWriter::may_be_empty(RowExprId id) const {
  const RowExpr& expr = records_.expr(id);
  switch (expr.op) {
    case RowOp::column:
      return !expr.path.empty() || records_.table(table_of(expr)).columns[expr.column].optional;
    case RowOp::add:
    case RowOp::subtract:
    case RowOp::after:
    case RowOp::day_of:
    case RowOp::start_of_day:
      return std::ranges::any_of(expr.operands, [this](RowExprId operand) { return may_be_empty(operand); });
    default:
      return false;
  }
}

// In which the column of a row, or of the row it refers to, stands.
plan::TableId QueryWriter::table_of(const RowExpr& expr) const {
  plan::TableId table = tables_[expr.row];
  for (const std::uint32_t step : expr.path) table = records_.table(table).columns[step].refers_to;
  return table;
}

// There is a query for each member, and many members: each looks only at its own rows.
void QueryWriter::index_of_member(const RowExpr& equal) {
  const RowExpr& column = records_.expr(equal.operands.front());
  if (column.op != RowOp::column || !column.path.empty()) return;
  if (records_.expr(equal.operands.back()).op != RowOp::member) return;
  const plan::TableId table = tables_[column.row];
  indexes_.insert({table.index, {column_name(table, column.column)}});
}

std::string QueryWriter::test(RowExprId id, const Frame& frame) {
  const RowExpr& expr = records_.expr(id);
  const auto compared = [&](const std::string& text) {
    const bool empty = std::ranges::any_of(expr.operands, [this](RowExprId operand) { return may_be_empty(operand); });
    return empty ? "((" + text + ") IS TRUE)" : "(" + text + ")";
  };
  switch (expr.op) {
    case RowOp::less:
    case RowOp::less_equal:
    case RowOp::equal:
      index_of_member(expr);
      return compared(value(expr.operands[0], frame) + std::string(sign(expr.op)) + value(expr.operands[1], frame));
    case RowOp::one_of: {
      std::string choices;
      for (std::size_t i = 1; i < expr.operands.size(); ++i)
        choices += (i == 1 ? "" : ", ") + value(expr.operands[i], frame);
      return compared(value(expr.operands[0], frame) + " IN (" + choices + ")");
    }
    case RowOp::is_given:
      return "(" + column(expr, frame) + " IS NOT NULL)";
    case RowOp::refers:
      if (expr.path.empty()) return "TRUE";
      return "EXISTS " + referred(expr, frame, new_row());
    case RowOp::in_period:
      return compared(in_period(expr, frame));
    case RowOp::in_set:
      return in_set(expr, frame);
    case RowOp::exists:
      return exists(expr, frame);
    case RowOp::logical_and:
      return "(" + test(expr.operands[0], frame) + " AND " + test(expr.operands[1], frame) + ")";
    case RowOp::logical_or:
      return "(" + test(expr.operands[0], frame) + " OR " + test(expr.operands[1], frame) + ")";
    case RowOp::logical_not:
      return "(NOT " + test(expr.operands[0], frame) + ")";
    case RowOp::column:
    case RowOp::constant: {
      const std::string text = value(id, frame);
      return may_be_empty(id) ? "(" + text + " IS TRUE)" : "(" + text + " = 1)";
    }
    case RowOp::member:
    case RowOp::boundary:
    case RowOp::add:
    case RowOp::subtract:
    case RowOp::after:
    case RowOp::day_of:
    case RowOp::start_of_day:
      break;
  }
  QD_CHECK(false, "a figure of a row is no test");
}

std::string QueryWriter::value(RowExprId id, const Frame& frame) {
  const RowExpr& expr = records_.expr(id);
  switch (expr.op) {
    case RowOp::column:
      return column(expr, frame);
    case RowOp::constant:
      return expr.is_text ? quoted_text(expr.text) : std::to_string(expr.integer);
    case RowOp::member:
      return quoted_text(frame.members[expr.slot]);
    case RowOp::boundary:
      return boundary(expr);
    case RowOp::add:
      return "(" + value(expr.operands[0], frame) + " + " + value(expr.operands[1], frame) + ")";
    case RowOp::subtract:
      return "(" + value(expr.operands[0], frame) + " - " + value(expr.operands[1], frame) + ")";
    case RowOp::after:
      return after(expr, frame);
    case RowOp::day_of:
      return "day_of(" + value(expr.operands[0], frame) + ")";
    case RowOp::start_of_day:
      return "(" + value(expr.operands[0], frame) + " * " + std::to_string(minutes_in_day) + ")";
    case RowOp::less:
    case RowOp::less_equal:
    case RowOp::equal:
    case RowOp::one_of:
    case RowOp::is_given:
    case RowOp::refers:
    case RowOp::in_period:
    case RowOp::in_set:
    case RowOp::exists:
    case RowOp::logical_and:
    case RowOp::logical_or:
    case RowOp::logical_not:
      return test(id, frame);
  }
  QD_CHECK(false, "an operation on rows without a meaning");
}

std::string QueryWriter::column(const RowExpr& expr, const Frame& frame) {
  return cell(frame.rows[expr.row], tables_[expr.row], expr.path, expr.column);
}

// A column of the row, or of the one row that its references lead to.
std::string QueryWriter::cell(const std::string& row, plan::TableId table, const std::vector<std::uint32_t>& path,
                              std::uint32_t column) {
  if (path.empty()) return row + "." + quoted_name(column_name(table, column));
  const plan::RecordColumn& reference = records_.table(table).columns[path.front()];
  const std::string& key = column_name(reference.refers_to, reference.refers_column);
  const std::string other = new_row();
  indexes_.insert({reference.refers_to.index, {key}});
  const std::string inner = cell(other, reference.refers_to, {path.begin() + 1, path.end()}, column);
  return "(SELECT " + inner + " FROM " + quoted_table(records_.table(reference.refers_to).name) + " AS " + other +
         " WHERE " + other + "." + quoted_name(key) + " = " + row + "." + quoted_name(reference.name) + ")";
}

// The row at the end of a path, called `alias`, if there is one.
std::string QueryWriter::referred(const RowExpr& expr, const Frame& frame, const std::string& alias) {
  plan::TableId table = tables_[expr.row];
  for (std::size_t i = 0; i + 1 < expr.path.size(); ++i) table = records_.table(table).columns[expr.path[i]].refers_to;
  const plan::RecordColumn& reference = records_.table(table).columns[expr.path.back()];
  const std::string& key = column_name(reference.refers_to, reference.refers_column);
  indexes_.insert({reference.refers_to.index, {key}});
  const std::string wanted =
      cell(frame.rows[expr.row], tables_[expr.row], {expr.path.begin(), expr.path.end() - 1}, expr.path.back());
  return subquery(alias, reference.refers_to, {alias + "." + quoted_name(key) + " = " + wanted});
}

std::string QueryWriter::boundary(const RowExpr& expr) const {
  const plan::Period period = plan_.calendar.containing(period_, expr.grain);
  const value::Date day =
      expr.flag ? value::Date::from_days_since_epoch(value::Calendar::last_day(period).days_since_epoch() + 1)
                : value::Calendar::first_day(period);
  return std::to_string(day.days_since_epoch() * minutes_in_day) + " /* " + day.to_text() + "T00:00 */";
}

std::string QueryWriter::in_period(const RowExpr& expr, const Frame& frame) {
  const plan::Period period = plan_.calendar.containing(period_, expr.grain);
  const value::Date first = value::Calendar::first_day(period);
  const value::Date last = value::Calendar::last_day(period);
  const std::string subject = value(expr.operands[0], frame);
  if (!expr.flag)
    return subject + " BETWEEN " + std::to_string(first.days_since_epoch()) + " /* " + first.to_text() + " */ AND " +
           std::to_string(last.days_since_epoch()) + " /* " + last.to_text() + " */";
  const std::int64_t end = (last.days_since_epoch() + 1) * minutes_in_day - 1;
  return subject + " BETWEEN " + std::to_string(first.days_since_epoch() * minutes_in_day) + " /* " + first.to_text() +
         "T00:00 */ AND " + std::to_string(end) + " /* " + last.to_text() + "T23:59 */";
}

std::string QueryWriter::after(const RowExpr& expr, const Frame& frame) {
  using Unit = RowExpr::Unit;
  const std::string from = value(expr.operands[0], frame);
  const std::int64_t day = expr.flag ? minutes_in_day : 1;
  const auto later = [&](std::int64_t step) { return "(" + from + " + " + std::to_string(expr.count * step) + ")"; };
  switch (expr.unit) {
    case Unit::minute:
      return later(1);
    case Unit::hour:
      return later(60);
    case Unit::day:
      return later(day);
    case Unit::week:
      return later(7 * day);
    case Unit::month:
    case Unit::year:
      break;
  }
  const std::string months = std::to_string(expr.count * (expr.unit == Unit::year ? 12 : 1));
  if (!expr.flag) return "months_after(" + months + ", " + from + ")";
  const std::string length = std::to_string(minutes_in_day);
  return "(" + from + " + (months_after(" + months + ", day_of(" + from + ")) - day_of(" + from + ")) * " + length +
         ")";
}

std::string QueryWriter::in_set(const RowExpr& expr, const Frame& frame) {
  const std::vector<std::string> members = members_at(expr.slots, frame.members);
  const RowSet& set = records_.set(expr.set);
  std::vector<std::string> tests;
  if (expr.path.empty()) {
    belongs(expr.set, frame.rows[expr.row], members, set.steps.size(), tests);
    return "(" + joined(tests) + ")";
  }
  const std::string row = new_row();
  ++depth_;
  std::string found = referred(expr, frame, row);
  belongs(expr.set, row, members, set.steps.size(), tests);
  found.pop_back();  // its bracket
  if (!tests.empty()) found += break_line() + "AND " + joined(tests);
  --depth_;
  return "EXISTS " + found + ")";
}

// The column of the row that is looked for which a test bounds, so that an index can lead to it.
std::string QueryWriter::first_compared(RowExprId id, std::uint32_t row, plan::TableId table) const {
  const RowExpr& expr = records_.expr(id);
  if (expr.op == RowOp::logical_and) {
    const std::string left = first_compared(expr.operands[0], row, table);
    return left.empty() ? first_compared(expr.operands[1], row, table) : left;
  }
  if (expr.op != RowOp::less && expr.op != RowOp::less_equal) return {};
  for (const RowExprId operand : expr.operands) {
    const RowExpr& side = records_.expr(operand);
    if (side.op == RowOp::column && side.row == row && side.path.empty()) return column_name(table, side.column);
  }
  return {};
}

std::string QueryWriter::exists(const RowExpr& expr, const Frame& frame) {
  const RowSet& set = records_.set(expr.set);
  const std::string row = new_row();
  const std::string& judged = frame.rows[expr.row - 1];
  const plan::TableId judged_table = tables_[expr.row - 1];
  std::vector<std::string> tests;
  std::vector<std::string> columns;
  ++depth_;
  for (const auto& [mine, theirs] : expr.same) {
    columns.push_back(column_name(set.table, theirs));
    tests.push_back(fmt::format("{}.{} = {}.{}", row, quoted_name(columns.back()), judged,
                                quoted_name(column_name(judged_table, mine))));
  }
  if (expr.other)
    tests.push_back(row + "." + std::string(line_column) + " <> " + judged + "." + std::string(line_column));
  const std::string bounded = first_compared(expr.operands[0], expr.row, set.table);
  if (!bounded.empty() && std::ranges::find(columns, bounded) == columns.end()) columns.push_back(bounded);
  if (!columns.empty()) indexes_.insert({set.table.index, columns});
  Frame inner{frame.rows, frame.members};
  inner.rows.push_back(row);
  tables_.push_back(set.table);
  tests.push_back(test(expr.operands[0], inner));
  tables_.pop_back();
  belongs(expr.set, row, members_at(expr.slots, frame.members), set.steps.size(), tests);
  std::string text = "EXISTS " + subquery(row, set.table, tests);
  --depth_;
  return text;
}

}  // namespace quarterday::records
