// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/check.h"

#include <catch2/catch.hpp>

namespace quarterday::value {

TEST_CASE("a failed check is an internal error that says what and where") {
  const int tiers = 0;
  CHECK_NOTHROW([&] { QD_CHECK(tiers == 0, "no tiers yet"); }());
  CHECK_THROWS_AS([&] { QD_CHECK(tiers > 0, "a tariff has tiers"); }(), InternalError);
  CHECK_THROWS_WITH([&] { QD_CHECK(tiers > 0, "a tariff has tiers"); }(),
                    Catch::StartsWith("internal error: a tariff has tiers (`tiers > 0` failed at check_test.cpp:") &&
                        Catch::EndsWith("; please report it"));
}

}  // namespace quarterday::value
