// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

TEST_CASE("a figure comes from the data, otherwise from its rule", "[evaluate]") {
  PlanBuilder plan;
  const ValueId strict = plan.input("strict", Grain::year);
  const ValueId zero = plan.input("zero", Grain::year);
  const ValueId lenient = plan.input("lenient", Grain::year);
  const ValueId instead = plan.input("instead", Grain::year);
  const ValueId words = plan.input("words", Grain::year);
  plan.value(zero).input.when_not_reported = plan.number("0");
  plan.value(lenient).input.when_not_reported = plan.left_out();
  plan.value(instead).input.when_not_reported = plan.load(lenient);
  plan.value(words).input.when_not_reported = plan.refused();
  const std::vector<ValueId> inputs{strict, zero, lenient, instead, words};
  std::vector<NodeId> loads;
  for (const ValueId input : inputs) loads.push_back(plan.load(input));

  const Worked without(plan);
  CHECK(without.out(loads[0]) == "refused: strict");
  CHECK(without.out(loads[1]) == "0");
  CHECK(without.out(loads[2]) == "left out: lenient");
  CHECK(without.out(loads[3]) == "left out: lenient");
  CHECK(without.out(loads[4]) == "refused: words");

  const Worked with(plan, {"strict,2014/15,,,1.5,,", "zero,2014/15,,,2,,", "lenient,2014/15,,,3,,"});
  CHECK(with.out(loads[0]) == "1.5");
  CHECK(with.out(loads[1]) == "2");
  CHECK(with.out(loads[2]) == "3");
  CHECK(with.out(loads[3]) == "3");
}

TEST_CASE("a rule is worked out for the members and the period of its input", "[evaluate]") {
  PlanBuilder plan;
  const SetId practices = plan.set("practices", {"abbey", "bridge"}, true);
  const ValueId cost = plan.input("cost", Grain::year, {practices});
  plan.value(cost).input.when_not_reported = plan.last(Grain::year, plan.load(cost, {plan.by_slot(0)}));
  const NodeId of_bridge = plan.load(cost, {plan.by_member(plan.member(practices, 1))});
  const Worked worked(plan, {"cost,2014/15,abbey,,1,,", "cost,2014/15,bridge,,2,,"});
  CHECK(worked.out(of_bridge, "2016/17") == "2");
  CHECK(worked.out(of_bridge, "2013/14") == "left out: cost");
}

TEST_CASE("small denominators have a rule of their own", "[evaluate]") {
  PlanBuilder plan;
  const ValueId share = plan.input("share", Grain::year);
  plan.value(share).type.kind = plan::Type::Kind::share;
  plan.value(share).input.denominator_bound = plan.number("30");
  plan.value(share).input.when_denominator_below = plan.left_out();
  const NodeId load = plan.load(share);
  const NodeId numerator = plan.load(share, {}, Op::numerator);
  const NodeId denominator = plan.load(share, {}, Op::denominator);
  const NodeId reported = plan.op(Op::is_reported, {load});

  const Worked small(plan, {"share,2014/15,,,,10,29"});
  CHECK(small.out(load) == "left out: share");
  CHECK(small.out(denominator) == "29");
  CHECK(small.out(reported) == "yes");
  const Worked enough(plan, {"share,2014/15,,,,10,30"});
  CHECK(enough.out(load) == "1/3");
  CHECK(enough.out(numerator) == "10");
}

TEST_CASE("without a ratio there is no numerator", "[evaluate]") {
  PlanBuilder plan;
  const ValueId strict = plan.input("strict", Grain::year);
  const ValueId zero = plan.input("zero", Grain::year);
  plan.value(zero).input.when_not_reported = plan.number("0");
  const NodeId of_strict = plan.load(strict, {}, Op::numerator);
  const NodeId of_zero = plan.load(zero, {}, Op::denominator);
  CHECK(Worked(plan).out(of_strict) == "refused: strict");
  CHECK(Worked(plan).out(of_zero) == "left out: zero");
  CHECK(Worked(plan, {"zero,2014/15,,,5,,"}).out(of_zero) == "left out: zero");
}

TEST_CASE("asking whether an input is reported refuses nothing", "[evaluate]") {
  PlanBuilder plan;
  const SetId practices = plan.set("practices", {"abbey", "bridge"}, true);
  const ValueId cost = plan.input("cost", Grain::year, {practices});
  const NodeId of_abbey = plan.load(cost, {plan.by_member(plan.member(practices, 0))});
  const NodeId reported = plan.op(Op::is_reported, {of_abbey});
  const NodeId last_year = plan.op(Op::is_reported, {plan.last(Grain::year, of_abbey)});
  const NodeId of_nobody = plan.op(Op::is_reported, {plan.load(cost, {plan.by_node(plan.left_out())})});
  const NodeId of_refused = plan.op(Op::is_reported, {plan.load(cost, {plan.by_node(plan.refused(cost))})});
  const Worked worked(plan, {"cost,2014/15,abbey,,0,,"});
  CHECK(worked.out(reported, "2014/15") == "yes");
  CHECK(worked.out(reported, "2014-05") == "yes");
  CHECK(worked.out(reported, "2015/16") == "no");
  CHECK(worked.out(reported, "2013/14") == "no");
  CHECK(worked.out(last_year, "2015/16") == "yes");
  CHECK(worked.out(last_year, "2014/15") == "no");
  CHECK(worked.out(of_nobody) == "no");
  CHECK(worked.out(of_refused) == "refused: cost");
}

