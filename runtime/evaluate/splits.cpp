// SPDX-License-Identifier: Apache-2.0
//
// Exact divisions of an amount: over members, and over the parts of a year. One split serves all members, so its parts
// are kept.
#include <algorithm>
#include <string>

#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"
#include "runtime/plan/currencies.h"
#include "runtime/plan/walk.h"
#include "runtime/value/check.h"
#include "runtime/value/format.h"
#include "runtime/value/rounding.h"
#include "runtime/value/split.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Id;
using diagnostics::Span;
using plan::Argument;

constexpr int months_in_year = 12;

}  // namespace

std::size_t Evaluator::SplitKeyHash::operator()(const SplitKey& key) const {
  std::size_t hash = std::hash<const void*>()(key.node);
  const auto mix = [&hash](std::size_t part) { hash = (hash ^ part) * 0x9e3779b97f4a7c15U; };
  mix(static_cast<std::size_t>(key.memo != nullptr) + static_cast<std::uint32_t>(key.period.first_month));
  for (const EntityId slot : key.slots) mix(slot.index);
  return hash ^ (hash >> 32U);
}

std::vector<Rational> Evaluator::divide(const Rational& amount, std::span<const Rational> weights, const Node& node,
                                        const Frame& frame) const {
  const int decimals = plan::currency_of(plan_, node.type).minor_digits;
  if (value::can_split(weights)) return value::split(amount, weights, decimals);
  const bool no_weight = std::ranges::all_of(weights, [](const Rational& weight) { return weight.is_zero(); });
  if (no_weight && value::round(amount, decimals).is_zero()) return std::vector<Rational>(weights.size());
  fail_weights(node, frame);
}

void Evaluator::fail_weights(const Node& node, const Frame& frame) const {
  fail(diagnostics::make<Id::SplitWithoutWeights>(Span::nowhere(), frame.name, plan_.calendar.name(frame.period)),
       node.origin, frame);
}

Figure Evaluator::split(const Node& node, Frame& frame) {
  const EntityId member = frame.slots[node.slot];
  SplitKey key{&node, memo_, frame.period, frame.slots};
  if (!depends_on_slot(node)) key.slots[node.slot] = EntityId{};
  auto found = splits_.find(key);
  if (found == splits_.end() || step_ != nullptr) {
    const std::size_t mark = reads_.size();
    SplitParts parts = work_out_split(node, frame);
    parts.reads.assign(reads_.begin() + static_cast<std::ptrdiff_t>(mark), reads_.end());
    found = splits_.insert_or_assign(std::move(key), std::move(parts)).first;
  } else {
    reads_.insert(reads_.end(), found->second.reads.begin(), found->second.reads.end());
  }
  const SplitParts& parts = found->second;
  if (parts.missing) return *parts.missing;
  const std::uint32_t at = position_in(node.binder->set, member);
  return at < parts.parts.size() ? parts.parts[at] : Rational();
}

Evaluator::SplitParts Evaluator::work_out_split(const Node& node, Frame& frame) {
  const plan::Binder& binder = *node.binder;
  const std::vector<EntityId>& members = plan_.set(binder.set).members;
  const Figure amount = evaluate(node.operands[0], frame);
  Missing missing;
  missing.passes(amount);
  std::vector<Rational> weights;
  const EntityId outer = frame.slots[binder.slot];
  for (const EntityId member : members) {
    frame.slots[binder.slot] = member;
    Rational& weight = weights.emplace_back();
    if (!plan_.set(binder.set).takes_part(weights.size() - 1, frame.period)) continue;
    if (binder.where) {
      const Figure holds = evaluate(binder.where, frame);
      if (is_refused(holds)) missing.passes(holds);
      if (!is_met(holds)) continue;
    }
    const Figure figure = node.operands.size() > 1 ? evaluate(node.operands[1], frame) : Figure(Rational(1));
    if (is_refused(figure)) missing.passes(figure);
    if (!is_missing(figure)) weight = number_of(figure);
  }
  frame.slots[binder.slot] = outer;
  if (missing.any()) return {missing.figure(), {}, {}};

  SplitParts result{std::nullopt, divide(number_of(amount), weights, node, frame), {}};
  if (step_ != nullptr) {
    const plan::Type& type = plan_.node(node.operands[0]).type;
    for (std::size_t at = 0; at < members.size(); ++at) {
      if (at > 0) step_->note += "; ";
      step_->note += plan_.entity(members[at]).name + " (" + value::format_number(weights[at]) + ") " +
                     figure_text(plan_, result.parts[at], type);
    }
  }
  return result;
}

