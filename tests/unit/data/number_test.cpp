// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/number.h"

#include <catch2/catch.hpp>

#include "runtime/diagnostics/table.h"

namespace quarterday::data {
namespace {

std::string read(std::string_view text) {
  Objections objections;
  const std::optional<Number> number = read_number({text, 0, static_cast<std::uint32_t>(text.size())}, objections);
  if (number) return number->exact().to_text();
  const Diagnostic& objection = objections.at(0);
  return diagnostics::code_text(objection.id) + ": " +
         (objection.helps.empty() ? objection.primary_text : objection.helps[0]);
}

}  // namespace

TEST_CASE("decimals are read exactly, whatever their length", "[data]") {
  CHECK(read("0") == "0");
  CHECK(read("6293750.00") == "6293750");
  CHECK(read("-350000.50") == "-350000.5");
  CHECK(read("+5") == "5");
  CHECK(read("007") == "7");
  CHECK(read("999999999999999999") == "999999999999999999");
  CHECK(read("9999999999999999999") == "9999999999999999999");
  CHECK(read("-0.000000000000000001") == "-0.000000000000000001");
  CHECK(read("123456789012345678901234567890.123456789") == "123456789012345678901234567890.123456789");
}

TEST_CASE("what is no number is said with what to write instead", "[data]") {
  CHECK(read("62.5%") == "QD8009: write 0.625, not 62.5%");
  CHECK(read("62,5%") == "QD8009: write a share as a decimal, 0.625 for 62.5%");
  CHECK(read("£1,234.50") == "QD8009: write 1234.50, without the currency");
  CHECK(read("80 SEK") == "QD8009: write 80, without the currency");
  CHECK(read("3,5") == "QD8009: write 3.5 with a decimal point");
  CHECK(read("1,234") == "QD8009: write 1234, without separators of thousands");
  CHECK(read("1,234,567.5") == "QD8009: write 1234567.5, without separators of thousands");
  CHECK(read("25 000") == "QD8009: write 25000, without separators of thousands");
  CHECK(read("1e5") == "QD8009: write the number out with all its digits, a spreadsheet has shortened it");
  CHECK(read("\xE2\x88\x92"
             "5") == "QD8009: write -5 with a hyphen");
  CHECK(read("n/a") == "QD8009: a figure that is not reported has no row");
  CHECK(read("nan") == "QD8009: a figure that is not reported has no row");
  CHECK(read("inf") == "QD8009: a figure that is not reported has no row");
  CHECK(read("-") == "QD8009: a figure that is not reported has no row");
  CHECK(read("25m") == "QD8009: figures are written with digits and a decimal point");
  CHECK(read("1.") == "QD8009: figures are written with digits and a decimal point");
  CHECK(read(".5") == "QD8009: figures are written with digits and a decimal point");
  CHECK(read("1.2.3") == "QD8009: figures are written with digits and a decimal point");
  CHECK(read(std::string(61, '1')) == "QD8009: more than 60 digits");
}

TEST_CASE("formulas are told from signed numbers", "[data]") {
  CHECK(read("=SUM(B2:B13)") == "QD8017: save the values of the cells, not their formulas");
  CHECK(read("@x") == "QD8017: save the values of the cells, not their formulas");
  CHECK(read("-A1") == "QD8017: save the values of the cells, not their formulas");
  CHECK(read("+1+2") == "QD8017: save the values of the cells, not their formulas");
  CHECK_FALSE(is_formula("-3.5"));
  CHECK_FALSE(is_formula("-"));
  CHECK_FALSE(is_formula(""));
}

TEST_CASE("numbers compare exactly across lengths and decimals", "[data]") {
  value::NumberError error{};
  const auto number = [&error](std::string_view text) { return *parse_number(text, error); };
  CHECK(is_above(number("0.5"), number("0.49")));
  CHECK_FALSE(is_above(number("1.0"), number("1")));
  CHECK(is_above(number("12345678901234567890"), number("1")));
  CHECK_FALSE(is_above(number("2"), number("12345678901234567890")));
  CHECK(number("-12345678901234567890").sign() == -1);
  CHECK(number("-0.00").sign() == 0);
}

}  // namespace quarterday::data
