// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

struct ScenarioPlan : PlanBuilder {
  SetId practices = set("practices", {"abbey", "bridge"}, true);
  ValueId cost = input("cost", Grain::month);
  ValueId share = input("share", Grain::year);
  ValueId total = define("total", Grain::year, over_periods(Op::sum, Grain::month, {load(cost)}));
  ValueId fee = payment("fee", Grain::year, load(total));

  ScenarioPlan() {
    plan.scenarios.emplace_back();
    plan.scenarios[0].title = "a test";
    plan.scenarios[0].period = period("2015/16");
    plan.scenarios[0].slot_count = 2;
  }
  void given(ValueId value, NodeId figure, std::optional<Period> when = {}, std::vector<EntityId> members = {}) {
    plan.scenarios[0].given.push_back({value, std::move(members), when, figure, {}});
  }
  void expect_equal(NodeId left, NodeId right) {
    at(left).type.kind = plan::Type::Kind::money;
    at(right).type.kind = plan::Type::Kind::money;
    plan.scenarios[0].expect.push_back({op(Op::equal, {left, right}), left, right, {}, {}, {}});
  }
  void expect(NodeId condition) {
    plan.scenarios[0].expect.push_back({condition, {}, {}, {}, {}, origin(5, "", "so it is")});
  }
  void expect_refused(ValueId input) { plan.scenarios[0].expect.push_back({{}, {}, {}, input, {}, {}}); }

  std::vector<ExpectationResult> run() {
    for (const std::string& problem : plan::verify_plan(plan)) FAIL(problem);
    const std::vector<ScenarioResult> results = run_scenarios(plan, sink);
    CHECK(results.at(0).title == "a test");
    return results.at(0).expectations;
  }
  diagnostics::Sink sink;
};

}  // namespace

TEST_CASE("a scenario fixes figures and compares others", "[evaluate]") {
  ScenarioPlan plan;
  plan.given(plan.cost, plan.number("10"));
  plan.given(plan.cost, plan.number("15.5"), plan.period("2015-10"));
  plan.expect_equal(plan.load(plan.fee), plan.number("125.5"));
  plan.expect_equal(plan.load(plan.fee), plan.number("120"));
  plan.expect(plan.op(Op::greater, {plan.load(plan.fee), plan.number("200")}));
  const auto results = plan.run();
  CHECK(results.at(0).held);
  CHECK_FALSE(results.at(1).held);
  CHECK(results.at(1).expected == "£120.00");
  CHECK(results.at(1).got == "£125.50");
  CHECK_FALSE(results.at(2).held);
  CHECK(results.at(2).expected == "so it is");
  CHECK(results.at(2).got == "it does not hold");
}

TEST_CASE("a derived figure may be given, and takes the place of its body", "[evaluate]") {
  ScenarioPlan plan;
  plan.given(plan.total, plan.number("7.005"));
  plan.expect_equal(plan.load(plan.fee), plan.number("7.01"));
  CHECK(plan.run().at(0).held);
}

TEST_CASE("a coarser figure is given for the period that holds the scenario's", "[evaluate]") {
  ScenarioPlan plan;
  plan.plan.scenarios[0].period = plan.period("2015-06");
  plan.given(plan.total, plan.number("3"));
  plan.expect_equal(plan.load(plan.total), plan.number("3"));
  CHECK(plan.run().at(0).held);
}

TEST_CASE("a given figure is reported, and as a ratio it has its parts", "[evaluate]") {
  ScenarioPlan plan;
  plan.given(plan.share, plan.op(Op::divide, {plan.number("45"), plan.number("60")}));
  plan.expect(plan.op(Op::is_reported, {plan.load(plan.share)}));
  plan.expect(plan.op(Op::equal, {plan.load(plan.share), plan.number("0.75")}));
  plan.expect(plan.op(Op::equal, {plan.load(plan.share, {}, Op::denominator), plan.number("60")}));
  for (const ExpectationResult& result : plan.run()) CHECK(result.held);
}

TEST_CASE("a scenario may expect a refusal", "[evaluate]") {
  ScenarioPlan plan;
  plan.expect_refused(plan.cost);
  plan.expect_refused(plan.share);
  plan.expect_equal(plan.load(plan.fee), plan.number("1"));
  auto results = plan.run();
  CHECK(results.at(0).held);
  CHECK_FALSE(results.at(1).held);
  CHECK(results.at(1).expected == "settlement refused: 'share'");
  CHECK(results.at(1).got == "settlement refused: 'cost'");
  CHECK_FALSE(results.at(2).held);
  CHECK(results.at(2).got == "settlement refused: 'cost'");

  plan.given(plan.cost, plan.number("1"));
  results = plan.run();
  CHECK_FALSE(results.at(0).held);
  CHECK(results.at(0).got == "settled");
}

TEST_CASE("given figures meet the requirements too", "[evaluate]") {
  ScenarioPlan plan;
  plan.require(plan.cost, Grain::month, plan.op(Op::less, {plan.load(plan.cost), plan.number("10")}));
  plan.given(plan.cost, plan.number("10"));
  plan.expect_refused(plan.cost);
  CHECK(plan.run().at(0).held);
}

TEST_CASE("an expectation that fails to be worked out does not spoil the next", "[evaluate]") {
  ScenarioPlan plan;
  plan.given(plan.total, plan.number("1"));
  const ValueId broken =
      plan.define("broken", Grain::year, plan.op(Op::divide, {plan.load(plan.total), plan.number("0")}));
  plan.expect_equal(plan.load(broken), plan.number("1"));
  plan.expect_equal(plan.load(plan.total), plan.number("1"));
  const auto results = plan.run();
  CHECK_FALSE(results.at(0).held);
  CHECK(results.at(0).got == "'broken' divides by zero in 2015/16");
  CHECK(results.at(1).held);
  CHECK(plan.sink.error_count() == 1);
}

}  // namespace quarterday::evaluate
