// SPDX-License-Identifier: Apache-2.0
//
// What the golden cases of tests/golden/format cannot show: lines laid out by themselves, and line ends of old
// machines.
#include "compiler/format/format.h"

#include "tests/unit/syntax/parsing.h"

namespace quarterday::format {
namespace {

std::string laid_out(const std::string& text) {
  const syntax::Parsed parsed = syntax::parse_text(text);
  return format(parsed.tree, parsed.file());
}

// The text with only those lines laid out.
std::string with_lines(const std::string& text, std::uint32_t first, std::uint32_t last) {
  const syntax::Parsed parsed = syntax::parse_text(text);
  const std::optional<Edit> edit = format_lines(parsed.tree, parsed.file(), first, last);
  if (!edit) return text;
  std::string changed = text;
  return changed.replace(edit->begin, edit->end - edit->begin, edit->text);
}

const std::string clinic =
    "contract clinic {\n"                                      // 1
    "currency GBP\n"                                           // 2
    "  term     2024/25 to 2025/26\n"                          // 3
    "\n\n"                                                     // 4, 5
    "parameter   fee : money = £3\n"                           // 6
    "parameter longer : money = £4 unit cases, each a case\n"  // 7
    " # the end\n"                                             // 8
    "}";                                                       // 9

TEST_CASE("some lines are laid out as they would be in the whole") {
  const std::string whole = laid_out(clinic);
  CHECK(with_lines(clinic, 1, 9) + "\n" == whole);
  CHECK(with_lines(whole, 1, 100) == whole);
  CHECK(with_lines(clinic, 2, 2).find("{\n  currency GBP\n  term     2024/25") != std::string::npos);
  CHECK(with_lines(clinic, 6, 6).find("2025/26\n\n  parameter fee    : money = £3\nparameter longer") !=
        std::string::npos);
  CHECK(with_lines(clinic, 7, 7).find("\n  parameter longer : money = £4\n  unit cases, each a case\n #") !=
        std::string::npos);
  CHECK(with_lines("contract clinic {\n  currency GBP  \t\n  }", 2, 2) == "contract clinic {\n  currency GBP\n  }");
  CHECK(with_lines(clinic, 3, 4) == clinic);
  CHECK(with_lines(clinic, 20, 30) == clinic);
}

TEST_CASE("lines laid out one by one make the whole") {
  std::string text = clinic;
  for (std::uint32_t line = 12; line > 0; --line) text = with_lines(text, line, line);
  CHECK(laid_out(text) == laid_out(clinic));
  CHECK(text + "\n" == laid_out(clinic));
}

TEST_CASE("what is no contract stays as it is") {
  for (const std::string text :
       {"", "\n\n", "# a remark\n\n\n", "party   icb\n", "contract\x01 {}", "contract \xff {}"}) {
    CHECK(laid_out(text) == text);
    CHECK(with_lines(text, 1, 10) == text);
  }
}

TEST_CASE("a lone carriage return ends a line, but begins no row") {
  CHECK(laid_out("contract old {\rcurrency GBP\r\rterm 2024/25 to 2024/25\r}\r") ==
        "contract old {\n  currency GBP\n  term     2024/25 to 2024/25\n}\n");
  // Behind it the bar separates cells; at the beginning of a line it would begin a row.
  const std::string table = "contract old {\nparameter x each year : number\n| 2024/25 | 1 |\r| 2 |\n}\n";
  CHECK(laid_out(table).find("| 2024/25 | 1 |\r| 2 |") != std::string::npos);
}

TEST_CASE("the words of a text are compared, and nothing else") {
  const auto same = [](const std::string& left, const std::string& right) {
    const syntax::Parsed one = syntax::parse_text(left);
    const syntax::Parsed other = syntax::parse_text(right);
    return same_words(one.tree, one.file(), other.tree, other.file());
  };
  CHECK(same("contract a { define x = £5 at\n\tleast £3 clause 1,2 # end  \n}",
             "contract a {define x=£5 at least £3 clause 1, 2 # end\n}"));
  CHECK_FALSE(same("contract a { define x = £5 }", "contract a { define x = £6 }"));
  CHECK_FALSE(same("contract a { define x = £5 }", "contract a { define x = £5"));
  CHECK_FALSE(same("contract a { # one\n}", "contract a { # two\n}"));
  CHECK_FALSE(same("contract a { # one\n}", "contract a { }"));
  CHECK_FALSE(same("contract a { ## one\n}", "contract a { # # one\n}"));
  CHECK_FALSE(same("contract a { x | y }", "contract a { x\n| y }"));
}

}  // namespace
}  // namespace quarterday::format
