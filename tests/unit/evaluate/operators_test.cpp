// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

// Two inputs in order of declaration, and figures of every kind.
struct Operands : PlanBuilder {
  ValueId early = input("early", Grain::year);
  ValueId late = input("late", Grain::year);
  NodeId n(const char* text) {
    if (std::string_view(text) == "left out") return left_out();
    if (std::string_view(text) == "left out: late") return left_out(late);
    if (std::string_view(text) == "refused: early") return refused(early);
    if (std::string_view(text) == "refused: late") return refused(late);
    if (std::string_view(text) == "yes") return yes();
    if (std::string_view(text) == "no") return no();
    return number(text);
  }
};

struct Case {
  Op op;
  std::vector<const char*> operands;
  const char* result;
};

void check(const std::vector<Case>& cases) {
  for (const Case& row : cases) {
    Operands plan;
    std::vector<NodeId> operands;
    std::string shown;
    for (const char* operand : row.operands) {
      operands.push_back(plan.n(operand));
      shown += std::string(operand) + " ";
    }
    const NodeId node = plan.op(row.op, operands);
    CAPTURE(static_cast<int>(row.op), shown);
    CHECK(Worked(plan).out(node) == row.result);
  }
}

}  // namespace

TEST_CASE("operations on figures are exact", "[evaluate]") {
  check({{Op::add, {"0.1", "0.2"}, "0.3"},
         {Op::add, {"1", "2", "3"}, "6"},
         {Op::subtract, {"1", "1/3"}, "2/3"},
         {Op::multiply, {"1/3", "3"}, "1"},
         {Op::divide, {"1", "3"}, "1/3"},
         {Op::divide, {"1", "0"}, "QD8103"},
         {Op::negate, {"5"}, "-5"},
         {Op::round_money, {"1.005"}, "1.01"},
         {Op::round_money, {"-1.005"}, "-1.01"},
         {Op::to_nearest, {"7.5", "5"}, "10"},
         {Op::to_nearest, {"-7.5", "5"}, "-10"},
         {Op::to_nearest, {"7.5", "0"}, "QD8103"},
         {Op::at_most, {"5", "3"}, "3"},
         {Op::at_most, {"2", "3"}, "2"},
         {Op::at_least, {"5", "3"}, "5"},
         {Op::at_least, {"2", "3"}, "3"}});
}

TEST_CASE("what is missing passes through arithmetic, a refusal first", "[evaluate]") {
  check({{Op::add, {"1", "left out"}, "left out"},
         {Op::add, {"left out: late", "1"}, "left out: late"},
         {Op::add, {"left out", "left out: late"}, "left out"},
         {Op::multiply, {"left out", "refused: late"}, "refused: late"},
         {Op::subtract, {"refused: late", "refused: early"}, "refused: early"},
         {Op::divide, {"refused: early", "refused: late"}, "refused: early"},
         {Op::divide, {"left out", "0"}, "left out"},
         {Op::negate, {"left out: late"}, "left out: late"},
         {Op::round_money, {"refused: late"}, "refused: late"},
         {Op::to_nearest, {"1", "left out"}, "left out"},
         {Op::at_most, {"1", "left out"}, "1"},
         {Op::at_most, {"left out", "1"}, "left out"},
         {Op::at_least, {"left out: late", "left out"}, "left out: late"},
         {Op::at_most, {"left out", "refused: late"}, "refused: late"},
         {Op::at_least, {"refused: late", "refused: early"}, "refused: early"}});
}

