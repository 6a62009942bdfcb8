// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/records.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "runtime/compare/align.h"
#include "runtime/plan/op_names.h"

namespace quarterday::compare {

namespace {

using plan::OriginId;
using plan::Plan;
using plan::RecordColumn;
using plan::RecordTable;
using plan::RowExpr;
using plan::RowExprId;
using plan::RowSet;
using plan::RowSetId;
using plan::RowStep;

// The forms of one contract: texts in which names stand for what they name, so that both contracts can be held
// together.
class Forms {
 public:
  explicit Forms(const Plan& plan) : plan_(plan) {}

  const std::string& set_name(RowSetId id) const { return plan_.records.set(id).name; }

  // `optional time`, `one of (home, ward)`
  std::string holds(const RecordColumn& column) const {
    std::string text = column.optional ? "optional " : "";
    using Holds = RecordColumn::Holds;
    switch (column.holds) {
      case Holds::text:
        return text + (column.refers_to ? "row of " + plan_.records.table(column.refers_to).name : "text");
      case Holds::date:
        return text + "date";
      case Holds::time:
        return text + "time";
      case Holds::yes_no:
        return text + "yes/no";
      case Holds::number:
        return text + "number";
      case Holds::money:
        return text + "money";
      case Holds::choice:
        return fmt::format("{}one of ({})", text, fmt::join(column.choices, ", "));
      case Holds::member:
        return text + plan_.set(column.set).singular;
    }
    return text;
  }

  std::string of(RowExprId id) const {
    const RowExpr& expr = plan_.records.expr(id);
    std::string text =
        fmt::format("({} {} {} {} {} '{}' {} {} {} {} {} {}", static_cast<int>(expr.op), expr.row,
                    fmt::join(expr.path, "."), expr.column, expr.integer, expr.text, expr.is_text, expr.flag, expr.slot,
                    static_cast<int>(expr.grain), static_cast<int>(expr.unit), expr.count);
    if (expr.set) text += fmt::format(" in {} {} {}", set_name(expr.set), fmt::join(expr.slots, ","), expr.other);
    for (const auto& [one, other] : expr.same) text += fmt::format(" {}={}", one, other);
    for (const RowExprId operand : expr.operands) text += " " + of(operand);
    return text + ")";
  }

  std::string of(const RowStep& step) const {
    std::string text = std::to_string(static_cast<int>(step.kind));
    if (step.kind != RowStep::Kind::keep_one) return text + of(step.condition);
    text += fmt::format(" {}:", fmt::join(step.keys, ","));
    for (const plan::RowOrder& order : step.order)
      text += fmt::format(" {} {} {}", order.column, order.by_place, order.highest);
    return text;
  }

  // Where the rows of a set come from, and for what it is one.
  std::string head(const RowSet& set) const {
    std::string text = "of " + (set.of ? set_name(set.of) : plan_.records.table(set.table).name);
    for (const RowSet::Index& index : set.indexes) text += ", each " + plan_.set(index.set).singular;
    if (set.grain != value::Grain::once) text += fmt::format(", each {}", plan::grain_name(set.grain));
    return text;
  }

 private:
  const Plan& plan_;
};

class RecordsComparer {
 public:
  RecordsComparer(const Plan& before, const Plan& after)
      : before_(before), after_(after), old_forms_(before), new_forms_(after) {}

  std::vector<Difference> run() {
    for (const RecordTable& one : before_.records.tables)
      if (const RecordTable* other = named(after_.records.tables, one.name)) compare(one, *other);
    for (const RowSet& one : before_.records.sets) {
      if (!one.of) continue;  // all rows of a table
      const RowSet* other = named(after_.records.sets, one.name);
      if (other != nullptr && other->of) compare(one, *other);
    }
    return std::move(found_);
  }

 private:
  template <class Item>
  static const Item* named(const std::vector<Item>& items, const std::string& name) {
    const auto found = std::ranges::find(items, name, &Item::name);
    return found == items.end() ? nullptr : &*found;
  }

