// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/unit/syntax/parsing.h"

namespace quarterday::syntax {
namespace {

using Codes = std::vector<std::string>;

const BrokenDecl& broken(const Parsed& parsed, std::size_t at) {
  return std::get<BrokenDecl>(parsed.tree.declarations.at(at));
}

std::vector<std::string> other_names(const BrokenDecl& declaration) {
  std::vector<std::string> names;
  for (const Name& name : declaration.other_names) names.push_back(name.text);
  return names;
}

TEST_CASE("each broken declaration is reported once, the others are read") {
  const Parsed parsed = parse_declarations(R"(  define u each year : money = 3 +
  define b each year : money = 4
  input c, d "D" each year
  party e
  payment f from e to e, each year ! 5)");
  CHECK(parsed.codes() == Codes{"QD1101 4:35", "QD1101 6:27", "QD1103 8:36"});
  REQUIRE(parsed.tree.declarations.size() == 5);
  CHECK(broken(parsed, 0).word == "define");
  CHECK(broken(parsed, 0).name.text == "u");
  CHECK(std::holds_alternative<DefineDecl>(parsed.tree.declarations[1]));
  CHECK(broken(parsed, 2).name.text == "c");
  CHECK(other_names(broken(parsed, 2)) == Codes{"d"});
  CHECK(std::holds_alternative<PartyDecl>(parsed.tree.declarations[3]));
  CHECK(broken(parsed, 4).name.text == "f");
}

TEST_CASE("a broken declaration keeps the names it would have declared") {
  const Parsed parsed = parse_declarations(R"(
  group trusts, each a trust, are: one "One", two
  dimension kinds, each a kind
    | kind | weight | goal 2014/15 |
    | a_e  | 60 ?   |              |
    | el   | 40     |              |
  for each kind {
    payment p from u to b, each year = 1
    payment q from u to b, each year = 1
  })");
  CHECK(parsed.codes() == Codes{"QD1101 5:34", "QD1103 8:17", "QD1101 10:3"});
  REQUIRE(parsed.tree.declarations.size() == 3);
  CHECK(other_names(broken(parsed, 0)) == Codes{"trust", "one", "two"});
  CHECK(other_names(broken(parsed, 1)) == Codes{"kind", "kind", "weight", "goal", "a_e", "el"});
  CHECK(broken(parsed, 2).word == "together");
  CHECK(other_names(broken(parsed, 2)) == Codes{"p", "q"});
}

TEST_CASE("a mistake within braces ends at their end") {
  const Parsed parsed = parse_declarations(R"(
  scenario "s" in 2014/15 {
    given x = = 3
    expect y = 4
  }
  together for each kind {
    payment p from u b, each year = 1
    payment q from u to b, each year = 1
  }
  template t with u : money {
    define one = 1 1
    define two = 2
  }
  define final = 3)");
  CHECK(parsed.codes() == Codes{"QD1101 6:15", "QD1101 10:22", "QD1101 14:20"});
  REQUIRE(parsed.tree.declarations.size() == 4);
  CHECK(std::holds_alternative<DefineDecl>(parsed.tree.declarations[3]));
}

TEST_CASE("a misspelt beginning does not spoil the declaration before it") {
  const Parsed parsed = parse_declarations("  define u = 3\n  paymnt b from c to d, each year = u\n  define e = b");
  CHECK(parsed.codes() == Codes{"QD1101 5:3"});
  REQUIRE(parsed.tree.declarations.size() == 3);
  CHECK(std::holds_alternative<DefineDecl>(parsed.tree.declarations[0]));
  CHECK(broken(parsed, 1).word == "payment");
  CHECK(broken(parsed, 1).name.text == "b");
}

TEST_CASE("braces of the contract") {
  CHECK(parse_text("contract demo {\n  currency GBP\n  define u = 3\n").codes() == Codes{"QD1102 1:15"});
  CHECK(parse_text("contract demo {\n  define u = \n").codes() == Codes{"QD1101 3:1"});
  CHECK(parse_text("contract demo {\n}\nmore\n").codes() == Codes{"QD1101 3:1"});
  CHECK(parse_text("contract demo {\n}\n\n# remark\n").codes() == Codes{});

  const Parsed goes_on = parse_text("contract demo {\n  define u = 3\n }\n  define b = 3\n  define c = 4\n}\n");
  CHECK(goes_on.codes() == Codes{"QD1101 4:3"});
  CHECK(goes_on.tree.declarations.size() == 3);

  const Parsed unclosed = parse_declarations("scenario \"s\" {\n given u = 3\n define b = 3");
  CHECK(unclosed.codes() == Codes{"QD1102 4:14"});
  CHECK(unclosed.tree.declarations.size() == 2);
}

TEST_CASE("mistakes in the header") {
  const Parsed parsed = parse_text(
      "contract Demo \"t\" {\n  currency gbp\n  term 2014/15 until 2015/16\n  settled each year\n  define u = 3\n}\n");
  CHECK(parsed.codes() == Codes{"QD1101 1:10", "QD1101 2:12", "QD1101 3:16"});
  CHECK(parsed.tree.broken_header);
  CHECK(parsed.tree.header.settled);
  CHECK(parsed.tree.declarations.size() == 1);

  const Parsed twice = parse_text("contract demo {\n  currency GBP\n  currency EUR\n}\n");
  CHECK(twice.codes() == Codes{"QD2002 3:3"});
  CHECK(twice.tree.header.currency->text == "GBP");
}

TEST_CASE("what stands in a deed is read one declaration at a time") {
  const Parsed parsed = parse_declarations(R"(  define u : money = £1
  variation deed_one "First deed" from 2015/16 clause 7 {
    define u : money = £2 +
    define b : money = £3
    ends c, d clause 7.2
  }
  define e : money = £4)");
  CHECK(parsed.codes() == Codes{"QD1101 6:28"});
  const auto& declarations = parsed.tree.declarations;
  REQUIRE(declarations.size() == 6);
  const auto& deed = std::get<VariationDecl>(declarations[1]);
  CHECK(deed.name.text == "deed_one");
  CHECK(deed.title->text == "First deed");
  CHECK(deed.from.text == "2015/16");
  CHECK(deed.clause.text == "7");
  CHECK(!deed.deed);
  CHECK(broken(parsed, 2).name.text == "u");
  const auto is_in_it = [&](const Common& common) { return common.deed && common.deed->begin == deed.name.span.begin; };
  CHECK(is_in_it(broken(parsed, 2)));
  CHECK(is_in_it(std::get<DefineDecl>(declarations[3])));
  const auto& ends = std::get<EndsDecl>(declarations[4]);
  CHECK(is_in_it(ends));
  REQUIRE(ends.names.size() == 2);
  CHECK(ends.names[1].text == "d");
  CHECK(ends.clause.text == "7.2");
  CHECK(!std::get<DefineDecl>(declarations[5]).deed);
}

TEST_CASE("contracts cut off anywhere say what is missing") {
  for (const std::string& text : test_contracts()) {
    const std::size_t end = text.rfind('}');
    for (std::size_t length = 0; length < end; length += 97) {
      const Parsed parsed = parse_text(text.substr(0, length));
      INFO("cut at byte " << length);
      CHECK_FALSE(parsed.sink.empty());
      if (parsed.sink.all().front().id != diagnostics::Id::TextNotUtf8) CHECK(parsed.printed().size() == length);
    }
  }
}

// Some words can be left out without harm; the others give few diagnostics each.
TEST_CASE("contracts without one of their words") {
  for (const std::string& text : test_contracts()) {
    const Parsed whole = parse_text(text);
    std::size_t harmless = 0;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < whole.tree.tokens.size(); i += 53) {
      const Token& token = whole.tree.tokens[i];
      std::string damaged = text;
      damaged.erase(token.begin, token.end - token.begin);
      const Parsed parsed = parse_text(damaged);
      INFO("without byte " << token.begin << " to " << token.end);
      CHECK(parsed.sink.error_count() <= 2);
      CHECK(parsed.printed() == damaged);
      ++tried;
      if (parsed.sink.empty()) ++harmless;
    }
    CHECK(harmless < tried);
  }
}

TEST_CASE("a row wants its last bar, whatever follows it in its line") {
  const std::string table = "define x each year\n| 2014/15 | 3 |\n| 2015/16 | 4";
  CHECK(parse_declarations(table).codes() == Codes{"QD1101 6:14"});
  CHECK(parse_declarations(table + " unit cases, each a case").codes() == Codes{"QD1101 6:14"});
  CHECK(parse_text("contract demo {\ncurrency GBP\nterm 2014/15 to 2015/16\n" + table + " }").codes() ==
        Codes{"QD1101 6:14"});
  CHECK(parse_declarations(table + " |  unit cases, each a case").codes().empty());
}

}  // namespace
}  // namespace quarterday::syntax
