// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/csv_line.h"

#include <catch2/catch.hpp>

namespace quarterday::data {
namespace {

std::string cells_of(std::string_view line) {
  CsvLine csv;
  csv.split(line);
  std::string out;
  for (const Cell& cell : csv.cells()) {
    out += "[" + std::string(cell.text) + "]" + std::to_string(cell.begin) + "-" + std::to_string(cell.end) + " ";
  }
  if (csv.problem() == CsvProblem::unclosed_quote) out += "unclosed at " + std::to_string(csv.problem_at());
  if (csv.problem() == CsvProblem::text_after_quote) out += "text at " + std::to_string(csv.problem_at());
  return out;
}

}  // namespace

TEST_CASE("a line is taken apart at its commas", "[data]") {
  CHECK(cells_of("a,bc,") == "[a]0-1 [bc]2-4 []5-5 ");
  CHECK(cells_of("") == "[]0-0 ");
  CHECK(cells_of(" a \t, b b ") == "[a]1-2 [b b]6-9 ");
}

TEST_CASE("quoted cells hold commas and doubled quotation marks", "[data]") {
  CHECK(cells_of("\"a,b\",c") == "[a,b]0-5 [c]6-7 ");
  CHECK(cells_of("\"a \"\"b\"\"\",\"\"") == "[a \"b\"]0-9 []10-12 ");
  CHECK(cells_of(" \" a \" ,\"b\"") == "[a]1-6 [b]8-11 ");
  CHECK(cells_of("a\"b,c") == "[a\"b]0-3 [c]4-5 ");
}

TEST_CASE("quotation marks that do not match are found", "[data]") {
  CHECK(cells_of("a,\"b,c") == "[a]0-1 unclosed at 2");
  CHECK(cells_of("\"\"\"") == "unclosed at 0");
  CHECK(cells_of("\"a\"b,c") == "[a]0-3 text at 3");
}

TEST_CASE("views of unquoted cells stay good while the line is split", "[data]") {
  std::string line = "\"first \"\"cell\"\"\"";
  for (int i = 0; i < 200; ++i) line += ",\"cell " + std::to_string(i) + "\"";
  CsvLine csv;
  csv.split(line);
  REQUIRE(csv.cells().size() == 201);
  CHECK(csv.cells()[0].text == "first \"cell\"");
  CHECK(csv.cells()[200].text == "cell 199");
}

TEST_CASE("a line of empty cells is blank", "[data]") {
  CsvLine csv;
  csv.split(" ,,\t,\"\"");
  CHECK(csv.is_blank());
  csv.split(",,0");
  CHECK_FALSE(csv.is_blank());
}

}  // namespace quarterday::data
