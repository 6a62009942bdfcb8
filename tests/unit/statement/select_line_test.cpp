// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/select_line.h"

#include <catch2/catch.hpp>

#include "tests/unit/statement/small_contract.h"

namespace quarterday::statement {
namespace {

using evaluate::Source;

struct Settled : SmallContract {
  InstanceId result = add(SmallContract::result, {calls}, Rational(1), Source::rule);
  InstanceId score = add(SmallContract::score, {calls}, Rational(1), Source::computed, {result});
  InstanceId other = add(SmallContract::score, {visits}, Rational(1), Source::computed);
  InstanceId fee = add(SmallContract::fee, {}, Rational(1000), Source::parameter);

  explicit Settled(bool two = true) {
    pay(north, Rational(1000), score, fee);
    if (two) pay(south, Rational(500), score, fee);
  }
  Selection select(std::string_view text) const { return select_line(plan, settlement, text); }
};

TEST_CASE("selecting a line: its printed name is enough while only one line has it") {
  const Settled settled(false);
  const Selection selection = settled.select("bonus");
  REQUIRE(selection.found);
  CHECK(selection.found->line == &settled.settlement.lines[0]);
}

TEST_CASE("selecting a line: several parties are told apart, with / or :") {
  const Settled settled;
  CHECK_FALSE(settled.select("bonus").found);
  CHECK(settled.select("bonus").choices == std::vector<std::string>{"bonus/north", "bonus/south"});
  CHECK(settled.select("bonus/south").found->line == &settled.settlement.lines[1]);
  CHECK(settled.select("bonus:north").found->line == &settled.settlement.lines[0]);
  CHECK(settled.select("bonus/payer/north").found->line == &settled.settlement.lines[0]);
  CHECK_FALSE(settled.select("bonus/nobody").found);
}

TEST_CASE("selecting a line: every choice that is offered selects one figure") {
  const Settled settled;
  for (const char* ambiguous : {"bonus", "score"}) {
    for (const std::string& choice : settled.select(ambiguous).choices) CHECK(settled.select(choice).found);
  }
}

TEST_CASE("selecting any other figure: by name, members and period, or by the name in the data") {
  const Settled settled;
  CHECK(settled.select("fee").found->instance == settled.fee);
  CHECK(settled.select("score").choices ==
        std::vector<std::string>{"score/calls@2015/16-Q1", "score/visits@2015/16-Q1"});
  CHECK(settled.select("score/visits").found->instance == settled.other);
  CHECK(settled.select("seen_calls").found->instance == settled.result);
  CHECK_FALSE(settled.select("score/visits@2015/16-Q2").found);
}

TEST_CASE("selecting what is not there: misspelt, or declared but not used") {
  const Settled settled;
  CHECK(settled.select("bonsu").similar == "bonus");
  CHECK_FALSE(settled.select("bonsu").declared);
  SmallContract unused;
  CHECK(select_line(unused.plan, unused.settlement, "fee").declared);
}

}  // namespace
}  // namespace quarterday::statement
