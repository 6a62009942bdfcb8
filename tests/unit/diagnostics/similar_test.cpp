// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/similar.h"

#include <array>
#include <catch2/catch.hpp>
#include <vector>

namespace quarterday::diagnostics {
namespace {

constexpr std::array<std::string_view, 6> names{"value", "core", "quality", "cost_of_care", "rtt_18_weeks", "Circle"};

}  // namespace

TEST_CASE("a misspelt name leads to the one that was meant", "[diagnostics]") {
  CHECK(closest("valeu", names) == "value");       // swapped
  CHECK(closest("vlue", names) == "value");        // dropped
  CHECK(closest("qualitty", names) == "quality");  // added
  CHECK(closest("rtt_18_week", names) == "rtt_18_weeks");
  CHECK(closest("cost_off_car", names) == "cost_of_care");
  CHECK(closest("CORE", names) == "core");
  CHECK(closest("circle", names) == "Circle");
}

TEST_CASE("what resembles nothing leads nowhere", "[diagnostics]") {
  CHECK_FALSE(closest("surplus", names));
  CHECK_FALSE(closest("", names));
  CHECK_FALSE(closest("x", std::array<std::string_view, 2>{"y", ""}));
  CHECK_FALSE(closest("core", std::array<std::string_view, 1>{"core"}));
  CHECK_FALSE(closest("core", {}));
}

TEST_CASE("a swap of neighbours is one change", "[diagnostics]") {
  CHECK(closest("ab", std::array<std::string_view, 1>{"ba"}) == "ba");
}

TEST_CASE("of equally close names the first is taken, and a closer one before it", "[diagnostics]") {
  CHECK(closest("part_x", std::array<std::string_view, 2>{"part_a", "part_b"}) == "part_a");
  CHECK(closest("part_xy", std::array<std::string_view, 2>{"part_ab", "part_xb"}) == "part_xb");
}

TEST_CASE("very long names are skipped", "[diagnostics]") {
  const std::string wanted(101, 'a');
  const std::string candidate(100, 'a');
  CHECK_FALSE(closest(wanted, std::vector<std::string_view>{candidate}));
  CHECK_FALSE(closest(candidate, std::vector<std::string_view>{wanted}));
  CHECK(closest(candidate.substr(1), std::vector<std::string_view>{candidate}) == candidate);
}

}  // namespace quarterday::diagnostics
