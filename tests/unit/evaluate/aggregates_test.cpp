// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

// A figure and a weight for each of four measures; the column `kept` says which are counted.
struct Measures : PlanBuilder {
  SetId measures = set("measures", std::vector<std::string>{"a", "b", "c", "d"});
  ValueId cost = input("cost", Grain::year);
  ValueId other = input("other", Grain::year);

  NodeId cell(const std::string& text) {
    if (text == "left out") return left_out();
    if (text == "left out: other") return left_out(other);
    if (text == "refused: cost") return refused(cost);
    if (text == "refused: other") return refused(other);
    if (text == "yes" || text == "no") return constant(text == "yes");
    return number(text);
  }
  NodeId column(const std::string& name, const std::vector<std::string>& texts) {
    std::vector<NodeId> cells;
    for (const std::string& text : texts) cells.push_back(cell(text));
    return load(parameter(name, Grain::once, {measures}, cells), {by_slot(0)});
  }
};

struct Case {
  Op op;
  std::vector<std::string> bodies;
  std::string result;
};

void check(const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    Measures plan;
    const NodeId node = plan.over(row.op, plan.measures, 0, {plan.column("body", row.bodies)});
    CAPTURE(static_cast<int>(row.op), row.bodies);
    CHECK(Worked(plan).out(node) == row.result);
  }
}

}  // namespace

TEST_CASE("aggregates skip what is left out and find every refusal", "[evaluate]") {
  const std::string none = "left out";
  const std::string other = "left out: other";
  check({{Op::sum, {"1", "2", "3", "4.5"}, "10.5"},
         {Op::sum, {"1", none, "3", none}, "4"},
         {Op::sum, {other, none, none, none}, other},
         {Op::sum, {"1", "refused: other", none, "refused: cost"}, "refused: cost"},
         {Op::average, {"1", "2", "3", "4"}, "2.5"},
         {Op::average, {"1", none, "2", none}, "1.5"},
         {Op::average, {none, other, none, none}, none},
         {Op::average, {none, "refused: other", none, none}, "refused: other"},
         {Op::highest, {"1", none, "3", "2"}, "3"},
         {Op::lowest, {"1", none, "3", "2"}, "1"},
         {Op::lowest, {other, other, other, other}, other},
         {Op::highest, {"1", "2", "3", "refused: cost"}, "refused: cost"},
         {Op::count, {"yes", "no", none, "yes"}, "2"},
         {Op::count, {"yes", "no", "refused: cost", "yes"}, "refused: cost"},
         {Op::every, {"yes", "yes", "yes", "yes"}, "yes"},
         {Op::every, {"yes", "yes", none, "yes"}, "no"},
         {Op::every, {"no", "refused: cost", "yes", "yes"}, "refused: cost"},
         {Op::some, {"no", "no", none, "yes"}, "yes"},
         {Op::some, {"no", "no", none, "no"}, "no"},
         {Op::some, {"yes", "no", "no", "refused: other"}, "refused: other"}});
}

TEST_CASE("where says which members are counted", "[evaluate]") {
  Measures plan;
  const NodeId body = plan.column("body", {"1", "2", "refused: cost", "8"});
  const NodeId kept = plan.column("kept", {"yes", "no", "left out", "yes"});
  const NodeId nobody = plan.column("nobody", {"no", "no", "no", "no"});
  const NodeId unknown = plan.column("unknown", {"yes", "refused: other", "yes", "no"});
  const auto over = [&](Op op, NodeId where) { return plan.over(op, plan.measures, 0, {body}, where); };
  const NodeId sum = over(Op::sum, kept);
  const NodeId average = over(Op::average, kept);
  const NodeId of_nobody = over(Op::sum, nobody);
  const NodeId average_of_nobody = over(Op::average, nobody);
  const NodeId highest_of_nobody = over(Op::highest, nobody);
  const NodeId every_of_nobody = over(Op::every, nobody);
  const NodeId count = plan.over(Op::count, plan.measures, 0, {}, kept);
  const NodeId refused = plan.over(Op::count, plan.measures, 0, {}, unknown);
  const NodeId both = over(Op::sum, unknown);
  const Worked worked(plan);
  CHECK(worked.out(sum) == "9");
  CHECK(worked.out(average) == "4.5");
  CHECK(worked.out(of_nobody) == "0");
  CHECK(worked.out(average_of_nobody) == "left out");
  CHECK(worked.out(highest_of_nobody) == "left out");
  CHECK(worked.out(every_of_nobody) == "yes");
  CHECK(worked.out(count) == "2");
  CHECK(worked.out(refused) == "refused: other");
  CHECK(worked.out(both) == "refused: cost");
}

