// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/verify.h"

#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

using Texts = std::vector<std::string>;

Texts problems(const PlanBuilder& plan) { return plan::verify_plan(plan.plan); }

}  // namespace

TEST_CASE("a sound plan has no problems", "[plan]") {
  PlanBuilder plan;
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  const ValueId cost = plan.input("cost", Grain::year, {trusts});
  plan.payment("fee", Grain::year, plan.over(Op::sum, trusts, 0, {plan.load(cost, {plan.by_slot(0)})}));
  CHECK(problems(plan).empty());
}

TEST_CASE("ids out of range are found", "[plan]") {
  PlanBuilder plan;
  const NodeId negate = plan.op(Op::negate, {NodeId(77)});
  CHECK(problems(plan) == Texts{"node 0 (negate): id 77 is out of range"});
  plan.at(negate).operands = {plan.number("1")};
  plan.define("empty", Grain::year, {});
  CHECK(problems(plan) == Texts{"value empty: id 4294967295 is out of range"});
}

TEST_CASE("operands, binders and tables belong to their operations", "[plan]") {
  PlanBuilder plan;
  const NodeId one = plan.number("1");
  plan.op(Op::divide, {one});
  plan.op(Op::sum, {one});
  plan.op(Op::scale, {one});
  plan.op(Op::at, {one});
  plan.table(Op::scale, one, {});
  CHECK(problems(plan) == Texts{"node 1 (divide): has 1 operands", "node 2 (sum): binder missing or out of place",
                                "node 3 (scale): table missing or out of place", "node 4 (at): names no time",
                                "node 5 (scale): has no point"});
}

TEST_CASE("loads name a member for each index", "[plan]") {
  PlanBuilder plan;
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  const ValueId cost = plan.define("cost", Grain::year, plan.number("1"), {trusts});
  plan.load(cost);
  plan.load(cost, {plan.by_slot(0)}, Op::numerator);
  CHECK(problems(plan) ==
        Texts{"node 1 (load): 0 arguments for the 1 indexes of cost", "node 2 (numerator): cost is no input"});
}

TEST_CASE("a node is not worked out from itself", "[plan]") {
  PlanBuilder plan;
  const NodeId first = plan.op(Op::negate, {NodeId(1)});
  const NodeId second = plan.op(Op::add, {plan.number("1"), first});
  plan.at(first).operands = {second};
  CHECK(problems(plan) == Texts{"node 0: is worked out from itself"});
}

TEST_CASE("shared nodes are no circle", "[plan]") {
  PlanBuilder plan;
  NodeId shared = plan.number("1");
  for (int level = 0; level < 40; ++level) shared = plan.op(Op::add, {shared, shared});
  CHECK(problems(plan).empty());
}

TEST_CASE("slots lie within their frames, cells within their tables", "[plan]") {
  PlanBuilder plan;
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  plan.define("payee", Grain::year, plan.slot(9), {trusts});
  CHECK(problems(plan) == Texts{"value payee: node 0 uses slot 9 of 5"});
  plan.plan.values.clear();
  plan.parameter("rate", Grain::once, {trusts}, {plan.number("1")});
  CHECK(problems(plan) == Texts{"value rate: has 1 cells, needs 2"});
}

}  // namespace quarterday::evaluate
