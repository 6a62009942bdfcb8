// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

// `add[5 load[2] constant[3]]`, the operations by their position in the plan's nodes.
std::string outline(const Worked& worked, const Step& step) {
  std::string text = "n" + std::to_string(step.node.index) + "=" + worked.text(step.figure);
  for (std::size_t at = 0; at < step.operands.size(); ++at) {
    text += (at == 0 ? " [" : ", ") + outline(worked, step.operands[at]);
  }
  return step.operands.empty() ? text : text + "]";
}

struct Traced {
  std::optional<Settlement> settlement;
  Step step;
};

Traced trace_line(const PlanBuilder& plan, const Worked& worked, std::string_view period) {
  diagnostics::Sink sink;
  Traced traced;
  traced.settlement = settle(plan.plan, worked.dataset(), plan.period(period), Options{}, sink);
  REQUIRE(traced.settlement);
  traced.step = trace(plan.plan, worked.dataset(), *traced.settlement, traced.settlement->lines.at(0).instance);
  return traced;
}

}  // namespace

TEST_CASE("a trace has each step that was reached, with what was read", "[evaluate]") {
  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::year);
  const ValueId half = plan.define("half", Grain::year, plan.op(Op::divide, {plan.load(cost), plan.number("2")}));
  const std::uint32_t first = static_cast<std::uint32_t>(plan.plan.nodes.size());
  const NodeId body =
      plan.op(Op::select, {plan.op(Op::is_reported, {plan.load(cost)}), plan.load(half), plan.number("9")});
  plan.payment("refund", Grain::quarter, body);
  const Worked worked(plan, {"cost,2014/15,,,10,,"});
  const Traced traced = trace_line(plan, worked, "2014/15-Q3");
  const auto n = [first](std::uint32_t at) { return "n" + std::to_string(first + at); };
  CHECK(outline(worked, traced.step) == n(4) + "=5 [" + n(1) + "=yes, " + n(2) + "=5]");
  const Step& read = traced.step.operands.at(1);
  REQUIRE(read.read);
  CHECK(traced.settlement->instance(read.read).value == half);
  CHECK(read.period == plan.period("2014/15-Q3"));
}

TEST_CASE("a trace follows moves in time and bound members", "[evaluate]") {
  PlanBuilder plan;
  const SetId areas = plan.set("areas", std::vector<std::string>{"north", "south"});
  const ValueId rate = plan.parameter("rate", Grain::once, {areas}, {plan.number("1"), plan.number("2")});
  const NodeId sum = plan.over(Op::sum, areas, 0, {plan.load(rate, {plan.by_slot(0)})});
  const NodeId body = plan.last(Grain::year, sum);
  plan.payment("fee", Grain::year, body);
  const Worked worked(plan);
  const Traced traced = trace_line(plan, worked, "2015/16");
  REQUIRE(traced.step.operands.size() == 1);
  const Step& total = traced.step.operands[0];
  CHECK(total.period == plan.period("2014/15"));
  REQUIRE(total.operands.size() == 2);
  CHECK(total.operands[1].slots.at(0) == plan.member(areas, 1));
  CHECK(worked.text(total.operands[1].figure) == "2");
}

TEST_CASE("tiers, splits, instalments and averages say what they did", "[evaluate]") {
  const auto note_of = [](PlanBuilder& plan, NodeId body) {
    plan.at(body).type.kind = plan::Type::Kind::money;
    plan.payment("fee", Grain::month, body);
    const Worked worked(plan);
    return trace_line(plan, worked, "2014-05").step.note;
  };
  const auto money = [](PlanBuilder& plan, const char* text) {
    const NodeId id = plan.number(text);
    plan.at(id).type.kind = plan::Type::Kind::money;
    return id;
  };
  const auto percent = [](PlanBuilder& plan, const char* text) {
    const NodeId id = plan.number(text);
    plan.at(id).type.kind = plan::Type::Kind::percent;
    return id;
  };
  using Bound = TableRow::Bound;
  {
    PlanBuilder plan;
    const NodeId tiers = plan.table(Op::tiers, money(plan, "1500000"),
                                    {plan.row(Bound::up_to, money(plan, "1258750"), {percent(plan, "0")}),
                                     plan.row(Bound::above, {}, {percent(plan, "0.5")})});
    CHECK(note_of(plan, tiers) == "up to £1,258,750.00: £1,258,750.00 at 0%; above: £241,250.00 at 50%");
  }
  {
    PlanBuilder plan;
    CHECK(note_of(plan, plan.op(Op::instalment, {money(plan, "100")})) == "instalment 2 of 12 of £100.00");
  }
  {
    PlanBuilder plan;
    const SetId areas = plan.set("areas", std::vector<std::string>{"north", "south"});
    const ValueId rate = plan.parameter("rate", Grain::once, {areas}, {plan.number("1"), plan.left_out()});
    CHECK(note_of(plan, plan.over(Op::average, areas, 0, {plan.load(rate, {plan.by_slot(0)})})) ==
          "weights sum to 1; what is left out has none");
  }
  {
    PlanBuilder plan;
    const SetId areas = plan.set("areas", std::vector<std::string>{"north", "south"});
    const NodeId split = plan.over(Op::split, areas, 1, {money(plan, "0.01")});
    CHECK(note_of(plan, split) == "north (1) £0.01; south (1) £0.00");
  }
}

TEST_CASE("a rule and a cell can be traced, a reported figure has no steps", "[evaluate]") {
  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::year);
  const ValueId zero = plan.input("zero", Grain::year);
  const NodeId rule = plan.number("4");
  plan.value(zero).input.when_not_reported = rule;
  plan.payment("refund", Grain::year, plan.op(Op::add, {plan.load(cost), plan.load(zero)}));
  const Worked worked(plan, {"cost,2014/15,,,10,,"});
  const Traced traced = trace_line(plan, worked, "2014/15");
  const auto of = [&](std::size_t at) {
    return trace(plan.plan, worked.dataset(), *traced.settlement, traced.step.operands.at(at).read);
  };
  CHECK_FALSE(of(0).node);
  CHECK(worked.text(of(0).figure) == "10");
  CHECK(of(1).node == rule);
}

}  // namespace quarterday::evaluate