TEST_CASE("weights are re-scaled over what is not left out", "[evaluate]") {
  Measures plan;
  const NodeId body = plan.column("body", {"1", "0", "left out", "0.5"});
  const auto by = [&](const std::string& name, const std::vector<std::string>& weights) {
    return plan.over(Op::average, plan.measures, 0, {body, plan.column(name, weights)});
  };
  const NodeId weighted = by("weighted", {"3", "1", "100", "2"});
  const NodeId without_weights = by("without_weights", {"0", "0", "1", "0"});
  const NodeId one_left_out = by("one_left_out", {"left out", "1", "1", "1"});
  const NodeId refused = by("refused_weight", {"1", "1", "refused: other", "1"});
  const Worked worked(plan);
  CHECK(worked.out(weighted) == "2/3");
  CHECK(worked.out(without_weights) == "left out");
  CHECK(worked.out(one_left_out) == "0.25");
  CHECK(worked.out(refused) == "refused: other");
}

TEST_CASE("members are bound one inside the other", "[evaluate]") {
  PlanBuilder plan;
  const SetId areas = plan.set("areas", std::vector<std::string>{"north", "south"});
  const ValueId rate = plan.parameter("rate", Grain::once, {areas, areas},
                                      {plan.number("1"), plan.number("2"), plan.number("3"), plan.number("4")});
  const NodeId inner = plan.over(Op::sum, areas, 1, {plan.load(rate, {plan.by_slot(0), plan.by_slot(1)})});
  const NodeId outer = plan.over(Op::highest, areas, 0, {inner});
  const NodeId same = plan.over(Op::count, areas, 1, {plan.op(Op::equal, {plan.slot(0), plan.slot(1)})});
  const Worked worked(plan);
  CHECK(worked.out(outer) == "7");
  CHECK(worked.out(same, "2014/15", {plan.member(areas, 1)}) == "1");
}

TEST_CASE("aggregates over periods", "[evaluate]") {
  PlanBuilder plan;
  const ValueId monthly = plan.input("monthly", Grain::month);
  plan.value(monthly).span = {plan.months("2014-04", "2015-12")};
  plan.value(monthly).input.when_not_reported = plan.left_out();
  const ValueId yearly = plan.define("yearly", Grain::year, plan.op(Op::contract_year, {}));
  const NodeId load = plan.load(monthly);
  const NodeId months = plan.over_periods(Op::sum, Grain::month, {load});
  const NodeId to_date = plan.over_periods(Op::sum, Grain::month, {load});
  plan.at(to_date).binder->to_date = true;
  const NodeId last_three = plan.over_periods(Op::sum, Grain::month, {load});
  plan.at(last_three).binder->last_count = 3;
  const NodeId many = plan.over_periods(Op::count, Grain::month, {});
  plan.at(many).binder->last_count = 2'000'000'000;
  const NodeId from = plan.over_periods(Op::sum, Grain::year, {plan.load(yearly)});
  plan.at(from).binder->from = plan.period("2015/16");
  std::vector<std::string> rows;
  for (int month = 4; month <= 12; ++month) {
    rows.push_back("monthly,2014-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + ",,," +
                   std::to_string(month) + ",,");
  }
  rows.push_back("monthly,2015-12,,,100,,");
  const Worked worked(plan, rows);
  CHECK(worked.out(months, "2014/15-Q1") == "15");
  CHECK(worked.out(months, "2014/15") == "72");
  CHECK(worked.out(months, "2015/16") == "100");
  CHECK(worked.out(months, "2016/17") == "left out: monthly");
  CHECK(worked.out(to_date, "2014-06") == "15");
  CHECK(worked.out(to_date, "2014/15-Q2") == "39");
  CHECK(worked.out(last_three, "2014-06") == "15");
  CHECK(worked.out(last_three, "2014-10") == "27");
  CHECK(worked.out(last_three, "2014/15-Q3") == "33");
  CHECK(worked.out(from, "2017/18") == "9");
  CHECK(worked.out(from, "2014/15") == "0");
  CHECK(worked.out(many, "2014-04") == "24172");
}

}  // namespace quarterday::evaluate
