// SPDX-License-Identifier: Apache-2.0
//
// Operations on the figures of their operands. All operands are evaluated first, so that of several missing figures
// the one declared first is named.
#include <algorithm>
#include <string>

#include "runtime/evaluate/evaluator.h"
#include "runtime/plan/currencies.h"
#include "runtime/value/check.h"
#include "runtime/value/rounding.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Id;
using diagnostics::Span;
using plan::Op;

// Far above any contract, and small enough that no single operation takes long.
constexpr std::size_t max_bits = 65'536;

// Whether a figure is compared with itself, as where each member is compared with all of them.
bool is_same_member(const Node& left, const Node& right, const Frame& frame) {
  if (left.op != Op::load || right.op != Op::load || left.value != right.value) return false;
  const auto member = [&](const plan::Argument& argument) {
    return argument.kind == plan::Argument::Kind::slot ? frame.slots[argument.slot] : argument.entity;
  };
  return std::ranges::equal(left.arguments, right.arguments, {}, member, member);
}

std::strong_ordering ordered(const Figure& left, const Figure& right) {
  QD_CHECK(left.index() == right.index(), "only figures of one kind are compared");
  if (const auto* date = std::get_if<value::Date>(&left)) return *date <=> std::get<value::Date>(right);
  if (const auto* period = std::get_if<Period>(&left)) {
    return period->first_month <=> std::get<Period>(right).first_month;
  }
  return number_of(left) <=> number_of(right);
}

bool compares(Op op, const Figure& left, const Figure& right) {
  if (op == Op::equal) return left == right;
  const std::strong_ordering order = ordered(left, right);
  switch (op) {
    case Op::less:
      return std::is_lt(order);
    case Op::less_equal:
      return std::is_lteq(order);
    case Op::greater:
      return std::is_gt(order);
    default:
      return std::is_gteq(order);
  }
}

}  // namespace

Rational Evaluator::within_limits(Rational figure, const Node& node, const Frame& frame) const {
  if (figure.bits() > max_bits) {
    fail(diagnostics::make<Id::FigureTooLarge>(Span::nowhere(), frame.name), node.origin, frame);
  }
  return figure;
}

Rational Evaluator::quotient(const Rational& left, const Rational& right, const Node& node, const Frame& frame) const {
  if (right.is_zero()) {
    fail(diagnostics::make<Id::DivisionByZero>(Span::nowhere(), frame.name, plan_.calendar.name(frame.period)),
         node.origin, frame);
  }
  return within_limits(left / right, node, frame);
}

Figure Evaluator::arithmetic(const Node& node, Frame& frame) {
  Missing missing;
  Rational result;
  bool first = true;
  for (const NodeId operand : node.operands) {
    const Figure figure = evaluate(operand, frame);
    if (!missing.passes(figure) || missing.any()) continue;
    const Rational& number = number_of(figure);
    if (std::exchange(first, false)) {
      result = number;
      continue;
    }
    switch (node.op) {
      case Op::add:
        result += number;
        break;
      case Op::subtract:
        result -= number;
        break;
      case Op::multiply:
        result *= number;
        break;
      default:
        if (node.flag && number.is_zero()) return LeftOut{};
        result = quotient(result, number, node, frame);
        break;
    }
    result = within_limits(std::move(result), node, frame);
  }
  return missing.any() ? missing.figure() : Figure(std::move(result));
}

Figure Evaluator::comparison(const Node& node, Frame& frame) {
  const Figure left = evaluate(node.operands[0], frame);
  const Figure right = evaluate(node.operands[1], frame);
  Missing missing;
  missing.passes(left);
  missing.passes(right);
  if (missing.any()) return missing.refused() ? missing.figure() : Figure(false);
  came_near(node.operands[0], node.operands[1], left, right, frame);
  return compares(node.op, left, right);
}

void Evaluator::came_near(NodeId subject, NodeId bound, const Figure& figure, const Figure& at, const Frame& frame) {
  if (options_.reached == nullptr || !options_.reached->keeps_margins()) return;
  if (is_same_member(plan_.node(subject), plan_.node(bound), frame)) return;
  Rational above;
  if (const auto* date = std::get_if<value::Date>(&figure)) {
    const auto* day = std::get_if<value::Date>(&at);
    if (day == nullptr) return;
    above = Rational(date->days_since_epoch() - day->days_since_epoch());
  } else if (std::holds_alternative<Rational>(figure) && std::holds_alternative<Rational>(at)) {
    above = number_of(figure) - number_of(at);
  } else {
    return;
  }
  const bool turned = plan_.node(subject).op == Op::constant;
  options_.reached->margin({turned ? bound : subject, turned ? subject : bound, {}, frame.period, frame.slots},
                           {turned ? -above : above, turned ? figure : at});
}

Figure Evaluator::logic(const Node& node, Frame& frame) {
  Missing missing;
  bool all = true;
  bool any = false;
  for (const NodeId operand : node.operands) {
    const Figure figure = evaluate(operand, frame);
    missing.passes(figure);
    const bool met = is_met(figure);
    all = all && met;
    any = any || met;
  }
  if (missing.refused()) return missing.figure();
  return node.op == Op::logical_and ? all : any;
}

