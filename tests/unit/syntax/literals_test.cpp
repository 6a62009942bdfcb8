// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/literals.h"

#include <catch2/catch.hpp>

namespace quarterday::syntax {
namespace {

TEST_CASE("figures as a schedule prints them") {
  CHECK(read_figure("1,250,000.5")->to_text() == "1250000.5");
  CHECK(read_percent("2.5%")->to_text() == "0.025");
  CHECK(read_percent("0%")->is_zero());
  CHECK_FALSE(read_figure(std::string(61, '1')));

  CHECK(read_money("£26,500,000")->value.to_text() == "26500000");
  CHECK(read_money("£2.5m")->value.to_text() == "2500000");
  CHECK(read_money("€3bn")->value.to_text() == "3000000000");
  CHECK(read_money("€3bn")->symbol == "€");
  CHECK(read_money("SEK 10k")->value.to_text() == "10000");
  CHECK(read_money("SEK 10k")->symbol == "SEK");

  CHECK(read_duration("48 hours")->count == 48);
  CHECK(read_duration("48 hours")->unit == "hour");
  CHECK(read_duration("1\n  year")->unit == "year");
  CHECK_FALSE(read_duration("99999999999999999999 days"));

  CHECK(read_month("January") == 1);
  CHECK(read_month("December") == 12);
  CHECK(read_quarter("Q4") == 4);
}

}  // namespace
}  // namespace quarterday::syntax
