// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/words.h"

#include <catch2/catch.hpp>

#include "runtime/statement/words.h"
#include "tests/unit/statement/small_contract.h"

namespace quarterday::statement {
namespace {

std::string in_words(const plan::Calendar& calendar, const char* period) {
  return period_in_words(calendar, *calendar.parse(period));
}

TEST_CASE("words: periods say which months they are") {
  const plan::Calendar financial;
  CHECK(in_words(financial, "2015/16") == "Year 2015/16 (April 2015 to March 2016)");
  CHECK(in_words(financial, "2015/16-Q1") == "Quarter 2015/16-Q1 (April to June 2015)");
  CHECK(in_words(financial, "2015-04") == "Month 2015-04 (April 2015)");
  const plan::Calendar calendar{1};
  CHECK(in_words(calendar, "2015") == "Year 2015 (January to December 2015)");
  const plan::Calendar anniversary{11};
  CHECK(in_words(anniversary, "2015/16-Q1") == "Quarter 2015/16-Q1 (November 2015 to January 2016)");
}

TEST_CASE("words: what may be settled") {
  SmallContract small;
  CHECK(evaluate::settled_periods(small.plan) ==
        "each quarter from 2015/16-Q1 to 2016/17-Q4, each year from 2015/16 to 2016/17");
  small.plan.run_off_last = small.plan.term.last + 4;
  CHECK(evaluate::settled_periods(small.plan) ==
        "each quarter from 2015/16-Q1 to 2017/18-Q1, each year from 2015/16 to 2016/17");
}

TEST_CASE("words: amounts for machines have the decimals of the currency and no negative zero") {
  const value::Currency pounds{"GBP", "£", 2};
  CHECK(amount_text(Rational(6293750), pounds) == "6293750.00");
  CHECK(amount_text(-(Rational(123) / Rational(10)), pounds) == "-12.30");
  CHECK(amount_text(-(Rational(1) / Rational(1000)), pounds) == "0.00");
  CHECK(amount_text(Rational(80), {"JPY", "¥", 0}) == "80");
}

TEST_CASE("words: figures carry their unit") {
  SmallContract small;
  small.plan.units = {{"cases", "case"}};
  plan::Type type;
  type.kind = plan::Type::Kind::count;
  type.unit = plan::UnitId{0};
  CHECK(figure_text(small.plan, type, Rational(1234)) == "1,234 cases");
  CHECK(figure_text(small.plan, type, Rational(1)) == "1 case");
  type.kind = plan::Type::Kind::percent;
  CHECK(figure_text(small.plan, type, Rational(5) / Rational(8)) == "62.5%");
  type.kind = plan::Type::Kind::money;
  CHECK(figure_text(small.plan, type, Rational(-1234)) == "-£1,234.00");
  CHECK(figure_text(small.plan, type, plan::LeftOut{}) == "left out");
  CHECK(figure_text(small.plan, type, true) == "yes");
  CHECK(figure_text(small.plan, type, small.calls) == "calls");
}

TEST_CASE("words: ranges and standards are written in the unit of their bounds") {
  SmallContract small;
  plan::Type type;
  type.kind = plan::Type::Kind::range;
  type.words = "range of percent";
  const Rational low = Rational(2) / Rational(5);
  CHECK(figure_text(small.plan, type, plan::Range{low, Rational(1)}) == "40% to 100%");
  type.kind = plan::Type::Kind::standard;
  CHECK(figure_text(small.plan, type, plan::Standard{true, low}) == "at least 40%");
}

TEST_CASE("words: a refused input is named as the data know it, a family by its name in the contract") {
  SmallContract small;
  CHECK(input_id(small.plan, small.result) == "result");
  plan::InputRules& rules = small.plan.values[small.result.index].input;
  rules.data_index.reset();
  rules.data_prefix = "high_cost";
  CHECK(input_id(small.plan, small.result) == "high_cost");
  rules.data_prefix.clear();
  CHECK(input_id(small.plan, small.result) == "result");
}

TEST_CASE("words: instances are named with their members and period") {
  SmallContract small;
  const std::vector<plan::EntityId> members{small.calls};
  CHECK(instance_name(small.plan, small.result, members, small.settlement.period) == "result for calls in 2015/16-Q1");
  CHECK(instance_name(small.plan, small.fee, {}, {}) == "fee");
  CHECK(data_name(small.plan, small.result, members) == "seen_calls");
}

}  // namespace
}  // namespace quarterday::statement
