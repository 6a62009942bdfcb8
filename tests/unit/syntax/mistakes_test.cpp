// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/unit/syntax/parsing.h"

namespace quarterday::syntax {
namespace {

// Everything a person sees of a diagnostic, but for the places.
std::string words_of(const diagnostics::Diagnostic& diagnostic) {
  std::string words = diagnostic.message;
  for (const std::string& help : diagnostic.helps) words += "; " + help;
  return words;
}

std::string repaired(const Parsed& parsed) {
  std::string text = parsed.file().text();
  const diagnostics::FixIt& fix = parsed.sink.all().front().fixes.front();
  return text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.replacement);
}

TEST_CASE("one mistake, one diagnostic, where it was made and in words that help") {
  struct Row {
    const char* text;
    const char* place;  // within the text, whose first line is line 1
    const char* words;
  };
  const Row rows[] = {
      {"define core each year : money 95% of value", "QD1101 1:31", "the sentence begins with `=`"},
      {"define core : money each year = value", "QD1101 1:21",
       "the head comes before the type: `define core each year : money`"},
      {"define x each year\n", "QD1101 1:19",
       "unexpected end of this definition: expected `=`, a row of the table or `:`"},
      {"define x = £3 £4", "QD1101 1:15", "unexpected `£4`: expected an operator or a declaration"},
      {"define x = (£3 + £4", "QD1101 1:20", "expected `)`"},
      {"define x = £3 + £4)", "QD1101 1:19", "unexpected `)`"},
      {"define x = 3 * * 4", "QD1101 1:16", "expected a figure or a name"},
      {"define x = sum over kinds weight", "QD1101 1:27", "expected `of`"},
      {"define x = progress of u from 3 to 4", "QD1101 1:26", "expected `over`"},
      {"define x = £3 split kinds by w", "QD1101 1:21", "expected `over`"},
      {"define x = £3 growing 3% each year", "QD1101 1:26", "`growing 3% a year`"},
      {"define x = £3 if u > 3", "QD1101 1:23", "a condition needs a last case: `, otherwise ...`"},
      {"define x = £3 if u > 3, £4", "QD1101 1:27", "a condition needs a last case: `, otherwise ...`"},
      {"define x = £3 if u > 3 otherwise £4", "QD1101 1:24", "a comma stands before `otherwise`"},
      {"define x = 1 < u < 3", "QD1101 1:18", "a test compares two things; join tests with `and`"},
      {"define x = u == 3", "QD1101 1:15", "equality is tested with a single `=`"},
      {"define x = u != 3", "QD1103 1:14", "'not equal' is written `is not`"},
      {"define x = u is > 3", "QD1101 1:17", "a comparison needs no `is`"},
      {"define x = 3 // three", "QD1101 1:15", "remarks begin with `#`"},
      {"define x = £3 clause 3.1", "QD1101 1:15", "the clause stands after the type and before the `=`"},
      {"define x each year \"X\" : money = 3", "QD1101 1:20", "the title stands directly after the name"},
      {"define x = £3;", "QD1103 1:14", "it needs no semicolon"},
      {"define x = 3 – 4", "QD1103 1:14", "minus is written `-`"},
      {"define x = £ 95", "QD1103 1:12", "the sign stands directly at the figure"},
      {"define x = risked[report]", "QD1101 1:12", "unexpected `risked[report]`"},
      {"define sum = 3", "QD2007 1:8", "`sum` is a word of the language and cannot be a name"},
      {"define x = sum + 3", "QD1101 1:16", "`sum` is a word of the language and cannot be a name"},
      {"define x = 3 * over", "QD1101 1:16", "`over` is a word of the language and cannot be a name"},
      {"define x-y = 3", "QD1101 1:9", "names are small letters, digits and underscores: `x_y`"},
      {"define 2x = 3", "QD1101 1:8", "begin with a letter"},
      {"define x for each kind, each year, each quarter : money = 3", "QD1101 1:36", "unexpected second period"},
      {"define x each year from March = 3", "QD1101 1:25", "expected a period such as `2014/15`"},
      {"define x = 3\n  | u | b |\n  | c |", "QD1104 3:3", "cells in this row: 1"},
      {"define x = 3\n  | u | b |\n    c | d |", "QD1101 3:5", "a row begins and ends with a bar"},
      {"define x = 3\n  | u | b |\n  | c | d", "QD1101 3:10", "a row begins and ends with a bar"},
      {"define x = 3\n  | u | b |\n  | c   £3 |", "QD1101 3:9", "unexpected `£3`: expected a bar"},
      {"define x = 3\n  | u + 1 2015/16 |", "QD1101 2:11", "only a name is followed by a period or a type"},
      {"party Circle \"Circle\"", "QD1101 1:7", "names are small letters, digits and underscores: `circle`"},
      {"party NHS", "QD1101 1:7", "names are small letters, digits and underscores: `nhs`"},
      {"party trust “The Trust” is provider", "QD1103 1:13", "straight quotation marks"},
      {"party trust \"The Trust is provider", "QD1105 1:13", "the title is not closed"},
      {"paymnt x from u to b, each year = £3", "QD1101 1:1", "did you mean `payment`?"},
      {"Define x = £3", "QD1101 1:1", "did you mean `define`?"},
      {"hello world", "QD1101 1:1", "unexpected `hello`: expected a clause or a declaration"},
      {"payment x from u, each year = £3", "QD1101 1:29", "unexpected `=`: expected `to` and a party"},
      {"payment x from u to b = £3", "QD1101 1:23", "such as `each quarter`"},
      {"payment x from u to b to c, each year = £3", "QD1101 1:23", "unexpected second `to`"},
      {"for each kind {\n payment x from u to b, each year = £3\n}", "QD1101 1:1", "`together for each ... { ... }`"},
      {"together for each kind, each year {\n payment x from u to b, each year = £3\n}", "QD1101 1:30",
       "each payment of the block says when it falls due"},
      {"metric r each year : percent\n  may pass 5", "QD1101 2:12", "a percentage is written with its sign"},
      {"input y each year money", "QD1101 1:19", "the type follows a colon"},
      {"dimension d, each a e { x, y }", "QD1101 1:23", "the members follow a colon"},
      {"require each year: u > 3, otherwise settlement refused", "QD1101 1:55", "expected `naming`"},
      {"currency EUR", "QD1101 1:1", "`currency` belongs to the header"},
      {"import \"u\" \"b\"", "QD1101 1:12", "unexpected title: expected a declaration"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    const Parsed parsed =
        parse_text("contract demo { unit cases, each a case\n" + std::string(row.text) + "\ndefine final = 3\n}\n");
    REQUIRE(parsed.sink.all().size() == 1);
    std::string place = parsed.codes().front();
    const std::size_t line = place.find(' ') + 1;
    const int number = std::stoi(place.substr(line));
    place.replace(line, place.find(':') - line, std::to_string(number - 1));
    CHECK(place == row.place);
    CHECK_THAT(words_of(parsed.sink.all().front()), Catch::Contains(row.words));
    CHECK(parsed.tree.declarations.size() >= 2);
    CHECK(std::holds_alternative<DefineDecl>(parsed.tree.declarations.back()));
  }
}

TEST_CASE("what is proposed as a repair repairs") {
  for (const char* text : {
           "define core each year : money 95% of value",
           "define x = £3 if u > 3 otherwise £4",
           "define x = £3;",
           "define x = 3 – 4",
           "define x = 3\n  | u | b |\n    c | d |",
           "define x = 3\n  | u | b |\n  | c | d",
           "party Circle \"Circle\"",
           "paymnt x from u to b, each year = £3",
           "metric r each year : percent\n  may pass 5",
           "input y each year money",
       }) {
    INFO(text);
    const Parsed parsed = parse_declarations(text);
    REQUIRE(parsed.sink.all().size() == 1);
    REQUIRE_FALSE(parsed.sink.all().front().fixes.empty());
    CHECK(parse_text(repaired(parsed)).codes() == std::vector<std::string>{});
  }
}

}  // namespace
}  // namespace quarterday::syntax
