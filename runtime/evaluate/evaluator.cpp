// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/evaluator.h"

#include <algorithm>
#include <string>

#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/words.h"
#include "runtime/value/check.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Id;
using diagnostics::Span;
using plan::Op;
using plan::TimeMove;

constexpr int months_in_year = 12;

}  // namespace

Evaluator::Evaluator(const plan::Plan& plan, const data::Dataset& dataset, const Options& options)
    : plan_(plan), dataset_(dataset), options_(options), positions_(plan.sets.size()) {
  for (std::uint32_t index = 0; index < plan.requirements.size(); ++index) {
    if (guards_.empty()) guards_.resize(plan.values.size());
    const ValueId guarded = plan.requirements[index].input;
    guards_[guarded.index].push_back(index);
    // A requirement that names records guards what is measured of their rows.
    if (!plan.value(guarded).records) continue;
    for (std::uint32_t id = 0; id < plan.values.size(); ++id) {
      const auto& records = plan.values[id].records;
      if (records && id != guarded.index && table_of(*records) == guarded) guards_[id].push_back(index);
    }
  }
}

Evaluator::Evaluator(const plan::Plan& plan, const data::Dataset& dataset, const Settlement& settlement)
    : Evaluator(plan, dataset, Options{}) {
  for (const Instance& known : settlement.instances) {
    settled_.finish(settled_.begin(known.value, known.members, known.period), known.figure, known.source,
                    known.observation);
  }
}

Figure Evaluator::evaluate(NodeId id, Frame& frame) {
  count_steps(1);
  const Node& node = plan_.node(id);
  if (depth_ == max_depth) {
    fail(diagnostics::make<Id::NestedTooDeep>(Span::nowhere(), frame.name, std::to_string(max_depth)), node.origin,
         frame);
  }
  ++depth_;
  Figure figure = step_ == nullptr ? dispatch(node, frame) : evaluate_traced(node, id, frame);
  --depth_;
  return figure;
}

Figure Evaluator::evaluate_traced(const Node& node, NodeId id, Frame& frame) {
  Step step{id, {}, frame.period, frame.slots, {}, {}, {}};
  Step* outer = std::exchange(step_, &step);
  step.figure = dispatch(node, frame);
  step_ = outer;
  outer->operands.push_back(std::move(step));
  return outer->operands.back().figure;
}

Step Evaluator::trace_body(NodeId body, Frame& frame) {
  Step root;
  step_ = &root;
  evaluate(body, frame);
  step_ = nullptr;
  return std::move(root.operands.front());
}

void Evaluator::count_steps(std::uint64_t count) {
  step_count_ += count;
  if (step_count_ > options_.max_steps) {
    throw Failure{diagnostics::make<Id::TooManySteps>(Span::nowhere(), std::to_string(options_.max_steps))};
  }
}

void Evaluator::fail(diagnostics::Diagnostic diagnostic, plan::OriginId origin, const Frame& frame) const {
  if (frame.member_count > 0) {
    diagnostic.note("for " + member_names(plan_, std::span(frame.slots).first(frame.member_count)));
  }
  if (origin) diagnostic.note(place_text(plan_, origin));
  throw Failure{std::move(diagnostic)};
}

