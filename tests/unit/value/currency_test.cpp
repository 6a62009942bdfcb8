// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/currency.h"

#include <catch2/catch.hpp>
#include <set>

namespace quarterday::value {

TEST_CASE("currencies are known by their codes") {
  REQUIRE(currency_by_code("GBP"));
  CHECK(*currency_by_code("GBP") == Currency{"GBP", "£", 2});
  CHECK(currency_by_code("JPY")->minor_digits == 0);
  CHECK(currency_by_code("KWD")->minor_digits == 3);
  CHECK(currency_by_code("SEK")->symbol == "SEK");
  CHECK_FALSE(currency_by_code("gbp"));
  CHECK_FALSE(currency_by_code("XXX"));
  CHECK_FALSE(currency_by_code(""));
}

TEST_CASE("no code is listed twice") {
  std::set<std::string> codes;
  for (const Currency& currency : known_currencies()) {
    INFO(currency.code);
    CHECK(codes.insert(currency.code).second);
    CHECK(currency.code.size() == 3);
  }
}

TEST_CASE("symbols of literals") {
  CHECK(currency_by_symbol("£")->code == "GBP");
  CHECK(currency_by_symbol("€")->code == "EUR");
  CHECK(currency_by_symbol("$")->code == "USD");
  CHECK_FALSE(currency_by_symbol("%"));
  for (const char* code : {"USD", "CAD", "AUD", "NZD"}) {
    CHECK(symbol_matches("$", *currency_by_code(code)));
  }
  CHECK_FALSE(symbol_matches("$", *currency_by_code("GBP")));
  CHECK(symbol_matches("NZD", *currency_by_code("NZD")));
  CHECK_FALSE(symbol_matches("", *currency_by_code("SEK")));
}

}  // namespace quarterday::value
