// SPDX-License-Identifier: Apache-2.0
//
// A day lies before a period, in it or after it, and in one of these only; months later never turn days around.
#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "compiler/compile.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/value/date.h"

namespace {

using namespace quarterday;

const std::string contract = R"(contract dated {
  currency GBP
  term 2024/25 to 2026/27
  settled each month, each quarter, each year
  party payer
  party payee
  input happened_on : date
  payment month_before from payer to payee, each month = £1 if happened_on is before this month, otherwise £0
  payment month_in from payer to payee, each month = £1 if happened_on is in this month, otherwise £0
  payment month_after from payer to payee, each month = £1 if happened_on is after this month, otherwise £0
  payment quarter_before from payer to payee, each quarter = £1 if happened_on is before this quarter, otherwise £0
  payment quarter_in from payer to payee, each quarter = £1 if happened_on is in this quarter, otherwise £0
  payment quarter_after from payer to payee, each quarter = £1 if happened_on is after this quarter, otherwise £0
  payment year_before from payer to payee, each year = £1 if happened_on is before this year, otherwise £0
  payment year_in from payer to payee, each year = £1 if happened_on is in this year, otherwise £0
  payment year_after from payer to payee, each year = £1 if happened_on is after this year, otherwise £0
}
)";

value::Date some_date() {
  const int year = *rc::gen::inRange(2023, 2029);
  const int month = *rc::gen::inRange(1, 13);
  return {year, month, *rc::gen::inRange(1, value::days_in_month(year, month) + 1)};
}

TEST_CASE("a day lies before, in or after a period") {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add(diagnostics::SourceFile("dated.contract", contract));
  const compiler::Compilation compiled = compiler::compile(file, sources, sink);
  REQUIRE(compiled.plan);
  const plan::Calendar& calendar = compiled.plan->calendar;
  CHECK(rc::check([&] {
    const value::Date date = some_date();
    const data::Dataset data = data::load_text("data.csv", "name,period,value\nhappened_on,," + date.to_text() + "\n",
                                               *compiled.plan, {}, sources, sink);
    const int quarter = *rc::gen::inRange(0, 12);
    const plan::Period month{plan::Grain::month, compiled.plan->term.first + 3 * quarter + *rc::gen::inRange(0, 3)};
    for (const plan::Grain grain : {plan::Grain::month, plan::Grain::quarter, plan::Grain::year}) {
      const plan::Period period = calendar.containing(month, grain);
      const auto settlement = evaluate::settle(*compiled.plan, data, period, {}, sink);
      RC_ASSERT(settlement.has_value());
      RC_ASSERT(settlement->lines.size() == 3U);
      const bool before = date < plan::Calendar::first_day(period);
      const bool after = plan::Calendar::last_day(period) < date;
      RC_ASSERT((settlement->lines[0].amount.sign() > 0) == before);
      RC_ASSERT((settlement->lines[1].amount.sign() > 0) == (!before && !after));
      RC_ASSERT((settlement->lines[2].amount.sign() > 0) == after);
    }
  }));
}

TEST_CASE("months later keep the order of days, and go back where the day is in every month") {
  CHECK(rc::check([] {
    const value::Date one = some_date();
    const value::Date other = some_date();
    const int months = *rc::gen::inRange(0, 200);
    const auto later = value::months_later(one, months);
    const auto other_later = value::months_later(other, months);
    RC_ASSERT(later.has_value());
    RC_ASSERT(other_later.has_value());
    RC_ASSERT(!(one < other) || !(*other_later < *later));
    RC_PRE(one.day <= 28);
    RC_ASSERT(value::months_later(*later, -months) == one);
  }));
}

}  // namespace
