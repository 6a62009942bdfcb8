// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/statement.h"

#include <catch2/catch.hpp>

#include "tests/unit/statement/small_contract.h"

namespace quarterday::statement {
namespace {

using evaluate::Source;

TEST_CASE("statement: lines keep their order and their sign, with clause and names") {
  SmallContract small;
  const InstanceId result = small.add(small.result, {small.calls}, Rational(1), Source::rule);
  const InstanceId score = small.add(small.score, {small.calls}, Rational(1), Source::computed, {result});
  const InstanceId fee = small.add(small.fee, {}, Rational(1000), Source::parameter);
  small.pay(small.north, Rational(1000), score, fee);
  small.pay(small.south, Rational(-200), score, fee);

  const Statement statement = make_statement(small.plan, small.dataset, small.settlement);
  REQUIRE(statement.lines.size() == 2);
  CHECK(statement.lines[0].payment == "bonus");
  CHECK(statement.lines[0].clause == "5, 6");
  CHECK(statement.lines[1].to == "south");
  CHECK(statement.lines[1].amount == Rational(-200));
  CHECK(statement.period == "2015/16-Q1");
  CHECK_FALSE(statement.refusal);
}

TEST_CASE("statement: totals count a negative amount as money that goes the other way, and their nets cancel") {
  SmallContract small;
  const InstanceId fee = small.add(small.fee, {}, Rational(1000), Source::parameter);
  small.pay(small.north, Rational(1000), fee, fee);
  small.pay(small.south, Rational(-200), fee, fee);

  const Statement statement = make_statement(small.plan, small.dataset, small.settlement);
  REQUIRE(statement.totals.size() == 3);
  CHECK(statement.totals[0].party == "payer");
  CHECK(statement.totals[0].title == "Health Board");
  CHECK(statement.totals[0].paid == Rational(1000));
  CHECK(statement.totals[0].received == Rational(200));
  CHECK(statement.totals[2].paid == Rational(200));
  Rational sum;
  for (const PartyTotal& total : statement.totals) sum += total.net();
  CHECK(sum == Rational(0));
}

TEST_CASE("statement: an input that was not reported is listed with what stands in and the clause of the rule") {
  SmallContract small;
  small.add(small.result, {small.visits}, plan::LeftOut{small.result}, Source::rule);
  small.add(small.result, {small.calls}, plan::LeftOut{small.result}, Source::rule);
  small.add(small.fee, {}, Rational(1000), Source::parameter);

  const Statement statement = make_statement(small.plan, small.dataset, small.settlement);
  REQUIRE(statement.absences.size() == 2);
  CHECK(statement.absences[0].members == std::vector<std::string>{"calls"});
  CHECK(statement.absences[0].figure == "left out");
  CHECK(statement.absences[0].rule == "left out");
  CHECK(statement.absences[0].clause == "6.2");
  CHECK(statement.absences[0].period == "2015/16-Q1");
}

TEST_CASE("statement: a refusal names the input and has no lines") {
  SmallContract small;
  small.settlement.refusal = evaluate::Refusal{small.result, {}, {}, {}, "", {"result for calls in 2015/16-Q1"}};
  const Statement statement = make_statement(small.plan, small.dataset, small.settlement);
  REQUIRE(statement.refusal);
  CHECK(statement.refusal->input == "result");
  CHECK(statement.refusal->clause == "6.2");
  CHECK(statement.lines.empty());
}

}  // namespace
}  // namespace quarterday::statement
