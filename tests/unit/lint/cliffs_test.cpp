// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/lint/linting.h"

namespace quarterday::lint {
namespace {

constexpr const char* seen =
    "  metric seen each year : share\n"
    "    higher is better\n"
    "    not reported: settlement refused\n";

Lines cliffs(const std::string& sentence) {
  return linted(seen + std::string("  payment fee from icb to clinic, each year = ") + sentence + "\n").findings;
}

std::string cliff(const std::string& share) {
  return "cliff_edge: " + share + " of what 'fee' can give hangs on one step";
}

}  // namespace

TEST_CASE("a step of a quarter is a cliff, a smaller one is none", "[lint]") {
  CHECK(cliffs("£100 if seen >= 92%, otherwise £75") == Lines{cliff("25%")});
  CHECK(cliffs("£100 if seen >= 92%, otherwise £75.01").empty());
  CHECK(cliffs("£75 if seen < 92%, otherwise £100") == Lines{cliff("25%")});
}

TEST_CASE("what is won at a step is a part of the most of all cases", "[lint]") {
  CHECK(cliffs("£100 if seen >= 95%, £80 if seen >= 90%, £60 if seen >= 85%, otherwise £40").empty());
  CHECK(cliffs("£100 if seen >= 95%, £60 if seen >= 90%, otherwise £40") == Lines{cliff("40%")});
}

TEST_CASE("a share that begins at a bound jumps by the bound", "[lint]") {
  CHECK(cliffs("(seen if seen >= 30%, otherwise 0%) of £100") == Lines{cliff("30%")});
  CHECK(cliffs("(seen if seen >= 20%, otherwise 0%) of £100").empty());
}

TEST_CASE("what is added to other amounts is a part of their sum, as far as that is known", "[lint]") {
  CHECK(cliffs("£300 + (£100 if seen >= 92%, otherwise £0)") == Lines{cliff("25%")});
  CHECK(cliffs("£301 + (£100 if seen >= 92%, otherwise £0)").empty());
}

TEST_CASE("a gate with a name of its own is found where it decides", "[lint]") {
  const Linted result =
      linted(seen + std::string("  define met each year : yes/no = seen >= 92%\n"
                                "  payment fee from icb to clinic, each year = £9 if met, otherwise £4\n"));
  CHECK(result.findings == Lines{"cliff_edge: 55.5555…% of what 'fee' can give hangs on one step"});
}

TEST_CASE("whether there is anything to divide is no cliff", "[lint]") {
  const Linted result = linted(
      "  input visits each year : number\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = £9 / visits if visits > 0, otherwise £0\n");
  CHECK(result.findings.empty());
}

TEST_CASE("years and members are no figures that anybody moves", "[lint]") {
  CHECK(cliffs("£100 * seen if contract year = 1, otherwise £10 * seen").empty());
}

TEST_CASE("between a bound from above and one from below lies what is due otherwise", "[lint]") {
  CHECK(cliffs("£100 if seen >= 90%, £0 if seen < 50%, otherwise £10 + £80 * progress of seen over 50% to 90%") ==
        Lines{cliff("11.1111…%")});
  CHECK(cliffs("£100 if seen >= 90%, £0 if seen < 50%, otherwise £100 * progress of seen over 50% to 90%").empty());
}

}  // namespace quarterday::lint
