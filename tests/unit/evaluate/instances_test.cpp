// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

TEST_CASE("a load takes the period at hand or the coarser one that holds it", "[evaluate]") {
  PlanBuilder plan;
  const NodeId once = plan.load(plan.define("once_only", Grain::once, plan.number("1")));
  const NodeId year = plan.load(plan.define("yearly", Grain::year, plan.current(Grain::year)));
  const NodeId quarter = plan.load(plan.define("quarterly", Grain::quarter, plan.current(Grain::quarter)));
  const Worked worked(plan);
  CHECK(worked.out(once, "2014-05") == "1");
  CHECK(worked.out(once, "once") == "1");
  CHECK(worked.out(year, "2015-03") == "2014/15");
  CHECK(worked.out(year, "2015/16") == "2015/16");
  CHECK(worked.out(quarter, "2015-03") == "2014/15-Q4");
  CHECK_THROWS_AS(worked.out(quarter, "2014/15"), value::InternalError);
}

TEST_CASE("outside its span a value is left out", "[evaluate]") {
  PlanBuilder plan;
  const ValueId bonus = plan.define("bonus", Grain::quarter, plan.number("1"));
  plan.value(bonus).span = {plan.months("2014-10", "2015-03"), plan.months("2016-04", "2016-06")};
  const ValueId october = plan.define("october", Grain::month, plan.number("1"));
  plan.value(october).month_of_year = 10;
  const ValueId cost = plan.input("cost", Grain::year);
  const NodeId load = plan.load(bonus);
  const NodeId in_october = plan.load(october);
  const NodeId of_input = plan.load(cost);
  const Worked worked(plan);
  CHECK(worked.out(load, "2014/15-Q2") == "left out");
  CHECK(worked.out(load, "2014/15-Q3") == "1");
  CHECK(worked.out(load, "2015/16-Q1") == "left out");
  CHECK(worked.out(load, "2016/17-Q1") == "1");
  CHECK(worked.out(in_october, "2014-10") == "1");
  CHECK(worked.out(in_october, "2014-11") == "left out");
  CHECK(worked.out(of_input, "2020/21") == "left out: cost");
}

TEST_CASE("other periods", "[evaluate]") {
  PlanBuilder plan;
  const NodeId year = plan.current(Grain::year);
  const NodeId quarter = plan.current(Grain::quarter);
  const NodeId month = plan.current(Grain::month);
  const NodeId last_year = plan.last(Grain::year, year);
  const NodeId same_quarter_last_year = plan.last(Grain::quarter, quarter, -4);
  const NodeId march = plan.at_time(month, {TimeMove::Kind::part_of_year, Grain::month, 12, {}});
  const NodeId q4 = plan.at_time(quarter, {TimeMove::Kind::part_of_year, Grain::quarter, 4, {}});
  const NodeId fixed = plan.at_time(quarter, {TimeMove::Kind::absolute, Grain::year, 0, plan.period("2016/17-Q2")});
  const NodeId nested = plan.last(Grain::quarter, q4);
  const Worked worked(plan);
  CHECK(worked.out(last_year, "2015-06") == "2014/15");
  CHECK(worked.out(same_quarter_last_year, "2015/16-Q2") == "2014/15-Q2");
  CHECK(worked.out(march, "2014/15-Q1") == "2015-03");
  CHECK(worked.out(q4, "2014-06") == "2014/15-Q4");
  CHECK(worked.out(fixed, "2014-06") == "2016/17-Q2");
  CHECK(worked.out(nested, "2015/16-Q1") == "2014/15-Q4");
}

TEST_CASE("a combination exists where all its conditions hold", "[evaluate]") {
  PlanBuilder plan;
  const SetId measures = plan.set("measures", std::vector<std::string>{"falls", "waits", "audits"});
  const ValueId threshold =
      plan.parameter("threshold", Grain::once, {measures}, {plan.number("0.4"), {}, plan.refused()});
  const ValueId result = plan.define("result", Grain::year, plan.number("1"), {measures});
  plan.value(result).indexes[0].where = plan.op(Op::is_given, {plan.load(threshold, {plan.by_slot(0)})});
  const auto of = [&](std::size_t at) { return plan.load(result, {plan.by_member(plan.member(measures, at))}); };
  const NodeId falls = of(0);
  const NodeId waits = of(1);
  const NodeId audits = of(2);
  const NodeId stranger = plan.load(result, {plan.by_member(plan.payer)});
  const Worked worked(plan);
  CHECK(worked.out(falls) == "1");
  CHECK(worked.out(waits) == "left out");
  CHECK(worked.out(audits) == "refused: nothing");
  CHECK(worked.out(stranger) == "left out");
}

