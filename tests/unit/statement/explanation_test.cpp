// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/explanation.h"

#include <catch2/catch.hpp>

#include "runtime/statement/select_line.h"
#include "tests/unit/statement/small_contract.h"

namespace quarterday::statement {
namespace {

using evaluate::Source;

struct Settled : SmallContract {
  InstanceId result = add(SmallContract::result, {calls}, plan::LeftOut{SmallContract::result}, Source::rule);
  InstanceId score = add(SmallContract::score, {calls}, Rational(1) / Rational(2), Source::computed, {result});
  InstanceId fee = add(SmallContract::fee, {}, Rational(1000), Source::parameter);

  Settled() {
    pay(north, Rational(500), score, fee);
    pay(south, Rational(500), score, fee);
  }
  std::vector<Explanation> explain_all(ExplainOptions options = {}) const {
    return explain(plan, dataset, settlement, all_lines(settlement), options);
  }
};

TEST_CASE("explanation text: from the line down to the rule for what is not reported") {
  const Settled settled;
  const std::vector<Explanation> all = settled.explain_all();
  CHECK(render_text(std::span(all).first(1)) ==
        "bonus in 2015/16-Q1, payer to north: £500.00 (clause 5, 6, small.contract:15)\n"
        "    = score for calls * fee\n"
        "  score for calls 'Telephone calls' in 2015/16-Q1: 50% (clause 4, small.contract:13)\n"
        "      = 100% if result >= 92%, otherwise 50%\n"
        "      · result >= 92%: no (clause 4.1)\n"
        "    Patients seen in time (result) for calls 'Telephone calls' in 2015/16-Q1: left out (not reported: left "
        "out by clause\n"
        "        6.2, small.contract:11)\n"
        "  fee: £1,000.00 (clause 3, small.contract:12)\n");
}

TEST_CASE("explanation: each figure is explained once") {
  const Settled settled;
  const std::vector<Explanation> all = settled.explain_all();
  REQUIRE(all.size() == 2);
  CHECK_FALSE(all[0].reads.at(0).see_above);
  REQUIRE(all[1].reads.at(0).see_above);
  CHECK(all[1].reads[0].reads.empty());
  CHECK(render_text(all).find("  score for calls 'Telephone calls' in 2015/16-Q1: 50% (see above)\n") !=
        std::string::npos);
}

TEST_CASE("explanation: the depth can be limited, and what is below is counted") {
  const Settled settled;
  ExplainOptions options;
  options.depth = 0;
  const std::vector<Explanation> all = settled.explain_all(options);
  CHECK(all[0].reads.empty());
  CHECK(all[0].cut_reads == 2);
  CHECK(render_text(all).find("… from 2 figures not shown\n") != std::string::npos);
}

TEST_CASE("explanation JSON: a tree of figures with their places") {
  const Settled settled;
  const std::string json = render_json(settled.explain_all());
  CHECK(json.find("\"value\": \"bonus\"") != std::string::npos);
  CHECK(json.find("\"source\": \"rule\"") != std::string::npos);
  CHECK(json.find("\"remark\": \"not reported: left out by clause 6.2\"") != std::string::npos);
  CHECK(json.find("\"exact\": \"1/2\"") == std::string::npos);
  CHECK(json.find("\"exact\": \"0.5\"") != std::string::npos);
  CHECK(json.find("\"see_above\": true") != std::string::npos);
}

}  // namespace
}  // namespace quarterday::statement
