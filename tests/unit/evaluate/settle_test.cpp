// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

struct Settled {
  std::optional<Settlement> settlement;
  diagnostics::Sink sink;

  Settled(const PlanBuilder& plan, std::string_view period, const std::vector<std::string>& rows = {},
          const Options& options = {}) {
    settlement = settle(plan.plan, data_of(plan.plan, rows), plan.period(period), options, sink);
  }
  std::string lines() const {
    std::string text;
    for (const Line& line : settlement->lines) text += line.name + "=" + line.amount.to_text() + " ";
    return text;
  }
  diagnostics::Id problem() const { return sink.all().at(0).id; }
};

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("lines come in order of declaration, rounded, for the period's grain", "[evaluate]") {
  PlanBuilder plan;
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  const ValueId fee = plan.payment("fee", Grain::quarter, plan.number("-10.005"), {trusts});
  plan.value(fee).payment.to.party = {};
  plan.value(fee).payment.to.node = plan.slot(0);
  plan.payment("yearly", Grain::year, plan.number("1"));
  plan.payment("core", Grain::quarter, plan.number("2"));
  const ValueId october = plan.payment("october", Grain::month, plan.number("3"));
  plan.value(october).month_of_year = 10;

  const Settled settled(plan, "2014/15-Q1");
  CHECK(settled.lines() == "fee_airedale=-10.01 fee_harrogate=-10.01 core=2 ");
  CHECK(settled.settlement->lines[1].from == plan.payer);
  CHECK(settled.settlement->lines[1].to == plan.member(trusts, 1));
  CHECK(settled.settlement->period == plan.period("2014/15-Q1"));
  CHECK(Settled(plan, "2014-10").lines() == "october=3 ");
  CHECK(Settled(plan, "2014-11").lines().empty());
}

TEST_CASE("a block has all lines of a member before those of the next", "[evaluate]") {
  PlanBuilder plan;
  const SetId programmes = plan.set("programmes", std::vector<std::string>{"cancer", "care"});
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  const ValueId gain = plan.payment("gain", Grain::year, plan.number("1"), {programmes, trusts});
  const ValueId loss = plan.payment("loss", Grain::year, plan.number("2"), {programmes, trusts});
  plan.value(gain).indexes[1].where = plan.op(Op::equal, {plan.slot(1), plan.constant(plan.member(trusts, 1))});
  plan.plan.payments = {{1, {gain, loss}}};
  CHECK(Settled(plan, "2014/15").lines() ==
        "gain_cancer=1 loss_cancer=2 loss_cancer=2 gain_care=1 loss_care=2 loss_care=2 ");
}

TEST_CASE("one missing figure refuses the settlement, the first declared is named", "[evaluate]") {
  PlanBuilder plan;
  const SetId practices = plan.set("practices", {"abbey", "bridge"}, true);
  const ValueId list_size = plan.input("list_size", Grain::year, {practices});
  const ValueId cost = plan.input("cost", Grain::year);
  plan.payment("refund", Grain::year, plan.load(cost));
  plan.payment("fee", Grain::year, plan.load(list_size, {plan.by_slot(0)}), {practices});
  plan.payment("core", Grain::year, plan.number("1"));

  const Settled refused(plan, "2014/15");
  REQUIRE(refused.settlement);
  CHECK(refused.settlement->lines.empty());
  REQUIRE(refused.settlement->refusal);
  CHECK(refused.settlement->refusal->input == list_size);
  CHECK(refused.settlement->refusal->details ==
        Texts{"list_size for abbey in 2014/15", "list_size for bridge in 2014/15"});
  CHECK(refused.sink.empty());

  const Settled partly(plan, "2014/15", {"list_size,2014/15,abbey,,5,,", "list_size,2014/15,bridge,,6,,"});
  CHECK(partly.settlement->refusal->input == cost);
  const Settled settled(plan, "2014/15",
                        {"list_size,2014/15,abbey,,5,,", "list_size,2014/15,bridge,,6,,", "cost,2014/15,,,7,,"});
  CHECK_FALSE(settled.settlement->refusal);
  CHECK(settled.lines() == "refund=7 fee_abbey=5 fee_bridge=6 core=1 ");
}