TEST_CASE("comparisons and logic", "[evaluate]") {
  check({{Op::less, {"1", "2"}, "yes"},
         {Op::less, {"2", "2"}, "no"},
         {Op::less_equal, {"2", "2"}, "yes"},
         {Op::greater, {"2", "2"}, "no"},
         {Op::greater, {"3", "2"}, "yes"},
         {Op::greater_equal, {"2", "2"}, "yes"},
         {Op::equal, {"0.5", "1/2"}, "yes"},
         {Op::equal, {"yes", "no"}, "no"},
         {Op::less, {"left out", "2"}, "no"},
         {Op::greater_equal, {"2", "left out"}, "no"},
         {Op::equal, {"left out", "left out"}, "no"},
         {Op::equal, {"refused: late", "left out"}, "refused: late"},
         {Op::logical_and, {"yes", "yes"}, "yes"},
         {Op::logical_and, {"yes", "left out"}, "no"},
         {Op::logical_and, {"no", "refused: late", "refused: early"}, "refused: early"},
         {Op::logical_or, {"no", "yes"}, "yes"},
         {Op::logical_or, {"left out", "no"}, "no"},
         {Op::logical_or, {"yes", "refused: late"}, "refused: late"},
         {Op::logical_not, {"yes"}, "no"},
         {Op::logical_not, {"left out: late"}, "yes"},
         {Op::logical_not, {"refused: late"}, "refused: late"},
         {Op::one_of, {"2", "1", "2"}, "yes"},
         {Op::one_of, {"2", "1", "left out"}, "no"},
         {Op::one_of, {"left out", "1"}, "no"},
         {Op::one_of, {"1", "1", "refused: late"}, "refused: late"},
         {Op::is_given, {"1"}, "yes"},
         {Op::is_given, {"left out"}, "no"},
         {Op::is_given, {"refused: late"}, "refused: late"},
         {Op::is_reported, {"1"}, "yes"},
         {Op::is_reported, {"left out"}, "no"}});
}

TEST_CASE("dates, periods and members compare with their like", "[evaluate]") {
  PlanBuilder plan;
  const auto date = [&](int day) { return plan.constant(*value::Date::from_ymd(2014, 4, day)); };
  const NodeId q1 = plan.constant(plan.period("2014/15-Q1"));
  const NodeId q2 = plan.constant(plan.period("2014/15-Q2"));
  const NodeId earlier = plan.op(Op::less, {date(1), date(2)});
  const NodeId later = plan.op(Op::greater_equal, {q1, q2});
  const NodeId same = plan.op(Op::equal, {plan.constant(plan.payer), plan.constant(plan.payer)});
  const NodeId words = plan.op(Op::equal, {plan.constant(std::string("a")), plan.constant(std::string("b"))});
  const Worked worked(plan);
  CHECK(worked.out(earlier) == "yes");
  CHECK(worked.out(later) == "no");
  CHECK(worked.out(same) == "yes");
  CHECK(worked.out(words) == "no");
}

TEST_CASE("only the value that is chosen is evaluated", "[evaluate]") {
  check({{Op::select, {"yes", "1", "refused: late"}, "1"},
         {Op::select, {"no", "refused: late", "2"}, "2"},
         {Op::select, {"no", "refused: late", "yes", "3", "2"}, "3"},
         {Op::select, {"left out", "1", "2"}, "2"},
         {Op::select, {"refused: late", "1", "2"}, "refused: late"},
         {Op::select, {"yes", "1", "refused: late", "2", "3"}, "1"},
         {Op::select, {"no", "1", "left out: late"}, "left out: late"}});
}

TEST_CASE("the first that is reported, else a refusal that names the first", "[evaluate]") {
  check({{Op::first_reported, {"1", "refused: late"}, "1"},
         {Op::first_reported, {"left out: late", "2"}, "2"},
         {Op::first_reported, {"left out: late", "refused: early", "2"}, "refused: early"},
         {Op::first_reported, {"left out: late"}, "left out: late"},
         {Op::first_reported, {"left out", "left out"}, "left out"}});

  PlanBuilder plan;
  const ValueId cost = plan.input("cost", Grain::year);
  plan.value(cost).input.when_not_reported = plan.left_out();
  const NodeId none = plan.op(Op::first_reported, {plan.load(cost), plan.last(Grain::year, plan.load(cost))});
  const NodeId or_left_out = plan.op(Op::first_reported, {plan.load(cost), plan.left_out()});
  CHECK(Worked(plan).out(none, "2015/16") == "refused: cost");
  CHECK(Worked(plan).out(or_left_out, "2015/16") == "left out: cost");
  CHECK(Worked(plan, {"cost,2014/15,,,7,,"}).out(none, "2015/16") == "7");
}

