// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/layout.h"

#include <catch2/catch.hpp>

namespace quarterday::statement {
namespace {

TEST_CASE("layout: columns are aligned by what a terminal shows, without trailing blanks") {
  TextTable table({Align::left, Align::right, Align::left});
  table.add({"name", "amount", "clause"});
  table.add_rule();
  table.add({"core", "£1.00", "4.1"});
  table.add({"Straße €", "£1,000.00", ""});
  CHECK(table.text(0) ==
        "name         amount  clause\n"
        "---------------------------\n"
        "core          £1.00  4.1\n"
        "Straße €  £1,000.00\n");
}

TEST_CASE("layout: a column without a cell is left away with its heading") {
  TextTable table({Align::left, Align::left, Align::left});
  table.add({"name", "title", "clause"});
  table.add({"core", "", "4.1"});
  CHECK(table.text(2) == "  name  clause\n  core  4.1\n");
}

TEST_CASE("layout: what is not printable does not reach the terminal") {
  TextTable table({Align::left});
  table.add({"heading"});
  table.add({"a\x1b[31mb"});
  CHECK(table.text(0).find('\x1b') == std::string::npos);
  CHECK(wrapped("a\x1b[31mb", 0, 0).find('\x1b') == std::string::npos);
}

TEST_CASE("layout: text is broken at blanks, a long word stays whole") {
  CHECK(wrapped("one two three", 0, 2, 8) == "one two\n  three\n");
  CHECK(wrapped("one extraordinary two", 1, 3, 8) == " one\n   extraordinary\n   two\n");
  CHECK(wrapped("", 4, 4) == "\n");
}

TEST_CASE("layout: shortening counts code points") {
  CHECK(shortened("£££", 3) == "£££");
  CHECK(shortened("££££", 3) == "££…");
}

}  // namespace
}  // namespace quarterday::statement