TEST_CASE("yes and no are reported as 1 and 0", "[evaluate]") {
  PlanBuilder plan;
  const ValueId done = plan.input("done", Grain::year);
  plan.value(done).type.kind = plan::Type::Kind::yes_no;
  const SetId measures = plan.set("measures", std::vector<std::string>{"visits", "audit"});
  const ValueId result = plan.input("result", Grain::year, {measures});
  plan.value(result).type_by_member.resize(2);
  plan.value(result).type_by_member[1].kind = plan::Type::Kind::yes_no;
  const NodeId load = plan.load(done);
  const NodeId visits = plan.load(result, {plan.by_member(plan.member(measures, 0))});
  const NodeId audit = plan.load(result, {plan.by_member(plan.member(measures, 1))});
  const Worked worked(
      plan, {"done,2014/15,,,1,,", "done,2015/16,,,0,,", "result,2014/15,,visits,1,,", "result,2014/15,,audit,1,,"});
  CHECK(worked.out(load, "2014/15") == "yes");
  CHECK(worked.out(load, "2015/16") == "no");
  CHECK(worked.out(visits) == "1");
  CHECK(worked.out(audit) == "yes");
}

TEST_CASE("a requirement that fails refuses whatever reads the input", "[evaluate]") {
  PlanBuilder plan;
  const ValueId activity = plan.input("activity", Grain::month);
  const ValueId planned = plan.input("planned", Grain::month);
  const NodeId load = plan.load(activity);
  const NodeId of_planned = plan.load(planned);
  const NodeId year_to_date = plan.over_periods(Op::sum, Grain::month, {load});
  plan.require(activity, Grain::month, plan.op(Op::less_equal, {load, of_planned}));
  const Worked worked(plan, {"activity,2014-04,,,5,,", "planned,2014-04,,,5,,", "activity,2014-05,,,6,,",
                             "planned,2014-05,,,5,,", "activity,2014-06,,,6,,"});
  CHECK(worked.out(load, "2014-04") == "5");
  CHECK(worked.out(load, "2014-05") == "required: activity");
  CHECK(worked.out(of_planned, "2014-05") == "5");
  CHECK(worked.out(load, "2014-06") == "refused: planned");
  CHECK(worked.out(load, "2014-07") == "refused: activity");
  CHECK(worked.out(year_to_date, "2014/15") == "required: activity");
}

TEST_CASE("a requirement holds for all combinations, and one that is left out fails", "[evaluate]") {
  PlanBuilder plan;
  const SetId trusts = plan.set("trusts", {"airedale", "harrogate"}, true);
  const ValueId cost = plan.input("cost", Grain::year, {trusts});
  plan.value(cost).input.when_not_reported = plan.left_out();
  const NodeId own = plan.load(cost, {plan.by_slot(0)});
  plan.require(cost, Grain::year, plan.op(Op::greater, {own, plan.number("0")}), {trusts});
  const NodeId of_airedale = plan.load(cost, {plan.by_member(plan.member(trusts, 0))});
  CHECK(Worked(plan, {"cost,2014/15,airedale,,1,,", "cost,2014/15,harrogate,,2,,"}).out(of_airedale) == "1");
  CHECK(Worked(plan, {"cost,2014/15,airedale,,1,,", "cost,2014/15,harrogate,,0,,"}).out(of_airedale) ==
        "required: cost");
  CHECK(Worked(plan, {"cost,2014/15,airedale,,1,,"}).out(of_airedale) == "required: cost");
}

TEST_CASE("a requirement reads its own and other guarded inputs as they are", "[evaluate]") {
  PlanBuilder plan;
  const ValueId first = plan.input("first", Grain::year);
  const ValueId second = plan.input("second", Grain::year);
  const NodeId load_first = plan.load(first);
  const NodeId load_second = plan.load(second);
  plan.require(first, Grain::year, plan.op(Op::greater, {load_first, load_second}));
  plan.require(second, Grain::year, plan.op(Op::greater, {load_second, load_first}));
  const Worked worked(plan, {"first,2014/15,,,2,,", "second,2014/15,,,1,,"});
  CHECK(worked.out(load_first) == "2");
  CHECK(worked.out(load_second) == "required: second");
}

TEST_CASE("a requirement may be coarser or finer than its input", "[evaluate]") {
  PlanBuilder plan;
  const ValueId monthly = plan.input("monthly", Grain::month);
  const ValueId yearly = plan.input("yearly", Grain::year);
  const ValueId checked = plan.input("checked", Grain::year);
  const ValueId signed_off = plan.input("signed_off", Grain::month);
  for (const ValueId id : {checked, signed_off}) plan.value(id).type.kind = plan::Type::Kind::yes_no;
  plan.value(signed_off).input.when_not_reported = plan.yes();
  plan.require(monthly, Grain::year, plan.load(checked));
  plan.require(yearly, Grain::month, plan.load(signed_off));
  const NodeId of_month = plan.load(monthly);
  const NodeId of_year = plan.load(yearly);
  const std::vector<std::string> rows{"monthly,2014-05,,,3,,",   "monthly,2015-05,,,3,,", "checked,2014/15,,,1,,",
                                      "checked,2015/16,,,0,,",   "yearly,2014/15,,,4,,",  "yearly,2015/16,,,4,,",
                                      "signed_off,2015-09,,,0,,"};
  const Worked worked(plan, rows);
  CHECK(worked.out(of_month, "2014-05") == "3");
  CHECK(worked.out(of_month, "2015-05") == "required: monthly");
  CHECK(worked.out(of_year, "2014/15") == "4");
  CHECK(worked.out(of_year, "2015/16") == "required: yearly");
}

}  // namespace quarterday::evaluate
