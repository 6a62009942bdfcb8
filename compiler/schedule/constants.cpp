// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/constants.h"

#include <algorithm>

#include "runtime/value/rounding.h"

namespace quarterday::schedule {

using plan::Figure;
using plan::NodeId;
using plan::Op;
using plan::Period;
using value::Rational;

namespace {

// Deeper and longer figures are left to the settlement.
constexpr int max_depth = 40;
constexpr int max_steps = 5000;

std::optional<Rational> reckon(Op op, const Rational& left, const Rational& right) {
  switch (op) {
    case Op::add:
      return left + right;
    case Op::subtract:
      return left - right;
    case Op::multiply:
      return left * right;
    case Op::divide:
      if (right.is_zero()) return std::nullopt;
      return left / right;
    case Op::at_most:
      return value::min(left, right);
    case Op::at_least:
      return value::max(left, right);
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<Figure> Constants::figure(NodeId node, Period period, const std::vector<plan::EntityId>& members) const {
  steps_ = 0;
  return work_out(node, period, members, 0);
}

std::optional<Rational> Constants::number(NodeId node, Period period,
                                          const std::vector<plan::EntityId>& members) const {
  const std::optional<Figure> known = figure(node, period, members);
  const auto* number = known ? std::get_if<Rational>(&*known) : nullptr;
  return number != nullptr && number->bits() < 512 ? std::optional(*number) : std::nullopt;
}

std::optional<Figure> Constants::work_out(NodeId id, Period period, const std::vector<plan::EntityId>& members,
                                          int depth) const {
  if (!id || depth > max_depth || ++steps_ > max_steps) return std::nullopt;
  const plan::Node& node = contract_.nodes[id.index];
  const auto operand = [&](std::size_t i) -> std::optional<Rational> {
    const std::optional<Figure> known = work_out(node.operands[i], period, members, depth + 1);
    const auto* number = known ? std::get_if<Rational>(&*known) : nullptr;
    return number != nullptr && number->bits() < 512 ? std::optional(*number) : std::nullopt;
  };
  switch (node.op) {
    case Op::constant:
      return node.figure;
    case Op::load:
      return load(node, period, members, depth);
    case Op::negate:
      if (const auto number = operand(0)) return -*number;
      return std::nullopt;
    case Op::make_range: {
      const auto low = operand(0);
      const auto high = operand(1);
      if (!low || !high) return std::nullopt;
      return plan::Range{*low, *high};
    }
    case Op::low:
    case Op::high: {
      const std::optional<Figure> known = work_out(node.operands[0], period, members, depth + 1);
      const auto* range = known ? std::get_if<plan::Range>(&*known) : nullptr;
      if (range == nullptr) return std::nullopt;
      return node.op == Op::low ? range->low : range->high;
    }
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::at_most:
    case Op::at_least: {
      const auto left = operand(0);
      const auto right = operand(1);
      if (!left || !right) return std::nullopt;
      const auto result = reckon(node.op, *left, *right);
      return result ? std::optional<Figure>(*result) : std::nullopt;
    }
    case Op::growing:
      return grown(node, operand(0), operand(1), period);
    case Op::round_money:
      if (const auto amount = operand(0); amount && contract_.facts[id.index].type.currency() == model::money_unit)
        return value::round(*amount, contract_.currency.minor_digits);
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

// From year to year, as the settlement does it.
std::optional<Figure> Constants::grown(const plan::Node& node, const std::optional<Rational>& start,
                                       const std::optional<Rational>& rate, Period period) const {
  if (!start || !rate || period.grain == plan::Grain::once) return std::nullopt;
  const plan::Calendar& calendar = contract_.calendar;
  const Period first =
      node.year ? *node.year : calendar.containing({plan::Grain::month, contract_.term.first}, plan::Grain::year);
  const int years =
      (calendar.year_of(period).first_month - first.first_month) / value::Calendar::months(plan::Grain::year);
  if (years < 0 || years > max_depth) return std::nullopt;
  Rational result = *start;
  for (int year = 0; year < years && result.bits() < 512; ++year) result = result * (*rate + 1);
  return result;
}

std::optional<Figure> Constants::load(const plan::Node& node, Period period, const std::vector<plan::EntityId>& members,
                                      int depth) const {
  const model::Value& value = contract_.value(node.value);
  if (!value.versions.empty()) return std::nullopt;
  std::vector<plan::EntityId> own;
  for (const plan::Argument& argument : node.arguments) {
    plan::EntityId member = argument.entity;
    if (argument.kind == plan::Argument::Kind::slot && argument.slot < members.size()) member = members[argument.slot];
    if (argument.kind == plan::Argument::Kind::node || !member) return std::nullopt;
    own.push_back(member);
  }
  if (value.kind == plan::Value::Kind::define) return work_out(value.body, period, own, depth + 1);
  if (value.kind != plan::Value::Kind::parameter || value.cells.nodes.empty()) return std::nullopt;
  std::size_t place = 0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto position = contract_.position(value.indexes[i].set, own[i]);
    if (!position) return std::nullopt;
    place = place * contract_.set(value.indexes[i].set).set.members.size() + *position;
  }
  if (!value.cells.periods.empty()) {
    const auto range = std::find_if(value.cells.periods.begin(), value.cells.periods.end(), [&](const auto& months) {
      return period.grain != plan::Grain::once && months.first <= period.first_month &&
             period.first_month <= months.last;
    });
    if (range == value.cells.periods.end()) return std::nullopt;
    place = place * value.cells.periods.size() + static_cast<std::size_t>(range - value.cells.periods.begin());
  }
  if (place >= value.cells.nodes.size()) return std::nullopt;
  return work_out(value.cells.nodes[place], period, own, depth + 1);
}

}  // namespace quarterday::schedule
