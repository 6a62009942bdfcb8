// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

struct Trusts : PlanBuilder {
  SetId trusts = set("trusts", {"airedale", "bradford", "harrogate"}, true);
  ValueId cost = input("cost", Grain::year);

  NodeId column(const std::string& name, const std::vector<NodeId>& cells) {
    return load(parameter(name, Grain::once, {trusts}, cells), {by_slot(1)});
  }
  // The part of the trust in slot 0; the members are bound to slot 1.
  NodeId split(NodeId amount, NodeId weight, NodeId where = {}) {
    std::vector<NodeId> operands{amount};
    if (weight) operands.push_back(weight);
    const NodeId id = over(Op::split, trusts, 1, operands, where);
    at(id).slot = 0;
    return id;
  }
  std::vector<std::string> parts(const Worked& worked, NodeId node) const {
    std::vector<std::string> texts;
    for (const EntityId trust : plan.set(trusts).members) texts.push_back(worked.out(node, "2014/15", {trust}));
    return texts;
  }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a split is exact, the odd pennies to the largest remainders", "[evaluate]") {
  Trusts plan;
  const NodeId equally = plan.split(plan.number("100"), {});
  const NodeId loss = plan.split(plan.number("-100"), {});
  const NodeId rounded = plan.split(plan.number("0.005"), {});
  const NodeId weighted =
      plan.split(plan.number("10"), plan.column("weight", {plan.number("1"), plan.left_out(), plan.number("2")}));
  const NodeId some = plan.split(
      plan.number("1"), {},
      plan.op(Op::logical_not, {plan.op(Op::equal, {plan.slot(1), plan.constant(plan.member(plan.trusts, 1))})}));
  const NodeId left_out = plan.split(plan.left_out(plan.cost), {});
  const NodeId refused = plan.split(
      plan.number("1"), plan.column("unknown", {plan.number("1"), plan.refused(plan.cost), plan.number("2")}));
  const Worked worked(plan);
  CHECK(plan.parts(worked, equally) == Texts{"33.34", "33.33", "33.33"});
  CHECK(plan.parts(worked, loss) == Texts{"-33.34", "-33.33", "-33.33"});
  CHECK(plan.parts(worked, rounded) == Texts{"0.01", "0", "0"});
  CHECK(plan.parts(worked, weighted) == Texts{"3.33", "0", "6.67"});
  CHECK(plan.parts(worked, some) == Texts{"0.5", "0", "0.5"});
  CHECK(worked.out(equally, "2014/15", {plan.payer}) == "0");
  CHECK(plan.parts(worked, left_out) == Texts(3, "left out: cost"));
  CHECK(plan.parts(worked, refused) == Texts(3, "refused: cost"));
}

TEST_CASE("a split needs a positive weight", "[evaluate]") {
  Trusts plan;
  const NodeId zero = plan.column("zero", {plan.number("0"), plan.left_out(), plan.number("0")});
  const NodeId negative = plan.column("negative", {plan.number("1"), plan.number("-1"), plan.number("2")});
  const NodeId unweighted = plan.split(plan.number("0.01"), zero);
  const NodeId nothing = plan.split(plan.number("0.004"), zero);
  const NodeId below_zero = plan.split(plan.number("5"), negative);
  const Worked worked(plan);
  CHECK(plan.parts(worked, unweighted) == Texts(3, "QD8108"));
  CHECK(plan.parts(worked, nothing) == Texts(3, "0"));
  CHECK(plan.parts(worked, below_zero) == Texts(3, "QD8108"));
}

TEST_CASE("all members share one split, with its reads", "[evaluate]") {
  Trusts plan;
  const ValueId pool = plan.define("pool", Grain::year, plan.number("100"));
  const ValueId part = plan.define("part", Grain::year, {}, {plan.trusts});
  plan.value(part).body =
      plan.split(plan.load(pool), plan.column("weight", {plan.number("1"), plan.number("1"), plan.number("1")}));
  Evaluator evaluator(plan.plan, data::Dataset(), Options{});
  std::vector<InstanceId> parts;
  for (const EntityId trust : plan.plan.set(plan.trusts).members) {
    parts.push_back(evaluator.read(part, std::vector{trust}, plan.period("2014/15")));
  }
  CHECK(evaluator.instance(parts[0]).reads.size() == 4);
  CHECK(evaluator.instance(parts[2]).reads == evaluator.instance(parts[0]).reads);
  CHECK(number_of(evaluator.instance(parts[2]).figure) == figure("33.33"));
}

TEST_CASE("a split of what depends on the member is worked out for each", "[evaluate]") {
  Trusts plan;
  const ValueId claim =
      plan.parameter("claim", Grain::once, {plan.trusts}, {plan.number("30"), plan.number("60"), plan.number("90")});
  const ValueId part = plan.define("part", Grain::year, {}, {plan.trusts});
  plan.value(part).body = plan.split(plan.load(claim, {plan.by_slot(0)}), {});
  const NodeId all = plan.over(Op::sum, plan.trusts, 0, {plan.load(part, {plan.by_slot(0)})});
  CHECK(Worked(plan).out(all) == "60");
}

TEST_CASE("instalments of a year sum to its amount", "[evaluate]") {
  PlanBuilder plan;
  const ValueId core = plan.define("core", Grain::year, plan.number("100"));
  const ValueId part = plan.define("part", Grain::month, plan.op(Op::instalment, {plan.load(core)}));
  const NodeId load = plan.load(part);
  const NodeId direct = plan.op(Op::instalment, {plan.load(core)});
  const NodeId year = plan.over_periods(Op::sum, Grain::month, {load});
  const NodeId missing = plan.op(Op::instalment, {plan.left_out()});
  const Worked worked(plan);
  CHECK(worked.out(load, "2014-04") == "8.33");
  CHECK(worked.out(load, "2014-05") == "8.34");
  CHECK(worked.out(direct, "2014/15-Q2") == "25");
  CHECK(worked.out(direct, "2014/15") == "100");
  CHECK(worked.out(year, "2014/15") == "100");
  CHECK(worked.out(missing, "2014-04") == "left out");
}

}  // namespace quarterday::evaluate