Figure Evaluator::one_of(const Node& node, Frame& frame) {
  const Figure subject = evaluate(node.operands[0], frame);
  Missing missing;
  missing.passes(subject);
  bool found = false;
  for (const NodeId operand : std::span(node.operands).subspan(1)) {
    const Figure figure = evaluate(operand, frame);
    if (missing.passes(figure)) found = found || figure == subject;
  }
  return missing.refused() ? missing.figure() : Figure(found);
}

Figure Evaluator::meets(const Node& node, Frame& frame) {
  const Figure subject = evaluate(node.operands[0], frame);
  const Figure standard = evaluate(node.operands[1], frame);
  Missing missing;
  missing.passes(subject);
  missing.passes(standard);
  if (missing.any()) return missing.refused() ? missing.figure() : Figure(false);
  const auto* asked = std::get_if<plan::Standard>(&standard);
  QD_CHECK(asked != nullptr, "a standard is needed here");
  came_near(node.operands[0], node.operands[1], subject, asked->bound, frame);
  return asked->at_least ? number_of(subject) >= asked->bound : number_of(subject) <= asked->bound;
}

Figure Evaluator::bounded(const Node& node, Frame& frame) {
  Figure figure = evaluate(node.operands[0], frame);
  const Figure bound = evaluate(node.operands[1], frame);
  if (is_missing(figure) || is_refused(bound)) return more_missing(figure, bound);
  if (is_left_out(bound)) return figure;
  came_near(node.operands[0], node.operands[1], figure, bound, frame);
  const bool binds =
      node.op == Op::at_most ? number_of(bound) < number_of(figure) : number_of(figure) < number_of(bound);
  took(node, binds || number_of(figure) == number_of(bound) ? way::below : way::between);
  return binds ? bound : figure;
}

Figure Evaluator::range_part(const Node& node, Frame& frame) {
  Figure figure = evaluate(node.operands[0], frame);
  if (is_missing(figure)) return figure;
  const auto* range = std::get_if<plan::Range>(&figure);
  QD_CHECK(range != nullptr, "a range is needed here");
  return node.op == Op::low ? range->low : range->high;
}

Figure Evaluator::make_range(const Node& node, Frame& frame) {
  const Figure low = evaluate(node.operands[0], frame);
  const Figure high = evaluate(node.operands[1], frame);
  if (is_missing(low) || is_missing(high)) return more_missing(low, high);
  return plan::Range{number_of(low), number_of(high)};
}

Figure Evaluator::make_standard(const Node& node, Frame& frame) {
  Figure bound = evaluate(node.operands[0], frame);
  if (is_missing(bound)) return bound;
  return plan::Standard{node.flag, number_of(bound)};
}

Figure Evaluator::negate(const Node& node, Frame& frame) {
  Figure figure = evaluate(node.operands[0], frame);
  return is_missing(figure) ? figure : Figure(-number_of(figure));
}

Figure Evaluator::logical_not(const Node& node, Frame& frame) {
  Figure figure = evaluate(node.operands[0], frame);
  return is_refused(figure) ? figure : Figure(!is_met(figure));  // what is left out is not met, so `not` of it holds
}

Figure Evaluator::round_money(const Node& node, Frame& frame) {
  Figure figure = evaluate(node.operands[0], frame);
  return is_missing(figure) ? figure
                            : Figure(value::round(number_of(figure), plan::currency_of(plan_, node.type).minor_digits));
}

Figure Evaluator::to_nearest(const Node& node, Frame& frame) {
  const Figure figure = evaluate(node.operands[0], frame);
  const Figure step = evaluate(node.operands[1], frame);
  if (is_missing(figure) || is_missing(step)) return more_missing(figure, step);
  const Rational size = abs(number_of(step));
  quotient(number_of(figure), size, node, frame);
  return within_limits(value::round_to_nearest(number_of(figure), size), node, frame);
}

Figure Evaluator::progress(const Node& node, Frame& frame) {
  const Figure subject = evaluate(node.operands[0], frame);
  const Figure from = evaluate(node.operands[1], frame);
  const Figure to = evaluate(node.operands[2], frame);
  Missing missing;
  for (const Figure* figure : {&subject, &from, &to}) missing.passes(*figure);
  if (missing.any()) return missing.figure();
  came_near(node.operands[0], node.operands[1], subject, from, frame);
  came_near(node.operands[0], node.operands[2], subject, to, frame);
  const Rational way = number_of(to) - number_of(from);
  const Rational done = quotient(number_of(subject) - number_of(from), way, node, frame);
  took(node, done.sign() <= 0 ? way::below : done < 1 ? way::between : way::beyond);
  return node.op == plan::Op::position ? done : value::min(value::max(done, 0), 1);
}

Figure Evaluator::growing(const Node& node, Frame& frame) {
  const Figure start = evaluate(node.operands[0], frame);
  const Figure rate = evaluate(node.operands[1], frame);
  if (is_missing(start) || is_missing(rate)) return more_missing(start, rate);
  const int years = node.year ? years_since(*node.year, frame) : contract_year(frame) - 1;
  const Rational factor = number_of(rate) + 1;
  Rational result = number_of(start);
  // Year by year, so that the limit holds for every intermediate figure.
  for (int year = 0; year < years; ++year) result = within_limits(result * factor, node, frame);
  for (int year = 0; year > years; --year) result = quotient(result, factor, node, frame);
  return result;
}

}  // namespace quarterday::evaluate
