// SPDX-License-Identifier: Apache-2.0
//
// Amounts stay exact on their way through another currency, and each line is rounded in its own.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "compiler/compile.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/value/rounding.h"

namespace {

using namespace quarterday;

const std::string contract = R"(contract abroad {
  currency GBP
  term 2024/25 to 2024/25
  settled each year
  party payer
  party payee
  input cost each year : EUR
  input rate each year : GBP per EUR
  input yen_rate each year : GBP per JPY
  define in_pounds each year : money = cost * rate
  payment as_it_is from payer to payee, each year : EUR = cost
  payment there_and_back from payer to payee, each year : EUR = in_pounds / rate
  payment pounds from payer to payee, each year = in_pounds
  payment yen from payer to payee, each year : JPY = cost * rate / yen_rate
}
)";

// Up to six decimals, above 0.
std::string some_figure() {
  const std::string digits = std::to_string(*rc::gen::inRange(1, 1'000'000));
  return std::to_string(*rc::gen::inRange(0, 100'000)) + "." + std::string(6 - digits.size(), '0') + digits;
}

TEST_CASE("a rate of exchange converts exactly, and a line is rounded in its own currency") {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add(diagnostics::SourceFile("abroad.contract", contract));
  const compiler::Compilation compiled = compiler::compile(file, sources, sink);
  REQUIRE(compiled.plan);
  CHECK(rc::check([&] {
    const std::string cost = some_figure();
    const std::string rate = some_figure();
    const std::string yen_rate = some_figure();
    const std::string rows =
        "name,period,value\ncost,2024/25," + cost + "\nrate,2024/25," + rate + "\nyen_rate,2024/25," + yen_rate + "\n";
    const data::Dataset data = data::load_text("data.csv", rows, *compiled.plan, {}, sources, sink);
    const auto settlement = evaluate::settle(*compiled.plan, data, compiled.plan->calendar.year(2024), {}, sink);
    RC_ASSERT(settlement.has_value());
    RC_ASSERT(settlement->lines.size() == 4U);
    const value::Rational euros = *value::Rational::parse_decimal(cost);
    const value::Rational pounds = euros * *value::Rational::parse_decimal(rate);
    RC_ASSERT(settlement->lines[0].amount == value::round(euros, 2));
    RC_ASSERT(settlement->lines[1].amount == settlement->lines[0].amount);
    RC_ASSERT(settlement->lines[2].amount == value::round(pounds, 2));
    RC_ASSERT(settlement->lines[3].amount == value::round(pounds / *value::Rational::parse_decimal(yen_rate), 0));
  }));
}

}  // namespace