TEST_CASE("what is left out refuses where it reaches a line", "[evaluate]") {
  PlanBuilder plan;
  const SetId practices = plan.set("practices", {"abbey", "bridge"}, true);
  const ValueId cost = plan.input("cost", Grain::year, {practices});
  plan.value(cost).input.when_not_reported = plan.left_out();
  const ValueId total =
      plan.define("total", Grain::year, plan.over(Op::sum, practices, 0, {plan.load(cost, {plan.by_slot(0)})}));
  plan.payment("refund", Grain::year, plan.op(Op::negate, {plan.load(total)}));
  const Settled refused(plan, "2014/15");
  REQUIRE(refused.settlement->refusal);
  CHECK(refused.settlement->refusal->input == cost);
  CHECK(refused.settlement->refusal->left_out_line == "refund");
  CHECK(refused.settlement->refusal->details == Texts{"cost for abbey in 2014/15", "cost for bridge in 2014/15"});
  CHECK(Settled(plan, "2014/15", {"cost,2014/15,bridge,,6,,"}).lines() == "refund=-6 ");
}

TEST_CASE("an empty cell that reaches a line is a mistake of the contract", "[evaluate]") {
  PlanBuilder plan;
  const ValueId bonus = plan.payment("bonus", Grain::year, plan.left_out());
  plan.value(bonus).origin = plan.origin(7, "3.1", "payment bonus");
  const Settled settled(plan, "2014/15");
  CHECK_FALSE(settled.settlement);
  CHECK(settled.problem() == diagnostics::Id::LeftOutReachedLine);
  CHECK(settled.sink.all()[0].notes == Texts{"at test.contract:7:3, clause 3.1, in 'payment bonus'"});
}

TEST_CASE("a refusal by a requirement says which", "[evaluate]") {
  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::year);
  plan.require(cost, Grain::year, plan.op(Op::less, {plan.load(cost), plan.number("10")}));
  plan.payment("refund", Grain::year, plan.load(cost));
  const Settled refused(plan, "2014/15", {"cost,2014/15,,,10,,"});
  REQUIRE(refused.settlement->refusal);
  CHECK(refused.settlement->refusal->requirement == plan.plan.requirements[0].origin);
  CHECK(refused.settlement->refusal->details == Texts{"cost in 2014/15: 10"});
}

TEST_CASE("a list of which none is reported names its first", "[evaluate]") {
  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::year);
  plan.value(cost).input.when_not_reported = plan.left_out();
  plan.payment("refund", Grain::year,
               plan.op(Op::first_reported, {plan.load(cost), plan.last(Grain::year, plan.load(cost))}));
  const Settled refused(plan, "2015/16");
  CHECK(refused.settlement->refusal->input == cost);
  CHECK(refused.settlement->refusal->details == Texts{"cost in 2015/16", "cost in 2014/15"});
}

TEST_CASE("at most twenty missing figures are listed", "[evaluate]") {
  PlanBuilder plan;
  Texts names;
  for (int at = 0; at < 30; ++at) names.push_back("practice" + std::to_string(at));
  const SetId practices = plan.set("practices", names, true);
  const ValueId cost = plan.input("cost", Grain::year, {practices});
  plan.payment("fee", Grain::year, plan.load(cost, {plan.by_slot(0)}), {practices});
  CHECK(Settled(plan, "2014/15").settlement->refusal->details.size() == 20);
}

TEST_CASE("only periods of the contract are settled", "[evaluate]") {
  PlanBuilder plan;
  plan.plan.settled = {{Grain::quarter, {}}, {Grain::year, {}}};
  plan.plan.run_off_last = plan.month("2019-06");
  plan.payment("core", Grain::quarter, plan.number("1"));
  const auto problem_of = [&](std::string_view period) {
    const Settled settled(plan, period);
    CHECK_FALSE(settled.settlement);
    return settled.sink.all().at(0);
  };
  for (const char* period : {"2014-04", "2013/14", "2013/14-Q4", "2019/20", "2019/20-Q2", "once"}) {
    CAPTURE(period);
    CHECK(problem_of(period).id == diagnostics::Id::PeriodNotSettled);
  }
  CHECK(problem_of("2014-04").helps == Texts{"this contract is settled each quarter from 2014/15-Q1 to 2019/20-Q1, "
                                             "each year from 2014/15 to 2018/19"});
  CHECK(Settled(plan, "2018/19-Q4").settlement);
  CHECK(Settled(plan, "2019/20-Q1").lines().empty());
}

