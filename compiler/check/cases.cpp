// SPDX-License-Identifier: Apache-2.0
//
// One of several cases: conditions, tables of cases, and 'first ..., then ...'.
#include <algorithm>
#include <limits>
#include <utility>

#include "compiler/check/sentence.h"

namespace quarterday::check {

using syntax::Cell;

// Of two cases that do not go together, the one that is not what is declared is the wrong one, though it comes first.
bool Sentence::blames_earlier(const Type* wanted, const Typed& earlier, const Typed& later) {
  const bool earlier_is_wrong = wanted != nullptr && !wanted->is_error() && !model::fits(earlier.type, later.type) &&
                                !model::differ_in_currency(earlier.type, later.type) &&
                                model::fits(*wanted, later.type) && !model::fits(*wanted, earlier.type);
  if (!earlier_is_wrong) return false;
  context_.report(make<Id::TypeExpected>(contract_.facts[earlier.node.index].span, words(*wanted), words(earlier.type)))
      .label(contract_.facts[later.node.index].span, words(later.type));
  return true;
}

Typed Sentence::conditional(const syntax::Conditional& conditional, Span span, const Type* wanted) {
  std::vector<NodeId> operands;
  Typed result;
  bool first = true;
  const bool outer = scope_.conditional;
  const auto value_of = [&](ExprId id) {
    scope_.conditional = true;
    const Typed one = read(id, wanted);
    scope_.conditional = outer;
    if (first) {
      result = one;
    } else if (result.type.is_error() || one.type.is_error()) {
      result.type = Type::error();
    } else {
      Type type;
      const bool fits = !blames_earlier(wanted, result, one) &&
                        must_unify(result, one, context_.expr(id).span, type, Joined::alternatives);
      result.type = fits ? type : Type::error();
    }
    first = false;
    return one.node;
  };
  for (const syntax::Case& one : conditional.cases) {
    const NodeId test = condition(one.condition);
    const std::vector<MonthRange> during = std::exchange(scope_.during, during_if(test));
    const NodeId value = value_of(one.value);
    scope_.during = during;
    operands.push_back(test);
    operands.push_back(value);
  }
  operands.push_back(value_of(conditional.otherwise));
  if (result.type.is_error()) return error_at(span);
  return add(plan::Op::select, std::move(operands), span, result.type);
}

// `first A, then B`: A in the first period of the value's span, B in every later one.
Typed Sentence::first_then(const syntax::FirstThen& recurrence, Span span, const Type* wanted) {
  if (!scope_.owner || scope_.grain == Grain::once || contract_.value(scope_.owner).grain != scope_.grain) {
    context_.report(make<Id::TypeExpected>(span, "a figure that is worked out for each period", "one without periods"))
        .help(
            "'first ..., then ...' stands in a definition with 'each year', 'each quarter' or 'each month' in its "
            "head");
    return error_at(span);
  }
  const std::vector<MonthRange> during = scope_.during;
  const std::vector<Period> periods = periods_in(during, scope_.grain, contract_.calendar);
  if (!periods.empty()) scope_.during = {months_of(periods.front())};
  const Typed first = read(recurrence.first, wanted);
  if (!periods.empty()) {
    scope_.during = during;
    scope_.during.front().first = months_of(periods.front()).last + 1;
    if (scope_.during.front().first > scope_.during.front().last) scope_.during.erase(scope_.during.begin());
  }
  const Typed then = read(recurrence.then, wanted ? wanted : &first.type);
  scope_.during = during;
  if (first.type.is_error() || then.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(first, then, span, type, Joined::alternatives)) return error_at(span);
  plan::Node is_first;
  is_first.op = plan::Op::is_first_period;
  is_first.value = scope_.owner;
  const NodeId test = context_.add(std::move(is_first), span, Type::yes_no(), scope_.clause);
  return add(plan::Op::select, {test, first.node, then.node}, span, type);
}

// `2014` in a contract of calendar years.
std::optional<syntax::PeriodText> Sentence::plain_year(const Cell& cell) const {
  const auto* number = context_.as<syntax::NumberLiteral>(cell.expr);
  if (cell.kind != Cell::Kind::expression || !number || !number->value.is_integer()) return std::nullopt;
  return syntax::PeriodText{number->value.to_text(), cell.span};
}

// A test such as `2014/15`, `from 2014/15` or `year is 2014/15` holds in some of the periods only.
std::vector<MonthRange> Sentence::during_if(NodeId test) const {
  const plan::Node& node = contract_.nodes[test.index];
  if (node.operands.size() != 2) return scope_.during;
  const plan::Node& left = contract_.nodes[node.operands[0].index];
  const plan::Node& right = contract_.nodes[node.operands[1].index];
  const auto* period = std::get_if<Period>(&right.figure);
  const bool compares = node.op == plan::Op::equal || node.op == plan::Op::greater_equal;
  if (!compares || left.op != plan::Op::current_period || right.op != plan::Op::constant || !period)
    return scope_.during;
  MonthRange wanted = months_of(*period);
  if (node.op == plan::Op::greater_equal) wanted.last = std::numeric_limits<std::int32_t>::max();
  std::vector<MonthRange> narrowed;
  for (const MonthRange& range : scope_.during) {
    const MonthRange both{std::max(range.first, wanted.first), std::min(range.last, wanted.last)};
    if (both.first <= both.last) narrowed.push_back(both);
  }
  return narrowed.empty() ? scope_.during : narrowed;
}

// The first cell of a case: a test, a member of one of the indexes at hand, a period, or `otherwise`.
NodeId Sentence::guard_test(const Cell& cell) {
  const bool from = cell.kind == Cell::Kind::from;
  const auto text = cell.period ? cell.period : plain_year(cell);
  if (text && (from || !cell.name)) {
    const auto period = context_.period(*text);
    if (!period) return error_at(cell.span).node;
    const Typed at_hand = calendar_word(period->grain == Grain::year      ? syntax::CalendarWord::year
                                        : period->grain == Grain::quarter ? syntax::CalendarWord::quarter
                                                                          : syntax::CalendarWord::month,
                                        cell.span);
    const Typed wanted = constant(*period, cell.span, Type::of(Type::Kind::period));
    const plan::Op test = from ? plan::Op::greater_equal : plan::Op::equal;
    return add(test, {at_hand.node, wanted.node}, cell.span, Type::yes_no()).node;
  }
  const auto* part_month = context_.as<syntax::MonthLiteral>(cell.expr);
  const auto* part_quarter = context_.as<syntax::QuarterLiteral>(cell.expr);
  if (cell.kind == Cell::Kind::expression && (part_month || part_quarter)) {
    const Typed at_hand =
        calendar_word(part_month ? syntax::CalendarWord::month : syntax::CalendarWord::quarter, cell.span);
    const Typed wanted = read(cell.expr);
    return add(plan::Op::equal, {at_hand.node, wanted.node}, cell.span, Type::yes_no()).node;
  }
  if (cell.name && !variable(cell.name->text)) {
    for (const Variable& at_hand : scope_.variables) {
      const auto member = contract_.member(at_hand.set, cell.name->text);
      if (!member) continue;
      context_.refer(cell.name->span, contract_.entity_spans[member->index]);
      plan::Node slot;
      slot.op = plan::Op::slot;
      slot.slot = at_hand.slot;
      const NodeId left = context_.add(std::move(slot), cell.span, Type::member(at_hand.set), scope_.clause);
      return add(plan::Op::equal, {left, constant(*member, cell.span, Type::member(at_hand.set)).node}, cell.span,
                 Type::yes_no())
          .node;
    }
  }
  if (cell.kind != Cell::Kind::expression || !cell.expr) {
    context_.report(make<Id::ConditionExpected>(cell.span, "another kind of cell"))
        .help("a case begins with a test, a member, a period or `otherwise`");
    return error_at(cell.span).node;
  }
  return condition(cell.expr);
}

// `below acceptable` where the member `below_acceptable` is meant.
void Sentence::report_no_figure(const Cell& cell, const Type* wanted) {
  Diagnostic& diagnostic = context_.report(make<Id::TypeExpected>(cell.span, "a figure", "another kind of cell"));
  const auto* name = cell.expr ? context_.as<syntax::NameReference>(cell.expr) : nullptr;
  if (name == nullptr || !wanted || wanted->kind != Type::Kind::member || !wanted->set) return;
  for (const char* first : {"below_", "above_", "up_to_", "at_least_", "at_most_", "short_of_", "at_"}) {
    const std::string member = first + name->text;
    if (contract_.member(wanted->set, member)) diagnostic.fix(cell.span, member, "did you mean '" + member + "'?");
  }
  list_members(diagnostic, wanted->set);
}

Typed Sentence::guard_table(const syntax::Table& table, const Type* wanted) {
  if (context_.has_mistake_in(table.span)) return error_at(table.span);
  std::vector<NodeId> operands;
  Typed result = {{}, Type::any()};
  bool ended = false;
  const std::string outer = scope_.clause;
  for (const syntax::Row& row : table.rows) {
    if (row.cells.size() < 2) {
      context_.report(make<Id::TableShape>(row.span, "a case has a test and a figure"));
      return error_at(table.span);
    }
    if (ended) {
      context_.report(make<Id::UnreachableRow>(row.span)).help("'otherwise' takes all the rest; put it last");
      continue;
    }
    for (const Cell& cell : row.cells)
      if (cell.kind == Cell::Kind::clause) scope_.clause = cell.text;
    ended = row.cells.front().kind == Cell::Kind::otherwise;
    const std::vector<MonthRange> during = scope_.during;
    if (!ended) {
      operands.push_back(guard_test(row.cells.front()));
      scope_.during = during_if(operands.back());
    }
    const Cell& cell = row.cells[1];
    scope_.conditional = true;
    Typed value;
    if (cell.kind == Cell::Kind::expression && cell.expr) {
      value = read(cell.expr, wanted);
    } else {
      report_no_figure(cell, wanted);
      value = error_at(cell.span);
    }
    scope_.conditional = false;
    scope_.during = during;
    operands.push_back(value.node);
    if (value.type.is_error() || result.type.is_error()) {
      result.type = Type::error();
    } else {
      Type type;
      const Typed& before = result.node ? result : value;
      const bool fits =
          !blames_earlier(wanted, before, value) && must_unify(before, value, cell.span, type, Joined::alternatives);
      result.type = fits ? type : Type::error();
      result.node = value.node;
    }
    scope_.clause = outer;
  }
  if (!ended) operands.push_back(constant(plan::LeftOut{}, table.span, Type::any()).node);
  if (result.type.is_error()) return error_at(table.span);
  return add(plan::Op::select, std::move(operands), table.span, result.type);
}

}  // namespace quarterday::check