TEST_CASE("an argument that is missing is the load's figure", "[evaluate]") {
  PlanBuilder plan;
  const SetId areas = plan.set("areas", std::vector<std::string>{"north", "south"});
  const SetId measures = plan.set("measures", std::vector<std::string>{"falls", "waits"});
  const ValueId cost = plan.input("cost", Grain::year);
  const ValueId area = plan.parameter("area", Grain::once, {measures}, {plan.constant(plan.member(areas, 1)), {}});
  const ValueId rate = plan.parameter("rate", Grain::once, {areas}, {plan.number("1"), plan.number("2")});
  const auto rate_of = [&](NodeId member) { return plan.load(rate, {plan.by_node(member)}); };
  const NodeId falls = rate_of(plan.load(area, {plan.by_member(plan.member(measures, 0))}));
  const NodeId waits = rate_of(plan.load(area, {plan.by_member(plan.member(measures, 1))}));
  const NodeId refused = rate_of(plan.refused(cost));
  const Worked worked(plan);
  CHECK(worked.out(falls) == "2");
  CHECK(worked.out(waits) == "left out");
  CHECK(worked.out(refused) == "refused: cost");
}

TEST_CASE("cells go by members, then periods", "[evaluate]") {
  PlanBuilder plan;
  const SetId areas = plan.set("areas", std::vector<std::string>{"north", "south"});
  const SetId kinds = plan.set("kinds", std::vector<std::string>{"a", "b"});
  std::vector<NodeId> cells;
  for (const char* text : {"1", "2", "3", "4", "5", "6", "7"}) cells.push_back(plan.number(text));
  cells.push_back({});
  const ValueId rate = plan.parameter("rate", Grain::quarter, {areas, kinds}, cells,
                                      {plan.months("2014-04", "2015-03"), plan.months("2015-04", "2015-06")});
  const auto of = [&](std::size_t area, std::size_t kind) {
    return plan.load(rate, {plan.by_member(plan.member(areas, area)), plan.by_member(plan.member(kinds, kind))});
  };
  const std::vector<NodeId> loads{of(0, 0), of(0, 1), of(1, 0), of(1, 1)};
  const Worked worked(plan);
  CHECK(worked.out(loads[0], "2014/15-Q3") == "1");
  CHECK(worked.out(loads[0], "2015/16-Q1") == "2");
  CHECK(worked.out(loads[1], "2014-05") == "3");
  CHECK(worked.out(loads[2], "2015/16-Q1") == "6");
  CHECK(worked.out(loads[3], "2014/15-Q1") == "7");
  CHECK(worked.out(loads[3], "2015/16-Q1") == "left out");
  CHECK(worked.out(loads[0], "2015/16-Q2") == "left out");
}

TEST_CASE("the first period of a span", "[evaluate]") {
  PlanBuilder plan;
  const ValueId balance = plan.define("balance", Grain::quarter, plan.number("1"));
  plan.value(balance).span = {plan.months("2014-10", "2019-03")};
  const ValueId october = plan.define("october", Grain::month, plan.number("1"));
  plan.value(october).month_of_year = 10;
  const auto is_first = [&](ValueId value) {
    const NodeId id = plan.op(Op::is_first_period, {});
    plan.at(id).value = value;
    return id;
  };
  const NodeId of_balance = is_first(balance);
  const NodeId of_october = is_first(october);
  const Worked worked(plan);
  CHECK(worked.out(of_balance, "2014/15-Q3") == "yes");
  CHECK(worked.out(of_balance, "2014-12") == "yes");
  CHECK(worked.out(of_balance, "2014/15-Q4") == "no");
  CHECK(worked.out(of_october, "2014-10") == "yes");
  CHECK(worked.out(of_october, "2015-10") == "no");
}

TEST_CASE("a payment's name means its rounded line", "[evaluate]") {
  PlanBuilder plan;
  const ValueId fee = plan.payment("fee", Grain::year, plan.number("10.005"));
  const NodeId twice = plan.op(Op::multiply, {plan.load(fee), plan.number("2")});
  CHECK(Worked(plan).out(twice) == "20.02");
}

