// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/given.h"

#include "runtime/plan/input_rows.h"

namespace quarterday::evaluate {

namespace {

using plan::Given;
using plan::Grain;
using plan::Op;
using plan::Plan;
using plan::Scenario;

std::vector<Period> periods_of(const Plan& plan, const Scenario& scenario, const Given& given) {
  const Grain grain = plan.value(given.value).grain;
  const Period period = given.period.value_or(scenario.period);
  if (grain <= period.grain) return {plan.calendar.containing(period, grain)};
  // `once` has no parts; a scenario always stands in a period.
  return period.grain == Grain::once ? std::vector<Period>{} : plan.calendar.parts(period, grain);
}

void fix(const Plan& plan, const Scenario& scenario, Evaluator& evaluator, const Given& given, Frame& frame) {
  if (!given.figure) {
    for (const Period period : periods_of(plan, scenario, given))
      evaluator.withhold(given.value, given.members, period);
    return;
  }
  // As in the data, a ratio of nothing is not reported.
  const Node& node = plan.node(given.figure);
  const bool is_ratio =
      node.op == Op::divide && node.operands.size() == 2 && plan.value(given.value).kind == plan::Value::Kind::input;
  if (is_ratio) {
    const Figure denominator = evaluator.evaluate(node.operands[1], frame);
    if (!is_missing(denominator) && number_of(denominator).is_zero()) {
      for (const Period period : periods_of(plan, scenario, given))
        evaluator.withhold(given.value, given.members, period);
      return;
    }
  }
  Fixed fixed{evaluator.evaluate(given.figure, frame), std::nullopt, std::nullopt};
  // A share that is given as a ratio has its parts, as in the data.
  if (is_ratio) {
    const Figure numerator = evaluator.evaluate(node.operands[0], frame);
    const Figure denominator = evaluator.evaluate(node.operands[1], frame);
    if (!is_missing(numerator) && !is_missing(denominator)) {
      fixed.numerator = number_of(numerator);
      fixed.denominator = number_of(denominator);
    }
  }
  for (const Period period : periods_of(plan, scenario, given))
    evaluator.fix(given.value, given.members, period, fixed);
}

// One row of the data is one figure, whichever of the inputs that read it a scenario names.
void fix_inputs_of_same_rows(const Plan& plan, const Scenario& scenario, Evaluator& evaluator, Frame& frame) {
  for (const Given& given : scenario.given) {
    for (std::uint32_t id = 0; id < plan.values.size(); ++id) {
      const ValueId other{id};
      if (other == given.value || !plan::read_same_rows(plan.value(given.value), plan.values[id])) continue;
      Given same = given;
      same.value = other;
      fix(plan, scenario, evaluator, same, frame);
    }
  }
}

}  // namespace

Frame frame_of(const Scenario& scenario) {
  return {scenario.period, std::vector<EntityId>(scenario.slot_count), scenario.title, 0};
}

void fix_given(const Plan& plan, const Scenario& scenario, Evaluator& evaluator) {
  Frame frame = frame_of(scenario);
  fix_inputs_of_same_rows(plan, scenario, evaluator, frame);
  for (const Given& given : scenario.given) fix(plan, scenario, evaluator, given, frame);
}

}  // namespace quarterday::evaluate
