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
      "  payment fee from icb to clinic, each year = first £5, then (cost at most £900) - fee last year\n");
  CHECK(result.findings.empty());
}

TEST_CASE("a gain of money is no floor without use, for money is reported below nothing too", "[lint]") {
  const Linted result = linted(
      "  input saving each year : money\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = 50% of gain of saving\n");
  CHECK(result.findings.empty());
}

TEST_CASE("a date is no cliff", "[lint]") {
  const Linted result = linted(
      "  input opened_on : date\n"
      "    not reported: left out\n"
      "  payment fee from icb to clinic, each quarter = £9 if opened_on is before this quarter, otherwise £0\n");
  CHECK(result.findings.empty());
}

TEST_CASE("what a condition asks stands for no missing figure", "[lint]") {
  const Linted result = linted(
      "  parameter part each year : percent\n"
      "    | 2024/25      | 100% |\n"
      "    | from 2025/26 |  50% |\n"
      "  input cost each year : money\n"
      "    not reported: £0 if part = 100%, otherwise settlement refused\n"
      "  payment fee from icb to clinic, each year = cost * part\n");
  CHECK(result.findings.empty());
}

TEST_CASE("one half of a range that is always met leaves the other", "[lint]") {
  const Linted result = linted(
      "  metric seen each year : share\n"
      "    not reported: settlement refused\n"
      "  payment fee from icb to clinic, each year = £9 if seen is between 0% and 90%, otherwise £8\n");
  CHECK(result.findings.empty());
}

TEST_CASE("what is left after advances is no share", "[lint]") {
  const Linted result = linted(
      "  input achieved each year : money\n"
      "    not reported: £0\n"
      "  payment advance from icb to clinic, each quarter from 2025/26 = instalment of 70% of achieved last year\n"
      "  payment rest from icb to clinic, each year from 2025/26 = (achieved at most £9,000) - sum over quarters of "
      "advance\n");
  CHECK(result.findings.empty());
}

}  // namespace quarterday::lint
