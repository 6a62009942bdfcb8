// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/ranges.h"

#include <algorithm>

namespace quarterday::lint {
namespace {

constexpr int deepest = 200;

using Bound = std::optional<Rational>;

Bound smaller(const Bound& left, const Bound& right, bool none_wins) {
  if (!left || !right) return none_wins ? std::nullopt : left ? left : right;
  return std::min(*left, *right);
}
Bound larger(const Bound& left, const Bound& right, bool none_wins) {
  if (!left || !right) return none_wins ? std::nullopt : left ? left : right;
  return std::max(*left, *right);
}

Range hull(const Range& left, const Range& right) {
  return {smaller(left.low, right.low, true), larger(left.high, right.high, true)};
}

Bound plus(const Bound& left, const Bound& right) { return left && right ? Bound(*left + *right) : std::nullopt; }
Range negated(const Range& range) {
  return {range.high ? Bound(-*range.high) : std::nullopt, range.low ? Bound(-*range.low) : std::nullopt};
}

bool is_never_below_zero(const Range& range) { return range.low && range.low->sign() >= 0; }
bool is_never_above_zero(const Range& range) { return range.high && range.high->sign() <= 0; }

// Both from nothing upwards.
Range product_of_positive(const Range& left, const Range& right) {
  return {*left.low * *right.low, left.high && right.high ? Bound(*left.high * *right.high) : std::nullopt};
}

bool is_nothing(const Range& range) { return range.low && range.high && range.low->is_zero() && range.high->is_zero(); }

Range product(const Range& left, const Range& right) {
  if (is_nothing(left) || is_nothing(right)) return Range::of(Rational(0));
  if (is_never_below_zero(left) && is_never_below_zero(right)) return product_of_positive(left, right);
  if (is_never_above_zero(left) && is_never_below_zero(right))
    return negated(product_of_positive(negated(left), right));
  if (is_never_below_zero(left) && is_never_above_zero(right))
    return negated(product_of_positive(left, negated(right)));
  // One side of a known sign keeps a bound of zero times nothing out of the way of none.
  const bool bounded = left.low && left.high && right.low && right.high;
  if (!bounded) {
    if (!is_never_below_zero(right) && !is_never_below_zero(left)) return {};
    const Range& sign = is_never_below_zero(right) ? left : right;
    const Range& size = is_never_below_zero(right) ? right : left;
    return {sign.low && size.high ? Bound(*sign.low * *size.high) : std::nullopt,
            sign.high && size.high ? Bound(*sign.high * *size.high) : std::nullopt};
  }
  const Rational corners[] = {*left.low * *right.low, *left.low * *right.high, *left.high * *right.low,
                              *left.high * *right.high};
  return {*std::min_element(std::begin(corners), std::end(corners)),
          *std::max_element(std::begin(corners), std::end(corners))};
}

// A part of it.
Range part_of(const Range& whole) {
  return {smaller(whole.low, Rational(0), true), larger(whole.high, Rational(0), true)};
}

Range quotient(const Range& left, const Range& right) {
  if (!right.low || right.low->sign() < 0) return {};
  if (right.low->sign() > 0) {
    const Range inverse{right.high ? Bound(Rational(1) / *right.high) : Bound(Rational(0)), Rational(1) / *right.low};
    return product(left, inverse);
  }
  return {is_never_below_zero(left) ? Bound(Rational(0)) : std::nullopt,
          is_never_above_zero(left) ? Bound(Rational(0)) : std::nullopt};
}

// As the data are read: counts and parts of a whole; money, plain numbers and means may lie below nothing.
bool is_never_negative(const model::Value& value) {
  if (value.input.may_be_negative || value.type.is_figure()) return false;
  if (value.type.is_plain()) return value.type.shown != model::Type::Shown::plain;
  const bool is_count =
      value.type.units.size() == 1 && !value.type.has_money() && value.type.units.begin()->second == 1;
  return is_count && !value.input.metric;
}

}  // namespace

Range Ranges::of(ValueId id) {
  if (known_[id.index]) return *known_[id.index];
  if (open_[id.index]) return {};  // worked out from itself in an earlier period
  open_[id.index] = true;
  Range range = of_value(facts_.value(id));
  open_[id.index] = false;
  // What was met on the way round a circle is without bounds there, and so too wide rather than too narrow.
  known_[id.index] = range;
  return range;
}

Range Ranges::of_value(const model::Value& value) {
  if (value.kind == plan::Value::Kind::input) return of_input(value);
  if (value.kind != plan::Value::Kind::parameter) return value.body ? of(value.body) : Range{};
  std::optional<Range> all;
  for (const NodeId cell : value.cells.nodes) {
    if (!cell || facts_.is_left_out(cell)) continue;
    const Range one = of(cell);
    all = all ? hull(*all, one) : one;
  }
  return all.value_or(Range{});
}

Range Ranges::of_input(const model::Value& value) {
  if (!value.type.is_number()) return {};
  Range range;
  if (is_never_negative(value)) range.low = Rational(0);
  const bool is_share = value.type.shown == model::Type::Shown::share && !value.type.is_figure();
  if (is_share && !value.input.may_pass_whole) range.high = Rational(1);
  if (value.input.between) {
    range.low = value.input.between->low;
    range.high = value.input.between->high;
  }
  if (value.records) range.low = std::nullopt;
  for (const NodeId instead : {value.input.when_not_reported, value.input.when_denominator_below})
    if (instead && !facts_.is_left_out(instead)) range = hull(range, of(instead));
  return range;
}

Range Ranges::of(NodeId id) {
  if (!id || depth_ > deepest) return {};
  ++depth_;
  Range range = worked_out(facts_.node(id));
  --depth_;
  return range;
}

Range Ranges::worked_out(const plan::Node& node) {
  const auto operand = [&](std::size_t i) { return of(node.operands[i]); };
  switch (node.op) {
    case Op::constant: {
      const auto* number = std::get_if<Rational>(&node.figure);
      return number != nullptr ? Range::of(*number) : Range{};
    }
    case Op::load:
      return of(node.value);
    case Op::at:
      return operand(0);
    case Op::negate:
      return negated(operand(0));
    case Op::round_money: {
      Range range = operand(0);
      const bool whole = range.low && range.high && range.low->is_integer() && range.high->is_integer();
      if (whole) return range;
      return {range.low ? Bound(range.low->sign() >= 0 ? std::max(Rational(0), *range.low - Rational(1))
                                                       : *range.low - Rational(1))
                        : std::nullopt,
              range.high ? Bound(*range.high + Rational(1)) : std::nullopt};
    }
    case Op::add:
      return {plus(operand(0).low, operand(1).low), plus(operand(0).high, operand(1).high)};
    case Op::subtract: {
      const Range right = negated(operand(1));
      return {plus(operand(0).low, right.low), plus(operand(0).high, right.high)};
    }
    case Op::multiply:
      return product(operand(0), operand(1));
    case Op::divide:
      return quotient(operand(0), operand(1));
    case Op::at_most: {
      const Range left = operand(0);
      const Range right = operand(1);
      return {smaller(left.low, right.low, true), smaller(left.high, right.high, false)};
    }
    case Op::at_least: {
      const Range left = operand(0);
      const Range right = operand(1);
      return {larger(left.low, right.low, false), larger(left.high, right.high, true)};
    }
    case Op::select: {
      std::optional<Range> all;
      for (const NodeId value : results_of(node)) {
        if (facts_.is_left_out(value)) continue;
        const Range one = of(value);
        all = all ? hull(*all, one) : one;
      }
      return all.value_or(Range{});
    }
    case Op::first_reported: {
      Range all = operand(0);
      for (std::size_t i = 1; i < node.operands.size(); ++i)
        if (!facts_.is_left_out(node.operands[i])) all = hull(all, operand(i));
      return all;
    }
    case Op::instalment:
    case Op::split:
      return part_of(operand(0));
    case Op::progress:
      return {Rational(0), Rational(1)};
    case Op::sum:
    case Op::average:
    case Op::highest:
    case Op::lowest:
    case Op::count:
      return over_set(node);
    case Op::tiers:
    case Op::scale:
    case Op::steps:
      return of_table(node);
    case Op::growing: {
      const Range subject = operand(0);
      const Range rate = operand(1);
      const bool grows = is_never_below_zero(subject) && is_never_below_zero(rate);
      return {grows && !node.year ? subject.low : std::nullopt, std::nullopt};
    }
    default:
      return {};
  }
}

Range Ranges::over_set(const plan::Node& node) {
  if (node.op == Op::count) return {Rational(0), std::nullopt};
  Range one = of(node.operands[0]);
  if (node.op == Op::highest || node.op == Op::lowest) return one;
  if (node.op == Op::average) {
    const bool weighted = node.operands.size() > 1;
    return !weighted || is_never_below_zero(of(node.operands[1])) ? one : Range{};
  }
  Range all{is_never_below_zero(one) ? Bound(Rational(0)) : std::nullopt,
            is_never_above_zero(one) ? Bound(Rational(0)) : std::nullopt};
  const bool members = node.binder && node.binder->kind == plan::Binder::Kind::members && node.binder->set;
  if (!members) return all;
  const Rational count(static_cast<std::int64_t>(facts_.contract.set(node.binder->set).set.members.size()));
  if (one.low) all.low = std::min(Rational(0), *one.low * count);
  if (one.high) all.high = std::max(Rational(0), *one.high * count);
  return all;
}

Range Ranges::of_table(const plan::Node& node) {
  std::optional<Range> all;
  for (const plan::TableRow& row : node.table->rows)
    for (const NodeId result : row.results) {
      if (!result || facts_.is_left_out(result)) continue;
      const Range one = of(result);
      all = all ? hull(*all, one) : one;
    }
  if (!all) return {};
  if (node.op != Op::tiers) return node.table->columns.empty() ? *all : Range{};
  const Range amount = of(node.operands[0]);
  const Range rates{smaller(all->low, Rational(0), true), larger(all->high, Rational(0), true)};
  return part_of(product(amount, rates));
}

}  // namespace quarterday::lint