TEST_CASE("ranges and standards", "[evaluate]") {
  PlanBuilder plan;
  const NodeId range = plan.op(Op::make_range, {plan.number("0.4"), plan.number("0.9")});
  const NodeId low = plan.op(Op::low, {range});
  const NodeId high = plan.op(Op::high, {range});
  const NodeId of_nothing = plan.op(Op::low, {plan.left_out()});
  const NodeId half_range = plan.op(Op::make_range, {plan.number("0.4"), plan.left_out()});
  const NodeId at_least = plan.op(Op::make_standard, {plan.number("0.6")});
  plan.at(at_least).flag = true;
  const NodeId at_most = plan.op(Op::make_standard, {plan.number("0.6")});
  const auto meets = [&](NodeId subject, NodeId standard) { return plan.op(Op::meets, {subject, standard}); };
  const std::vector<std::pair<NodeId, std::string>> cases{{low, "0.4"},
                                                          {high, "0.9"},
                                                          {of_nothing, "left out"},
                                                          {half_range, "left out"},
                                                          {meets(plan.number("0.6"), at_least), "yes"},
                                                          {meets(plan.number("0.59"), at_least), "no"},
                                                          {meets(plan.number("0.6"), at_most), "yes"},
                                                          {meets(plan.number("0.61"), at_most), "no"},
                                                          {meets(plan.left_out(), at_most), "no"},
                                                          {meets(plan.number("1"), plan.left_out()), "no"},
                                                          {meets(plan.refused(), plan.left_out()), "refused: nothing"}};
  const Worked worked(plan);
  for (const auto& [node, result] : cases) CHECK(worked.out(node) == result);
}

TEST_CASE("progress is clamped and takes its direction from its ends", "[evaluate]") {
  check({{Op::progress, {"0.6", "0.4", "0.9"}, "0.4"},
         {Op::progress, {"0.3", "0.4", "0.9"}, "0"},
         {Op::progress, {"1", "0.4", "0.9"}, "1"},
         {Op::progress, {"15", "20", "10"}, "0.5"},
         {Op::progress, {"25", "20", "10"}, "0"},
         {Op::progress, {"1", "2", "2"}, "QD8103"},
         {Op::progress, {"left out", "2", "2"}, "left out"},
         {Op::progress, {"1", "refused: late", "refused: early"}, "refused: early"}});
}

TEST_CASE("growth compounds by contract year", "[evaluate]") {
  PlanBuilder plan;
  const NodeId grown = plan.op(Op::growing, {plan.number("100"), plan.number("0.1")});
  const NodeId shrunk = plan.op(Op::growing, {plan.number("100"), plan.number("-1")});
  const NodeId year = plan.op(Op::contract_year, {});
  const Worked worked(plan);
  CHECK(worked.out(year, "2014/15") == "1");
  CHECK(worked.out(year, "2016/17-Q3") == "3");
  CHECK(worked.out(grown, "2014/15") == "100");
  CHECK(worked.out(grown, "2016-05") == "121");
  CHECK(worked.out(grown, "2013/14") == "1000/11");
  CHECK(worked.out(shrunk, "2015/16") == "0");
  CHECK(worked.out(shrunk, "2013/14") == "QD8103");
}

TEST_CASE("figures beyond the limit are refused", "[evaluate]") {
  PlanBuilder plan;
  NodeId power = plan.number("3");
  for (int doubling = 0; doubling < 20; ++doubling) power = plan.op(Op::multiply, {power, power});
  CHECK(Worked(plan).out(power) == "QD8104");
}

}  // namespace quarterday::evaluate
