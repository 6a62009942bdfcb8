// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/warnings.h"

#include <catch2/catch.hpp>

#include "tests/unit/statement/small_contract.h"

namespace quarterday::statement {
namespace {

using evaluate::Source;

std::vector<Warning> warnings_for(const Rational& reported) {
  SmallContract small(reported);
  const InstanceId result = small.add(small.result, {small.calls}, reported, Source::reported);
  small.add(small.score, {small.calls}, Rational(1), Source::computed, {result});
  return find_warnings(small.plan, small.dataset, small.settlement);
}

Rational percent(const char* text) { return *Rational::parse_decimal(text) / Rational(100); }

TEST_CASE("warnings: a metric within 1% of the threshold it is compared with") {
  const std::vector<Warning> warnings = warnings_for(percent("92.5"));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].kind == Warning::Kind::near_threshold);
  CHECK(warnings[0].input == "result");
  CHECK(warnings[0].members == std::vector<std::string>{"calls"});
  CHECK(warnings[0].clause == "4.1");
  CHECK(warnings[0].text ==
        "result for calls in 2015/16-Q1 is 92.5%, within 1% of the threshold 92% in 'result >= 92%' (clause 4.1)");
}

TEST_CASE("warnings: 1% is of the threshold, and includes its ends") {
  CHECK(warnings_for(percent("92.92")).size() == 1);
  CHECK(warnings_for(percent("92.921")).empty());
  CHECK(warnings_for(percent("91.08")).size() == 1);
  CHECK(warnings_for(percent("91.079")).empty());
}

TEST_CASE("warnings: an input that is no metric and no percentage is not judged") {
  SmallContract small(percent("92"));
  plan::Value& input = small.plan.values[small.result.index];
  input.input.metric = false;
  input.type.kind = plan::Type::Kind::number;
  const InstanceId result = small.add(small.result, {small.calls}, percent("92"), Source::reported);
  small.add(small.score, {small.calls}, Rational(1), Source::computed, {result});
  CHECK(find_warnings(small.plan, small.dataset, small.settlement).empty());
}

TEST_CASE("warnings: 93 for 93%") {
  const std::vector<Warning> warnings = warnings_for(Rational(93));
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].kind == Warning::Kind::percent_as_number);
  CHECK(warnings[0].text ==
        "result for calls in 2015/16-Q1 is reported as 93, which is 9300%; if 93% is meant, write 0.93");
}

TEST_CASE("warnings: a ratio that may pass 100% is no mistake") {
  SmallContract small(Rational(2));
  small.plan.values[small.result.index].input.may_pass_whole = true;
  small.add(small.result, {small.calls}, Rational(2), Source::reported);
  CHECK(find_warnings(small.plan, small.dataset, small.settlement).empty());
}

}  // namespace
}  // namespace quarterday::statement
