// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/print.h"

#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

TEST_CASE("a plan is printed as nested expressions", "[plan]") {
  PlanBuilder plan;
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  const ValueId cost = plan.input("cost", Grain::month, {trusts});
  plan.value(cost).type.words = "money";
  plan.value(cost).input.when_not_reported = plan.left_out();
  const ValueId rate = plan.parameter("rate", Grain::year, {trusts}, {plan.number("0.5"), plan.number("1/3"), {}, {}},
                                      {plan.months("2014-04", "2015-03"), plan.months("2015-04", "2019-03")});
  plan.value(rate).type.words = "percent";
  const NodeId months = plan.over_periods(Op::sum, Grain::month, {plan.load(cost, {plan.by_slot(0)})});
  const NodeId product = plan.op(Op::multiply, {months, plan.last(Grain::year, plan.load(rate, {plan.by_slot(0)}))});
  const NodeId tiers = plan.table(Op::tiers, product,
                                  {plan.row(TableRow::Bound::up_to, plan.number("9"), {plan.number("0")}),
                                   plan.row(TableRow::Bound::above, {}, {plan.number("1")})});
  const ValueId fee = plan.payment("fee", Grain::year, tiers, {trusts});
  plan.value(fee).type.words = "money";
  plan.value(fee).origin = plan.origin(12, "3.4");
  CHECK(plan::print(plan.plan) == R"(contract test "A contract for tests"
currency GBP, years from month 4
term 2014-04..2019-03
settled each year
settled each quarter
settled each month
parties payer, provider, airedale, harrogate
group trusts (each trust): airedale, harrogate

input cost [0: trust of trusts] month 2014-04..2019-03 : money
  slots: 5
  named cost
  not reported: left-out

parameter rate [0: trust of trusts] year 2014-04..2019-03 : percent
  slots: 5
  cell airedale 2014-04..2015-03: 0.5
  cell airedale 2015-04..2019-03: 1/3

payment fee [0: trust of trusts] year 2014-04..2019-03 : money @12:3 clause 3.4
  slots: 5
  from payer to provider
  named fee_[0]
  body: (tiers { up to 9: 0; above: 1; } (multiply (sum [each month] (load cost $0)) (at <year -1> (load rate $0))))

lines (0 shared): fee
)");
}

TEST_CASE("what is used twice or nested very deep stands by itself", "[plan]") {
  PlanBuilder plan;
  const NodeId sum = plan.op(Op::add, {plan.number("1"), plan.number("2")});
  plan.define("square", Grain::once, plan.op(Op::multiply, {sum, sum}));
  const std::string text = plan::print(plan.plan);
  CHECK(text.find("  body: (multiply n2 n2)\n") != std::string::npos);
  CHECK(text.find("n2 = (add 1 2)\n") != std::string::npos);

  PlanBuilder deep;
  NodeId node = deep.op(Op::contract_year, {});
  for (int level = 0; level < 100'000; ++level) node = deep.op(Op::negate, {node});
  deep.define("deep", Grain::year, node);
  CHECK(plan::print(deep.plan).size() > 900'000);
}

}  // namespace quarterday::evaluate
