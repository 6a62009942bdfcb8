// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/text_problem.h"

#include <catch2/catch.hpp>

namespace quarterday::diagnostics {
namespace {

using Kind = TextProblem::Kind;
using std::string_view_literals::operator""sv;

void check_problem(std::string_view text, std::size_t offset, Kind kind) {
  INFO("text: " << text);
  const std::optional<TextProblem> problem = find_text_problem(text);
  REQUIRE(problem);
  CHECK(problem->offset == offset);
  CHECK(problem->kind == kind);
}

}  // namespace

TEST_CASE("plain text, tabs, line ends and all of Unicode are no problem", "[diagnostics]") {
  CHECK_FALSE(find_text_problem(""));
  CHECK_FALSE(find_text_problem("fee\t= £8 per case\r\n# é😀 日本 \x7F"));
  CHECK_FALSE(find_text_problem("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST_CASE("the first byte that is no UTF-8 is found", "[diagnostics]") {
  check_problem("ab\xE9 cd", 2, Kind::NotUtf8);         // Latin-1
  check_problem("\x80", 0, Kind::NotUtf8);              // a continuation without a beginning
  check_problem("x\xC0\xAF", 1, Kind::NotUtf8);         // overlong
  check_problem("\xE0\x9F\xBF", 0, Kind::NotUtf8);      // overlong
  check_problem("\xED\xA0\x80", 0, Kind::NotUtf8);      // a surrogate
  check_problem("\xF4\x90\x80\x80", 0, Kind::NotUtf8);  // beyond U+10FFFF
  check_problem("£ \xE2\x82", 3, Kind::NotUtf8);        // cut off at the end
  check_problem("\xFF\xFEg\0b\0"sv, 0, Kind::NotUtf8);  // UTF-16
}

TEST_CASE("NUL and other controls are found", "[diagnostics]") {
  check_problem("ab\0c"sv, 2, Kind::Nul);
  check_problem("£\x1B[31m", 2, Kind::ControlCharacter);
}

TEST_CASE("a byte order mark is taken off once", "[diagnostics]") {
  std::string text = "\xEF\xBB\xBF\xEF\xBB\xBFname";
  CHECK(strip_bom(text));
  CHECK(text == "\xEF\xBB\xBFname");
  std::string without = "name";
  CHECK_FALSE(strip_bom(without));
  CHECK(without == "name");
}

}  // namespace quarterday::diagnostics