TEST_CASE("figures that go round in a circle are found", "[evaluate]") {
  PlanBuilder plan;
  const ValueId gain = plan.define("gain", Grain::year, {});
  const ValueId target = plan.define("target", Grain::year, plan.load(gain));
  plan.value(gain).body = plan.op(Op::negate, {plan.load(target)});
  const NodeId load = plan.load(gain);
  CHECK(Worked(plan).out(load) == "QD2010");
  Evaluator evaluator(plan.plan, data::Dataset(), Options{});
  try {
    evaluator.read(gain, {}, plan.period("2014/15"));
    FAIL("a circle has no figure");
  } catch (const Failure& failure) {
    CHECK(failure.diagnostic.message ==
          "definitions go round in a circle: gain in 2014/15 -> target in 2014/15 -> gain in 2014/15");
  }
}

TEST_CASE("figures may go on from the period before for as long as the contract runs", "[evaluate]") {
  PlanBuilder plan;
  const ValueId closing = plan.define("closing", Grain::month, {});
  plan.value(closing).span = {plan.months("1914-04", "2114-03")};
  const NodeId before = plan.op(Op::first_reported, {plan.last(Grain::month, plan.load(closing)), plan.number("0")});
  plan.value(closing).body = plan.op(Op::add, {before, plan.number("1")});
  const ValueId total = plan.payment("total", Grain::month, plan.load(closing));
  plan.value(total).span = {plan.months("2014-04", "2114-03")};
  plan.plan.term.last = plan.month("2114-03");
  diagnostics::Sink sink;
  const auto settlement = settle(plan.plan, data::Dataset(), plan.period("2114-03"), Options{}, sink);
  REQUIRE(settlement);
  CHECK(settlement->lines.at(0).amount == Rational(2400));
}

TEST_CASE("figures that go on without end are refused, whatever they go on through", "[evaluate]") {
  using Wrap = std::function<NodeId(PlanBuilder&, SetId, NodeId)>;
  using Bound = TableRow::Bound;
  const auto over = [](Op op) -> Wrap {
    return [op](PlanBuilder& plan, SetId set, NodeId before) { return plan.over(op, set, 1, {before}); };
  };
  const auto table = [](Op op, Bound bound) -> Wrap {
    return [op, bound](PlanBuilder& plan, SetId, NodeId before) {
      return plan.table(op, before, {plan.row(bound, plan.number("1"), {plan.number("1")})});
    };
  };
  const std::vector<Wrap> wraps{[](PlanBuilder&, SetId, NodeId before) { return before; },
                                [](PlanBuilder& plan, SetId, NodeId before) {
                                  return plan.op(Op::add, {before, plan.number("1")});
                                },
                                [](PlanBuilder& plan, SetId, NodeId before) {
                                  return plan.op(Op::progress, {before, before, before});
                                },
                                [](PlanBuilder& plan, SetId, NodeId before) {
                                  return plan.op(Op::select, {plan.yes(), before, before});
                                },
                                over(Op::sum),
                                over(Op::average),
                                over(Op::highest),
                                over(Op::split),
                                table(Op::tiers, Bound::up_to),
                                table(Op::scale, Bound::at),
                                table(Op::steps, Bound::up_to)};
  for (const Wrap& wrap : wraps) {
    PlanBuilder plan;
    const SetId areas = plan.set("areas", std::vector<std::string>{"north"});
    const ValueId closing = plan.define("closing", Grain::month, {}, {areas});
    plan.value(closing).span = {{-100'000, plan.month("2199-12")}};
    const NodeId before = plan.last(Grain::month, plan.load(closing, {plan.by_slot(0)}));
    plan.value(closing).body = wrap(plan, areas, before);
    plan.payment("total", Grain::month, plan.load(closing, {plan.by_slot(0)}), {areas});
    diagnostics::Sink sink;
    CHECK_FALSE(settle(plan.plan, data::Dataset(), plan.period("2014-05"), Options{}, sink));
    REQUIRE(sink.all().size() == 1);
    CHECK(sink.all()[0].id == diagnostics::Id::NestedTooDeep);
  }
}

TEST_CASE("an input whose rule goes on without end is refused too", "[evaluate]") {
  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::month);
  plan.value(cost).span = {{-100'000, plan.month("2199-12")}};
  plan.value(cost).input.when_not_reported = plan.last(Grain::month, plan.load(cost));
  plan.payment("total", Grain::month, plan.load(cost));
  diagnostics::Sink sink;
  CHECK_FALSE(settle(plan.plan, data::Dataset(), plan.period("2014-05"), Options{}, sink));
  CHECK(sink.all().at(0).id == diagnostics::Id::NestedTooDeep);
}

}  // namespace quarterday::evaluate
