// SPDX-License-Identifier: Apache-2.0
//
// Sums and their kin, over the members of a set or over periods. They skip what is left out; a refusal of one is the
// refusal of all, and all are visited, so that the input declared first is named.
#include <algorithm>

#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"
#include "runtime/value/check.h"
#include "runtime/value/format.h"

namespace quarterday::evaluate {

namespace {

using plan::Binder;
using plan::Grain;
using plan::Op;

}  // namespace

// The same part of each of those years as the period is of its own.
std::vector<Period> Evaluator::parts_of_years(Period from, Period to, Period period) const {
  const std::int32_t within_year = period.first_month - plan_.calendar.year_of(period).first_month;
  std::vector<Period> periods;
  for (Period year = from; year.first_month <= to.first_month; year = plan_.calendar.shift(year, 1))
    periods.push_back({period.grain, year.first_month + within_year});
  return periods;
}

std::vector<Period> Evaluator::bound_periods(const Binder& binder, Period period) const {
  const value::Calendar& calendar = plan_.calendar;
  if (binder.to) return parts_of_years(*binder.from, *binder.to, period);
  const bool ranges = binder.to_date || binder.last_count > 0 || binder.from;
  if (!ranges) return calendar.parts(period, binder.grain);
  // The last one is the part in which the current period ends.
  const std::int32_t last_month = period.first_month + value::Calendar::months(period.grain) - 1;
  const Period last = calendar.containing({Grain::month, last_month}, binder.grain);
  Period first = last;
  if (binder.to_date) {
    first = {binder.grain, calendar.year_of(last).first_month};
  } else if (binder.from) {
    first = {binder.grain, binder.from->first_month};
  } else {
    // Nothing is known before the year 0, however many periods are asked for.
    const std::int32_t known = last.first_month / value::Calendar::months(binder.grain);
    first = calendar.shift(last, -std::min(binder.last_count - 1, known));
  }
  std::vector<Period> periods;
  for (; first.first_month <= last.first_month; first = calendar.shift(first, 1)) periods.push_back(first);
  return periods;
}

template <class Visit>
void Evaluator::each_bound(const Node& node, Frame& frame, Missing& missing, const Visit& visit) {
  const Binder& binder = *node.binder;
  const auto visit_if_bound = [&] {
    count_steps(1);
    if (binder.where) {
      const Figure holds = evaluate(binder.where, frame);
      if (is_refused(holds)) missing.passes(holds);
      if (!is_met(holds)) return;
    }
    visit();
  };
  if (binder.kind == Binder::Kind::members) {
    const EntityId outer = frame.slots[binder.slot];
    const plan::Set& set = plan_.set(binder.set);
    for (std::size_t position = 0; position < set.members.size(); ++position) {
      const EntityId member = set.members[position];
      if (binder.earlier && member == frame.slots[binder.at_hand]) break;
      if (!set.takes_part(position, frame.period)) continue;
      frame.slots[binder.slot] = member;
      visit_if_bound();
    }
    frame.slots[binder.slot] = outer;
    return;
  }
  const Period here = frame.period;
  for (const Period period : bound_periods(binder, here)) {
    frame.period = period;
    visit_if_bound();
  }
  frame.period = here;
}

Figure Evaluator::sum(const Node& node, Frame& frame) {
  Missing missing;
  Rational total;
  bool found = false;
  each_bound(node, frame, missing, [&] {
    const Figure figure = evaluate(node.operands[0], frame);
    if (!missing.passes(figure)) return;
    total = within_limits(total + number_of(figure), node, frame);
    found = true;
  });
  if (missing.refused() || (missing.any() && !found)) return missing.figure();
  return total;
}

Figure Evaluator::average(const Node& node, Frame& frame) {
  Missing missing;
  Rational total;
  Rational weights;
  each_bound(node, frame, missing, [&] {
    const Figure figure = evaluate(node.operands[0], frame);
    const Figure weight = node.operands.size() > 1 ? evaluate(node.operands[1], frame) : Figure(Rational(1));
    const bool has_figure = missing.passes(figure);
    const bool has_weight = missing.passes(weight);
    if (!has_figure || !has_weight) return;
    total = within_limits(total + number_of(figure) * number_of(weight), node, frame);
    weights = within_limits(weights + number_of(weight), node, frame);
  });
  if (missing.refused()) return missing.figure();
  if (weights.is_zero()) return missing.any() ? missing.figure() : Figure(LeftOut{});
  if (step_ != nullptr) {
    step_->note = "weights sum to " + value::format_number(weights);
    if (missing.any()) step_->note += "; what is left out has none";
  }
  return quotient(total, weights, node, frame);
}

Figure Evaluator::extreme(const Node& node, Frame& frame) {
  Missing missing;
  std::optional<Rational> best;
  each_bound(node, frame, missing, [&] {
    const Figure figure = evaluate(node.operands[0], frame);
    if (!missing.passes(figure)) return;
    const Rational& number = number_of(figure);
    if (!best || (node.op == Op::highest ? number > *best : number < *best)) best = number;
  });
  if (missing.refused()) return missing.figure();
  if (best) return *best;
  return missing.any() ? missing.figure() : Figure(LeftOut{});
}

Figure Evaluator::quantified(const Node& node, Frame& frame) {
  Missing missing;
  std::int64_t visited = 0;
  std::int64_t met = 0;
  each_bound(node, frame, missing, [&] {
    ++visited;
    const Figure figure = node.operands.empty() ? Figure(true) : evaluate(node.operands[0], frame);
    missing.passes(figure);
    if (is_met(figure)) ++met;
  });
  if (missing.refused()) return missing.figure();
  if (node.op == Op::count) return Rational(met);
  return node.op == Op::every ? met == visited : met > 0;
}

}  // namespace quarterday::evaluate