  void compare(const RecordTable& one, const RecordTable& other) {
    const std::string subject = "records " + one.name;
    const auto differ = [&](const std::string& aspect, const std::string& was, const std::string& is) {
      found_.push_back({subject, aspect, was, is, "", one.origin, other.origin, {one.value}, {other.value}});
    };
    if (one.file != other.file) differ("file", one.file, other.file);
    for (const RecordColumn& column : one.columns) {
      const RecordColumn* match = named(other.columns, column.name);
      const std::string was = old_forms_.holds(column);
      const std::string is = match == nullptr ? "" : new_forms_.holds(*match);
      if (was != is) differ("column " + column.name, was, is);
    }
    for (const RecordColumn& column : other.columns)
      if (named(one.columns, column.name) == nullptr) differ("column " + column.name, "", new_forms_.holds(column));
  }

  // What is measured of rows that are read from these.
  static std::vector<plan::ValueId> measured_of(const Plan& plan, const std::string& set) {
    std::vector<bool> reads(plan.records.sets.size());
    std::vector<plan::ValueId> values;
    const auto reads_it = [&](RowSetId id) { return reads[id.index]; };
    for (std::size_t at = 0; at < reads.size(); ++at) {
      const RowSet& one = plan.records.sets[at];
      reads[at] =
          one.name == set || (one.of && reads_it(one.of)) || std::ranges::any_of(one.steps, [&](const RowStep& step) {
            return step.condition && reads_rows(plan, step.condition, reads);
          });
    }
    for (std::uint32_t id = 0; id < plan.values.size(); ++id)
      if (const auto& records = plan.values[id].records; records && reads_it(records->set)) values.emplace_back(id);
    return values;
  }
  static bool reads_rows(const Plan& plan, RowExprId id, const std::vector<bool>& sets) {
    const RowExpr& expr = plan.records.expr(id);
    if (expr.set && sets[expr.set.index]) return true;
    return std::ranges::any_of(expr.operands, [&](RowExprId operand) { return reads_rows(plan, operand, sets); });
  }

  void compare(const RowSet& one, const RowSet& other) {
    const std::string subject = "rows " + one.name;
    const std::vector<plan::ValueId> old_values = measured_of(before_, one.name);
    const std::vector<plan::ValueId> new_values = measured_of(after_, other.name);
    const std::string was = old_forms_.head(one);
    const std::string is = new_forms_.head(other);
    if (was != is) found_.push_back({subject, "", was, is, "", one.origin, other.origin, old_values, new_values});
    const auto same = [&](std::size_t x, std::size_t y) {
      return old_forms_.of(one.steps[x]) == new_forms_.of(other.steps[y]);
    };
    for (const Aligned& pair : align(one.steps.size(), other.steps.size(), same)) {
      if (pair.before && pair.after && same(*pair.before, *pair.after)) continue;
      const OriginId old_at = pair.before ? one.steps[*pair.before].origin : OriginId();
      const OriginId new_at = pair.after ? other.steps[*pair.after].origin : OriginId();
      Difference next{subject,    "",        words(before_, old_at), words(after_, new_at), "", old_at, new_at,
                      old_values, new_values};
      if (!go_on(next)) found_.push_back(std::move(next));
    }
  }

  static std::string words(const Plan& plan, OriginId at) { return at ? plan.origin(at).text : ""; }

  // `where a and b` is two steps, and its change one: true if the last difference stands in the same line.
  bool go_on(const Difference& next) {
    if (found_.empty() || found_.back().subject != next.subject) return false;
    Difference& last = found_.back();
    const auto is_one_line = [](const Plan& plan, OriginId one, OriginId other) {
      return one && other && plan.origin(one).file == plan.origin(other).file &&
             plan.origin(one).line == plan.origin(other).line;
    };
    if (!is_one_line(before_, last.before_at, next.before_at) && !is_one_line(after_, last.after_at, next.after_at))
      return false;
    const auto add = [](std::string& text, const std::string& more) {
      text += (text.empty() || more.empty() ? "" : " and ") + more;
    };
    add(last.before, next.before);
    add(last.after, next.after);
    return true;
  }

  const Plan& before_;
  const Plan& after_;
  Forms old_forms_;
  Forms new_forms_;
  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> compare_records(const Plan& before, const Plan& after) {
  return RecordsComparer(before, after).run();
}

std::string measured_form(const Plan& plan, const plan::Value& value) {
  if (!value.records) return {};
  const Forms forms(plan);
  const std::string what = std::to_string(static_cast<int>(value.records->what));
  return what + " " + forms.set_name(value.records->set) + (value.records->of ? forms.of(value.records->of) : "");
}

}  // namespace quarterday::compare
