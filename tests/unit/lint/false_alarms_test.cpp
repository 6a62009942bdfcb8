// SPDX-License-Identifier: Apache-2.0
//
// What looks like a finding and is none.
#include "tests/unit/lint/linting.h"

namespace quarterday::lint {

TEST_CASE("a cap on what may be negative is not idle, and a floor under it neither", "[lint]") {
  const Linted result = linted(
      "  input cost each year : money\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = 50% of (£900 - cost) at most £100 at least -£100\n");
  CHECK(result.findings.empty());
}

TEST_CASE("a share whose numerator may pass the denominator may pass a bound above 100%", "[lint]") {
  const std::string payment = "  payment fee from icb to clinic, each year = £9 if seen > 100%, otherwise £8\n";
  const std::string metric =
      "  metric seen each year : share\n    may pass 100%\n    not reported: settlement refused\n";
  CHECK(linted(metric + payment).findings.empty());
  CHECK(linted("  metric seen each year : share\n    not reported: settlement refused\n" + payment).findings ==
        Lines{"test_decided: this never holds, whatever is reported"});
}

TEST_CASE("a case of a table that asks for 0 guards the division below it", "[lint]") {
  const Linted result = linted(
      "  input visits, patients each year : number\n"
      "    not reported: settlement refused\n"
      "  define rate each year : number\n"
      "    | visits > 500 | 5                 |\n"
      "    | patients = 0 | 0                 |\n"
      "    | otherwise    | visits / patients |\n"
      "  payment fee from icb to clinic, each year = £2 * rate\n");
  CHECK(result.findings.empty());
}

TEST_CASE("names that count up, and plurals, are not alike", "[lint]") {
  const Linted result = linted(
      "  input visits_a, visits_b, patient, patients, stage_1, stage_2 each year : number\n"
      "    not reported: 0\n"
      "  payment fee from icb to clinic, each year = £2 * (visits_a + visits_b + patient + patients + stage_1 + "
      "stage_2)\n");
  CHECK(result.findings.empty());
}

TEST_CASE("a condition on last year's payment is found, a first year is not", "[lint]") {
  const Linted result = linted(
      "  input cost each year : money\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = first £5, then cost - fee last year\n");
  CHECK(result.findings.empty());
}

}  // namespace quarterday::lint
