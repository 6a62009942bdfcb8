// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/evaluate/plan_builder.h"

namespace quarterday::evaluate {

namespace {

using Bound = TableRow::Bound;

NodeId cell(PlanBuilder& plan, const std::string& text) {
  if (text.empty()) return {};
  if (text == "left out") return plan.left_out();
  if (text == "refused") return plan.refused();
  return plan.number(text);
}

struct Row {
  Bound bound;
  std::string at;
  std::string result;
  std::string low = {};
};

std::string worked_out(Op op, const std::vector<Row>& rows, const std::string& subject) {
  PlanBuilder plan;
  std::vector<TableRow> made;
  for (const Row& row : rows) {
    made.push_back(plan.row(row.bound, cell(plan, row.at), {cell(plan, row.result)}));
    made.back().low = cell(plan, row.low);
  }
  const NodeId node = plan.table(op, cell(plan, subject), made);
  return Worked(plan).out(node);
}

void check(Op op, const std::vector<Row>& rows, const std::vector<std::pair<std::string, std::string>>& cases) {
  for (const auto& [subject, result] : cases) {
    CAPTURE(subject);
    CHECK(worked_out(op, rows, subject) == result);
  }
}

}  // namespace

TEST_CASE("tiers are marginal", "[evaluate]") {
  check(Op::tiers, {{Bound::up_to, "100", "0"}, {Bound::up_to, "300", "0.5"}, {Bound::above, "", "0.1"}},
        {{"0", "0"},
         {"50", "0"},
         {"100", "0"},
         {"101", "0.5"},
         {"300", "100"},
         {"400", "110"},
         {"-50", "0"},
         {"left out", "left out"},
         {"refused", "refused: nothing"}});
}

TEST_CASE("losses have tiers of their own", "[evaluate]") {
  check(Op::tiers,
        {{Bound::above, "", "1"},
         {Bound::loss_up_to, "100", "0.2"},
         {Bound::loss_up_to, "200", "0.5"},
         {Bound::loss_above, "", "0"}},
        {{"10", "10"}, {"-50", "-10"}, {"-150", "-45"}, {"-1000", "-70"}});
  check(Op::tiers, {{Bound::loss, "", "0.5"}}, {{"10", "0"}, {"-10", "-5"}});
}

TEST_CASE("bounds of tiers that are left out, or lie below the one before", "[evaluate]") {
  check(Op::tiers, {{Bound::up_to, "left out", "0.5"}, {Bound::above, "", "refused"}}, {{"1000", "left out"}});
  check(Op::tiers, {{Bound::up_to, "100", "1"}, {Bound::up_to, "50", "refused"}, {Bound::above, "", "2"}},
        {{"110", "120"}});
  check(Op::tiers, {{Bound::up_to, "100", "1"}, {Bound::up_to, "refused", "1"}}, {{"10", "refused: nothing"}});
}

TEST_CASE("a bound of a loss is no figure below zero", "[evaluate]") {
  check(Op::tiers, {{Bound::above, "", "1"}, {Bound::loss_up_to, "-5", "0"}, {Bound::loss_above, "", "0.5"}},
        {{"10", "10"}, {"0", "0"}, {"-1", "QD8115"}, {"-10", "QD8115"}});
  check(Op::tiers, {{Bound::loss_up_to, "0", "0"}, {Bound::loss_above, "", "0.5"}}, {{"-10", "-5"}});
  check(Op::tiers, {{Bound::loss_up_to, "-5", "0"}, {Bound::loss_up_to, "refused", "0"}},
        {{"-10", "refused: nothing"}});
}

TEST_CASE("a rate of a tier is needed only where it is reached", "[evaluate]") {
  check(Op::tiers, {{Bound::up_to, "100", "1"}, {Bound::up_to, "200", "left out"}, {Bound::above, "", "refused"}},
        {{"100", "100"}, {"150", "left out"}, {"201", "refused: nothing"}});
}

TEST_CASE("slices are split exactly over the columns", "[evaluate]") {
  PlanBuilder plan;
  const SetId parties = plan.set("parties", {plan.payer, plan.provider});
  const EntityId third = plan.party("third");
  const auto row = [&](Bound bound, const char* at, const std::string& left, const std::string& right) {
    return plan.row(bound, cell(plan, at), {cell(plan, left), cell(plan, right)});
  };
  const auto tiers = [&](const char* amount) {
    return plan.table(
        Op::tiers, plan.number(amount),
        {row(Bound::up_to, "0.05", "1", "1"), row(Bound::above, "", "1", "left out"), row(Bound::loss, "", "1", "1")},
        {plan.payer, plan.provider}, 0);
  };
  const NodeId gain = tiers("1.05");
  const NodeId loss = tiers("-0.05");
  const NodeId nothing = tiers("0");
  const NodeId unweighted =
      plan.table(Op::tiers, plan.number("1"), {row(Bound::above, "", "0", "left out")}, {plan.payer, plan.provider}, 0);
  const NodeId tiny = plan.table(Op::tiers, plan.number("0.001"), {row(Bound::above, "", "0", "left out")},
                                 {plan.payer, plan.provider}, 0);
  const Worked worked(plan);
  CHECK(worked.out(gain, "2014/15", {plan.payer}) == "1.03");
  CHECK(worked.out(gain, "2014/15", {plan.provider}) == "0.02");
  CHECK(worked.out(gain, "2014/15", {third}) == "0");
  CHECK(worked.out(loss, "2014/15", {plan.payer}) == "-0.03");
  CHECK(worked.out(loss, "2014/15", {plan.provider}) == "-0.02");
  CHECK(worked.out(nothing, "2014/15", {plan.payer}) == "0");
  CHECK(worked.out(unweighted, "2014/15", {plan.payer}) == "QD8108");
  CHECK(worked.out(tiny, "2014/15", {plan.payer}) == "0");
  CHECK(parties);
}

TEST_CASE("a scale is a line through its points, flat outside", "[evaluate]") {
  const std::vector<Row> ascending{
      {Bound::short_of, "50", "0"}, {Bound::at, "50", "1"}, {Bound::at, "60", "3"}, {Bound::at, "100", "5"}};
  check(Op::scale, ascending,
        {{"49.9", "0"},
         {"50", "1"},
         {"55", "2"},
         {"60", "3"},
         {"80", "4"},
         {"100", "5"},
         {"200", "5"},
         {"left out", "left out"},
         {"refused", "refused: nothing"}});
  const std::vector<Row> descending{{Bound::short_of, "20", "0"}, {Bound::at, "20", "1"}, {Bound::at, "10", "2"}};
  check(Op::scale, descending, {{"21", "0"}, {"20", "1"}, {"15", "1.5"}, {"10", "2"}, {"1", "2"}});
  check(Op::scale, {{Bound::at, "0", "1"}, {Bound::at, "3", "2"}}, {{"-5", "1"}, {"1", "4/3"}});
  check(Op::scale, {{Bound::at, "5", "7"}}, {{"1", "7"}, {"9", "7"}});
}

TEST_CASE("what is missing in a scale", "[evaluate]") {
  check(Op::scale, {{Bound::at, "left out", "1"}, {Bound::at, "3", "2"}}, {{"5", "left out"}});
  check(Op::scale, {{Bound::at, "0", "1"}, {Bound::at, "3", "left out"}, {Bound::at, "5", "refused"}},
        {{"0", "1"}, {"1", "left out"}, {"3", "left out"}, {"4", "refused: nothing"}});
}

TEST_CASE("the first step whose bounds hold", "[evaluate]") {
  check(Op::steps,
        {{Bound::below, "10", "1"},
         {Bound::to_below, "20", "2", "10"},
         {Bound::up_to, "20", "3"},
         {Bound::at_least, "40", "4"},
         {Bound::at_most, "30", "5"},
         {Bound::otherwise, "", "6"}},
        {{"9.99", "1"},
         {"10", "2"},
         {"19.99", "2"},
         {"20", "3"},
         {"25", "5"},
         {"35", "6"},
         {"40", "4"},
         {"left out", "left out"},
         {"refused", "refused: nothing"}});
  check(Op::steps, {{Bound::up_to, "10", "refused"}, {Bound::above, "", "1"}},
        {{"11", "1"}, {"10", "refused: nothing"}});
}

TEST_CASE("bounds of steps that are missing, and gaps between steps", "[evaluate]") {
  check(Op::steps, {{Bound::below, "left out", "1"}, {Bound::otherwise, "", "2"}}, {{"1", "left out"}});
  check(Op::steps, {{Bound::below, "refused", "1"}, {Bound::otherwise, "", "2"}}, {{"1", "refused: nothing"}});
  check(Op::steps, {{Bound::below, "10", "1"}, {Bound::below, "refused", "1"}}, {{"1", "refused: nothing"}});
  check(Op::steps, {{Bound::below, "50", "0"}, {Bound::at_least, "60", "5"}}, {{"55", "QD8110"}});
}

}  // namespace quarterday::evaluate