TEST_CASE("an arithmetic failure says where", "[evaluate]") {
  PlanBuilder plan;
  const SetId practices = plan.set("practices", {"abbey", "bridge"}, true);
  const NodeId divided = plan.op(Op::divide, {plan.number("1"), plan.number("0")});
  plan.at(divided).origin = plan.origin(47, "5.4", "cost / cases");
  const ValueId unit_cost = plan.define("unit_cost", Grain::quarter, divided, {practices});
  plan.payment("fee", Grain::quarter, plan.load(unit_cost, {plan.by_slot(0)}), {practices});
  const Settled settled(plan, "2014/15-Q2");
  CHECK_FALSE(settled.settlement);
  REQUIRE(settled.sink.all().size() == 1);
  CHECK(settled.sink.all()[0].message == "'unit_cost' divides by zero in 2014/15-Q2");
  CHECK(settled.sink.all()[0].notes == Texts{"for abbey", "at test.contract:47:3, clause 5.4, in 'cost / cases'"});
}

TEST_CASE("the steps of a settlement are limited", "[evaluate]") {
  PlanBuilder plan;
  plan.payment("core", Grain::year, plan.op(Op::add, {plan.number("1"), plan.number("2")}));
  Options options;
  options.max_steps = 19;
  CHECK(Settled(plan, "2014/15", {}, options).settlement);
  options.max_steps = 18;
  const Settled limited(plan, "2014/15", {}, options);
  CHECK_FALSE(limited.settlement);
  CHECK(limited.problem() == diagnostics::Id::TooManySteps);
}

TEST_CASE("the derivation holds what each figure was worked out from, once and in order", "[evaluate]") {
  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::year);
  const ValueId zero = plan.input("zero", Grain::year);
  plan.value(zero).input.when_not_reported = plan.number("0");
  const ValueId rate = plan.parameter("rate", Grain::once, {}, {plan.number("0.5")});
  const ValueId early = plan.define("early", Grain::year, plan.number("1"));
  plan.value(early).span = {plan.months("2014-04", "2015-03")};
  const ValueId half = plan.define("half", Grain::year, plan.op(Op::multiply, {plan.load(cost), plan.load(rate)}));
  const NodeId both = plan.op(Op::add, {plan.load(half), plan.load(half), plan.load(cost), plan.load(zero)});
  plan.payment("refund", Grain::year, plan.op(Op::at_most, {both, plan.load(early)}));
  const Settled settled(plan, "2015/16", {"cost,2015/16,,,10,,"});
  REQUIRE(settled.settlement);
  const Settlement& settlement = *settled.settlement;
  const Instance& refund = settlement.instance(settlement.lines.at(0).instance);
  Texts reads;
  for (const InstanceId read : refund.reads) reads.push_back(plan.value(settlement.instance(read).value).name);
  CHECK(reads == Texts{"half", "cost", "zero", "early"});
  const Instance& of_half = settlement.instance(refund.reads[0]);
  CHECK(of_half.source == Source::computed);
  CHECK(of_half.figure == Figure(Rational(5)));
  const Instance& of_cost = settlement.instance(refund.reads[1]);
  CHECK(of_cost.source == Source::reported);
  CHECK(settlement.instance(refund.reads[2]).source == Source::rule);
  CHECK(settlement.instance(refund.reads[3]).source == Source::outside);
  CHECK(settlement.instance(of_half.reads.at(1)).source == Source::parameter);

  Options without;
  without.derivation = false;
  const Settled plain(plan, "2015/16", {"cost,2015/16,,,10,,"}, without);
  CHECK(plain.lines() == settled.lines());
  for (const Instance& instance : plain.settlement->instances) CHECK(instance.reads.empty());
}

}  // namespace quarterday::evaluate