// No default: a new operation does not build until it is evaluated.
Figure Evaluator::dispatch(const Node& node, Frame& frame) {
  switch (node.op) {
    case Op::constant:
      return node.figure;
    case Op::slot:
      return frame.slots[node.slot];
    case Op::current_period:
      return plan_.calendar.containing(frame.period, node.grain);
    case Op::contract_year:
      return Rational(contract_year(frame));
    case Op::is_first_period:
      return is_first_period(node, frame);
    case Op::load:
      return load(node, frame);
    case Op::numerator:
    case Op::denominator:
      return ratio_part(node, frame);
    case Op::at:
      return at_other_period(node, frame);
    case Op::negate:
      return negate(node, frame);
    case Op::logical_not:
      return logical_not(node, frame);
    case Op::round_money:
      return round_money(node, frame);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
      return arithmetic(node, frame);
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::equal:
      return comparison(node, frame);
    case Op::logical_and:
    case Op::logical_or:
      return logic(node, frame);
    case Op::one_of:
      return one_of(node, frame);
    case Op::is_reported:
      return is_reported(node, frame);
    case Op::is_given: {
      const Figure figure = evaluate(node.operands[0], frame);
      return is_refused(figure) ? figure : Figure(!is_left_out(figure));
    }
    case Op::meets:
      return meets(node, frame);
    case Op::select:
      return select(node, frame);
    case Op::at_most:
    case Op::at_least:
      return bounded(node, frame);
    case Op::low:
    case Op::high:
      return range_part(node, frame);
    case Op::make_range:
      return make_range(node, frame);
    case Op::make_standard:
      return make_standard(node, frame);
    case Op::sum:
      return sum(node, frame);
    case Op::average:
      return average(node, frame);
    case Op::highest:
    case Op::lowest:
      return extreme(node, frame);
    case Op::count:
    case Op::every:
    case Op::some:
      return quantified(node, frame);
    case Op::first_reported:
      return first_reported(node, frame);
    case Op::instalment:
      return instalment(node, frame);
    case Op::progress:
    case Op::position:
      return progress(node, frame);
    case Op::tiers:
      return tiers(node, frame);
    case Op::scale:
      return scale(node, frame);
    case Op::steps:
      return steps(node, frame);
    case Op::split:
      return split(node, frame);
    case Op::growing:
      return growing(node, frame);
    case Op::to_nearest:
      return to_nearest(node, frame);
    case Op::first_day:
    case Op::last_day:
      return day_of_period(node, frame);
    case Op::days_later:
    case Op::months_later:
      return later_date(node, frame);
  }
  QD_CHECK(false, "an operation without a meaning");
}

Figure Evaluator::select(const Node& node, Frame& frame) {
  std::size_t at = 0;
  for (; at + 1 < node.operands.size(); at += 2) {
    Figure condition = evaluate(node.operands[at], frame);
    if (is_refused(condition)) return condition;
    if (!is_met(condition)) continue;
    took(node, at / 2);
    return evaluate(node.operands[at + 1], frame);
  }
  took(node, at / 2);
  return at < node.operands.size() ? evaluate(node.operands[at], frame) : Figure(LeftOut{});
}

Figure Evaluator::first_reported(const Node& node, Frame& frame) {
  std::optional<plan::Cause> cause;
  for (std::size_t at = 0; at < node.operands.size(); ++at) {
    took(node, at);
    Figure figure = evaluate(node.operands[at], frame);
    if (!is_left_out(figure)) return figure;
    if (!cause) cause = std::get<LeftOut>(figure).cause;
  }
  // The words `left out` at the end of the list say that nobody is to be refused.
  const bool may_be_left_out = plan_.node(node.operands.back()).op == Op::constant;
  if (may_be_left_out || !*cause) return LeftOut{*cause};
  return Refused{*cause, {}};
}

Period Evaluator::moved(const TimeMove& move, Period period) const {
  switch (move.kind) {
    case TimeMove::Kind::shift:
      return plan_.calendar.shift(plan_.calendar.containing(period, move.grain), move.count);
    case TimeMove::Kind::part_of_year: {
      const Period year = plan_.calendar.year_of(period);
      return plan_.calendar.shift({move.grain, year.first_month}, move.count - 1);
    }
    case TimeMove::Kind::absolute:
      return move.period;
  }
  QD_CHECK(false, "a move in time without a meaning");
}

Figure Evaluator::evaluate_at(NodeId id, Period period, Frame& frame) {
  const Period here = std::exchange(frame.period, period);
  Figure figure = evaluate(id, frame);
  frame.period = here;
  return figure;
}

Figure Evaluator::at_other_period(const Node& node, Frame& frame) {
  return evaluate_at(node.operands[0], moved(*node.time, frame.period), frame);
}

int Evaluator::years_since(Period first, const Frame& frame) const {
  return (plan_.calendar.year_of(frame.period).first_month - first.first_month) / months_in_year;
}

int Evaluator::contract_year(const Frame& frame) const {
  return years_since(plan_.calendar.year_of({plan::Grain::month, plan_.term.first}), frame) + 1;
}

bool Evaluator::is_first_period(const Node& node, const Frame& frame) const {
  const plan::Value& value = plan_.value(node.value);
  if (value.span.empty()) return true;
  Period first{plan::Grain::month, value.span.front().first};
  if (value.month_of_year) {
    while (value::Calendar::first_day(first).month != *value.month_of_year) ++first.first_month;
  }
  // `each October` may begin in a span that starts in April: the first period is the first October.
  const plan::Grain grain = std::min(value.grain, frame.period.grain);
  return plan_.calendar.contains(plan_.calendar.containing(frame.period, grain), first);
}

}  // namespace quarterday::evaluate
