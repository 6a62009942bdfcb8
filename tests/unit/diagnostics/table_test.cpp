// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "runtime/diagnostics/explain.h"
#include "runtime/diagnostics/text_problem.h"

namespace quarterday::diagnostics {
namespace {

std::size_t sentence_count(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends = text[i] == '.' && (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n');
    if (ends) ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("codes are unique, ascending and of a known phase", "[diagnostics]") {
  const std::set<char> phases{'1', '2', '3', '4', '5', '6', '8'};
  std::uint16_t before = 0;
  for (const Row& row : all_rows()) {
    INFO(row.name);
    CHECK(row.code() > before);
    CHECK(phases.count(code_text(row.id)[2]) == 1);
    before = row.code();
  }
}

TEST_CASE("every row explains itself with a few sentences and an example", "[diagnostics]") {
  for (const Row& row : all_rows()) {
    INFO(row.name);
    const std::size_t sentences = sentence_count(row.explanation);
    CHECK(sentences >= 2);
    CHECK(sentences <= 6);
    REQUIRE(row.example.size() > 1);
    CHECK(row.example.front() != '\n');
    CHECK(row.example.back() == '\n');
    CHECK_FALSE(find_text_problem(row.explanation));
    CHECK_FALSE(find_text_problem(row.example));
  }
}

TEST_CASE("messages begin in lower case or with a name, and have no full stop", "[diagnostics]") {
  for (const Row& row : all_rows()) {
    INFO(row.name);
    REQUIRE_FALSE(row.message.empty());
    const char first = row.message.front();
    CHECK(((first >= 'a' && first <= 'z') || first == '\'' || first == '`' || first == '{'));
    CHECK(row.message.back() != '.');
    CHECK(std::count(row.message.begin(), row.message.end(), '`') % 2 == 0);
  }
}

TEST_CASE("a code leads to its row and back", "[diagnostics]") {
  CHECK(code_text(Id::WeightsSum) == "QD5104");
  CHECK(id_of_code("QD5104") == Id::WeightsSum);
  CHECK(id_of_code("qd5104") == Id::WeightsSum);
  CHECK(id_of_code("5104") == Id::WeightsSum);
  for (const Row& row : all_rows()) {
    CHECK(id_of_code(code_text(row.id)) == row.id);
    CHECK(&diagnostics::row(row.id) == &row);
  }
}

TEST_CASE("what is no code leads nowhere", "[diagnostics]") {
  for (const std::string_view text : {"", "QD", "QD0000", "QD9999", "QD51040", "QD510", "5104x", "-104", "E0277"}) {
    INFO(text);
    CHECK_FALSE(id_of_code(text));
  }
}

TEST_CASE("a page shows the message, the explanation and the example", "[diagnostics]") {
  CHECK(explain_code(Id::UnclosedTitle) ==
        "error[QD1105]: the title is not closed on its line\n"
        "\n"
        "A title begins with a quotation mark and ends with another one on the same line.\n"
        "Without the second one the rest of the line would be part of the title.\n"
        "\n"
        "For example:\n"
        "\n"
        "    party circle \"Circle Clinical Services Ltd is prime contractor\n");
  CHECK(explain_code(Id::WeightsSum).starts_with("error[QD5104]: the weights of … sum to …, not 100%\n"));
}

TEST_CASE("the document has every code once, under its phase", "[diagnostics]") {
  const std::string document = diagnostics_markdown();
  std::size_t before = 0;
  for (const Row& row : all_rows()) {
    const std::string heading = "\n### " + code_text(row.id) + ": ";
    const std::size_t at = document.find(heading);
    INFO(heading);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    CHECK(document.find(heading, at + 1) == std::string::npos);
    before = at;
  }
  const std::size_t names = document.find("\n## Names (QD2xxx)\n");
  CHECK(names < document.find("\n### QD2001"));
  CHECK(names > document.find("\n### QD1107"));
}

}  // namespace quarterday::diagnostics
