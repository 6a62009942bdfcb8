// SPDX-License-Identifier: Apache-2.0
//
// One instance again, with every step. What it read comes from the settlement, so nothing below it is worked out twice.
#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/value/check.h"

namespace quarterday::evaluate {

namespace {

// What the settlement did not read is not among its instances.
void forget_reads_outside(Step& step, std::size_t known) {
  if (step.read && step.read.index >= known) step.read = {};
  for (Step& operand : step.operands) forget_reads_outside(operand, known);
}

}  // namespace

Step trace(const plan::Plan& plan, const data::Dataset& dataset, const Settlement& settlement, InstanceId id) {
  const Instance& instance = settlement.instance(id);
  Step step;
  step.figure = instance.figure;
  step.period = instance.period;
  run_on_deep_stack([&] {
    Evaluator evaluator(plan, dataset, settlement);
    const NodeId body = evaluator.body_of(instance);
    if (!body) return;
    Frame frame = evaluator.frame_of(instance.value, instance.members, instance.period);
    try {
      step = evaluator.trace_body(body, frame);
    } catch (Failure&) {
      QD_CHECK(false, "what was worked out once can be worked out again");
    }
    forget_reads_outside(step, settlement.instances.size());
  });
  return step;
}

}  // namespace quarterday::evaluate