// Whether the amount or a weight looks at the very member whose part is asked for; then each member has a split of its
// own.
bool Evaluator::depends_on_slot(const Node& node) {
  const auto known = depends_on_slot_.find(&node);
  if (known != depends_on_slot_.end()) return known->second;
  bool depends = false;
  for (const NodeId below : plan::nodes_below(node)) {
    plan::for_each_node_below(plan_.nodes, below, [&](NodeId id) {
      const Node& inner = plan_.node(id);
      const bool reads_slot = inner.op == plan::Op::slot || inner.op == plan::Op::split;
      const bool splits_tiers = inner.table && !inner.table->columns.empty();
      depends = depends || (reads_slot && inner.slot == node.slot) || (splits_tiers && inner.table->slot == node.slot);
      for (const Argument& argument : inner.arguments) {
        depends = depends || (argument.kind == Argument::Kind::slot && argument.slot == node.slot);
      }
    });
  }
  return depends_on_slot_[&node] = depends;
}

// What is due up to the period by the weights so far, rounded, less what was due before it, rounded.
Figure Evaluator::weighted_instalment(const Node& node, const Rational& amount, Frame& frame) {
  const Period here = frame.period;
  Missing missing;
  Rational before;
  Rational own;
  Rational all;
  for (const Period part : plan_.calendar.parts(plan_.calendar.year_of(here), here.grain)) {
    const Figure weight = evaluate_at(node.operands[1], part, frame);
    if (is_left_out(weight) || !missing.passes(weight)) continue;
    if (number_of(weight) < Rational()) fail_weights(node, frame);
    if (part.first_month < here.first_month) before = before + number_of(weight);
    if (part == here) own = number_of(weight);
    all = all + number_of(weight);
  }
  if (missing.any()) return missing.figure();
  if (all.is_zero() && !amount.is_zero()) fail_weights(node, frame);
  if (all.is_zero()) return Rational();
  if (step_ != nullptr) {
    step_->note = value::format_number(own) + " of " + value::format_number(all) + ", after " +
                  value::format_number(before) + ", of " +
                  figure_text(plan_, amount, plan_.node(node.operands[0]).type);
  }
  const auto due = [&](const Rational& weight) {
    return value::round(quotient(within_limits(amount * weight, node, frame), all, node, frame),
                        plan::currency_of(plan_, node.type).minor_digits);
  };
  return due(before + own) - due(before);
}

Figure Evaluator::instalment(const Node& node, Frame& frame) {
  const Period year = plan_.calendar.year_of(frame.period);
  Figure amount = evaluate_at(node.operands[0], year, frame);
  if (is_missing(amount)) return amount;
  if (node.operands.size() > 1) return weighted_instalment(node, number_of(amount), frame);
  const int position = plan_.calendar.ordinal_in_year(frame.period);
  const int count = months_in_year / value::Calendar::months(frame.period.grain);
  if (step_ != nullptr) {
    step_->note = "instalment " + std::to_string(position) + " of " + std::to_string(count) + " of " +
                  figure_text(plan_, amount, plan_.node(node.operands[0]).type);
  }
  return value::instalment(number_of(amount), position, count, plan::currency_of(plan_, node.type).minor_digits);
}

}  // namespace quarterday::evaluate
