// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/syntax/parsing.h"

namespace quarterday::syntax {
namespace {

using Codes = std::vector<std::string>;

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST_CASE("contracts are read without a word and printed as they were written") {
  const auto texts = test_contracts();
  REQUIRE(texts.size() >= 4);
  for (const std::string& text : texts) {
    INFO(text.substr(0, 60));
    const Parsed parsed = parse_text(text);
    CHECK(parsed.codes() == Codes{});
    CHECK(parsed.printed() == text);
    CHECK(parsed.tree.declarations.size() > 20);
  }
}

TEST_CASE("the tokens cover every byte once") {
  const std::string text =
      "\xEF\xBB\xBF# no contract yet\r\ncontract demo \"\xC3\xA9\xE2\x82\xAC\" {\r\r\n  party a_b ? §§ | x\r\n | y\n}";
  const Parsed parsed = parse_text(text);
  std::uint32_t end = 0;
  for (const Token& token : parsed.tree.tokens) {
    CHECK(token.begin == end);
    CHECK(token.end > token.begin);
    end = token.end;
  }
  CHECK(end == text.size());
  CHECK(parsed.printed() == text);
}

TEST_CASE("declarations and what belongs to them") {
  const Parsed parsed = parse_text(R"(## About the demo
contract demo "Demo" {
  source "A paper"
  currency GBP
  term 2014/15 to 2015/16, run-off to 2016/17-Q1 clause 1.2
  settled each month, each year
  ## Parties
  # no prose
  ##   and funds
  party ccg "The CCG" is prime contractor clause 3.4(b), 5.1
  group trusts, each a trust, are providers: one "One", two
  dimension kinds, each a kind
    | kind | weight | goal 2014/15 | 2015/16 | plan : cases |
    | a_e  | 60     | 40% to 60%   |         | at least 3   |
  input yes_or, no_or "No" named n_[kind] for each kind where weight > 3, each quarter from 2014/15 : optional share of cases
    not reported: left out clause 2
    may pass 5%
    lower is better
  define x for each trust as sender, each October : one of (p, q)
    = tiers of kind
    | up to £5 | 10% |
    | loss     | loss |
  payment pay named pay_[kind] for each kind to each trust as payee from ccg, each month in advance = x
  together for each kind {
    payment inner from ccg to one, each year to 2015/16 = 1
  }
  parameters for each kind, each year clause 7
    | kind | year | price |
  require each month: x > 3, otherwise settlement refused naming yes_or
  guarantee "sure" each year in 2014/15, 2015/16 clause 8: x never rises as yes_or improves
  scenario "one" in 2014/15 {
    given x = 3, kind is a_e
    expect settlement refused naming x
  }
  records stays, each a stay, from "stays.csv" clause 2.2
    | column | holds |
    | died   | optional time |
  rows seen, each a visit, of stays, for each kind, each quarter clause 3
    where died is in quarter and this stay's died's day < born clause 3.1
    unless some other stay with same (p, q) has x within 48 hours after y
    keep one for each p and q: latest died, then first in file clause 3.2
  use hysteresis as transition with signal = 3
  import "../shared.contract"
  phrase excess of x over y to z (money) : money = x at least £0
  template hysteresis with signal : number, payer : party {
    define status each year : number = signal
  }
}
)");
  CHECK(parsed.codes() == Codes{});
  CHECK(parsed.dumped() == R"(contract demo "Demo"
  ## About the demo
  source "A paper"
  currency GBP
  term 2014/15 to 2015/16 run-off 2016/17-Q1 clause 1.2
  settled month year
  ## Parties
  ##   and funds
  10:3 party ccg "The CCG" is prime contractor clause 3.4(b), 5.1
  11:3 group trusts each trust are providers
    member one "One"
    member two
  12:3 dimension kinds each kind
    | kind | weight | header goal 2014/15 | (period 2015/16) | header plan : cases |
    | a_e | 60 | (range (percent 0.4) (percent 0.6)) | empty | at_least 3 |
  15:3 input yes_or each kind where (> weight 3) each quarter from 2014/15 : optional share of cases
    name yes_or
    name no_or "No" named n_[kind]
    rule not_reported: (left_out) clause 2
    rule may_pass (percent 0.05)
    rule lower_is_better
  19:3 define x each trust as sender each month 10 : one of (p, q)
    = (tiers kind)
    | up_to (money £ 5) | (percent 0.1) |
    | loss | loss |
  23:3 payment pay named pay_[kind] each kind to each trust as payee from ccg each month in advance
    = x
  24:3 together each kind
    25:5 payment inner from ccg to one each year to 2015/16
      = 1
  27:3 parameters each kind each year clause 7
    | kind | (calendar year) | price |
  29:3 require each month
    condition (> x 3)
    naming yes_or
  30:3 guarantee "sure" each year in 2014/15 in 2015/16 clause 8
    condition (never rises x as yes_or improves)
  31:3 scenario "one" in 2014/15
    given (= x 3)
    given (is kind a_e)
    expect refused naming x
  35:3 records stays each stay from "stays.csv" clause 2.2
    | column | holds |
    | died | (type optional time) |
  38:3 rows seen each visit of stays each kind each quarter clause 3
    where (and (is_in died (calendar quarter)) (< ('s ('s (this stay) died) day) born)) clause 3.1
    unless (some_other {stay} same p q has (within x (after (duration 48 hour) y)))
    keep one each p q: latest died first in file clause 3.2
  42:3 use hysteresis as transition
    with signal = 3
  43:3 import "../shared.contract"
  44:3 phrase excess of x over y to z (money) : money
    = (at_least x (money £ 0))
  45:3 template hysteresis
    with signal : number
    with payer : party
    46:5 define status each year : number
      = signal
)");
}

TEST_CASE("what cells are") {
  const Parsed parsed = parse_declarations(R"(
  define t each year : money = tiers of x
    | loss | x | 2015/16 | "t" | clause 3 | yes/no | from 2015/16 | 3 to below 4 | otherwise |)");
  REQUIRE(parsed.codes() == Codes{});
  const auto& table = std::get<DefineDecl>(parsed.tree.declarations.front()).body.table;
  REQUIRE(table);
  const auto& cells = table->rows.front().cells;
  REQUIRE(cells.size() == 9);
  CHECK(cells[0].kind == Cell::Kind::loss);
  CHECK(cells[1].kind == Cell::Kind::expression);
  CHECK(cells[1].name->text == "x");
  CHECK(cells[1].expr);
  CHECK(cells[2].kind == Cell::Kind::expression);
  CHECK(cells[2].period->text == "2015/16");
  CHECK(cells[3].kind == Cell::Kind::title);
  CHECK(cells[3].text == "t");
  CHECK(cells[4].text == "3");
  CHECK(std::holds_alternative<TypeLiteral>(parsed.tree.expr(cells[5].expr).node));
  CHECK(cells[6].kind == Cell::Kind::from);
  CHECK(cells[7].kind == Cell::Kind::to_below);
  CHECK(cells[7].low);
  CHECK(cells[8].kind == Cell::Kind::otherwise);
}

TEST_CASE("line ends, a byte order mark and letters beyond ASCII do not move the place of a mistake") {
  const std::string rest = "contract demo {\n  # \xE2\x82\xAC\n  party circle \"\xC3\xA9\" 5\n}\n";
  std::string crlf;
  for (const char c : rest) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(parse_text(rest).codes() == Codes{"QD1101 3:20"});
  CHECK(parse_text(crlf).codes() == Codes{"QD1101 3:20"});
  CHECK(parse_text("\xEF\xBB\xBF" + rest).sink.error_count() == 1);
  CHECK(parse_text(crlf).printed() == crlf);
}

TEST_CASE("texts that are no contract") {
  CHECK(parse_text("").codes() == Codes{"QD1107 1:1"});
  CHECK(parse_text(" \n\t\n# nothing\n").sink.error_count() == 1);
  CHECK(parse_text("currency GBP\n").codes() == Codes{"QD1107 1:1"});
  CHECK(parse_text("contrat demo {\n}\n").codes() == Codes{"QD1107 1:1"});
  CHECK(parse_text("contract demo {\n \xFF\n}\n").codes() == Codes{"QD1001 2:2"});
  CHECK(parse_text(std::string("contract demo {\n\0}\n", 19)).codes() == Codes{"QD1002 2:1"});
  CHECK(parse_text(std::string(50 * 1024 * 1024, ' ')).codes() == Codes{"QD1003 1:1"});
}

TEST_CASE("nesting has a limit, and the rest of the file is read") {
  const auto deep = [](const std::string& sentence) {
    const Parsed parsed = parse_declarations("define x each year : money = " + sentence + "\n define y = 3 4");
    return parsed.codes();
  };
  const Codes only_second = {"QD1101 5:15"};
  CHECK(deep(repeated("(", 200) + "1" + repeated(")", 200)) == only_second);
  CHECK(deep(repeated("(", 10000) + "1" + repeated(")", 10000)) == Codes{"QD1004 4:286", "QD1101 5:15"});
  CHECK(deep(repeated("(", 10000)).size() == 2);
  for (const char* chain :
       {"50% of ", "rounded ", "not ", "1 * ", "1 / ", "1 - ", "- ", "1 and ", "u or ", "every s has ",
        "sum over s of ", "1 if 2, otherwise ", "first 1, then ", "48 hours after ", "number of s where "}) {
    INFO(chain);
    CHECK(deep(repeated(chain, 10000) + "1").front().starts_with("QD1004 4:"));
    CHECK(deep(repeated(chain, 120) + "1").back() == "QD1101 5:15");
  }
  CHECK(deep("x" + repeated(" last year", 10000)).front().starts_with("QD1004"));
  CHECK(deep("first reported of (" + repeated("50% of x, ", 1000) + "x)") == only_second);
  const std::string blocks = repeated("variation v from 2014/15 {\n", 1000);
  CHECK(parse_declarations(blocks).codes().front().starts_with("QD1004"));
}

TEST_CASE("a scenario may have many lines, but not one that is nested deep") {
  const auto scenario = [](const std::string& lines) {
    return parse_declarations("scenario \"many\" in 2014/15 {\n" + lines + "}").codes();
  };
  CHECK(scenario(repeated("given x for u in 2014/15-Q1 = 50% of 1\n", 2000)) == Codes{});
  CHECK(scenario(repeated("expect x for u = 50% of 1\n", 2000)) == Codes{});
  CHECK(scenario("expect " + repeated("x is\ngiven or ", 2000) + "y\n").front().starts_with("QD1004"));
  CHECK(scenario("expect (" + repeated("\ngiven (", 2000) + "\n").front().starts_with("QD1004"));
}

TEST_CASE("figures have a limit of their own") {
  const std::string digits = std::string(1000000, '9');
  const Parsed parsed = parse_declarations("define x each year : money = £" + digits + "\n define y = 3 4");
  CHECK(parsed.codes() == Codes{"QD1005 4:30", "QD1101 5:15"});
  CHECK(parse_declarations("define x = " + std::string(60, '9')).codes() == Codes{});
  CHECK(parse_declarations("define x = " + std::string(61, '9')).codes() == Codes{"QD1005 4:12"});
  CHECK(parse_declarations("define x = " + std::string(30, '9') + " years").codes() == Codes{"QD1005 4:12"});
  CHECK(parse_declarations("define x = sum over last " + std::string(30, '9') + " quarters of y").codes() ==
        Codes{"QD1101 4:26"});
}

TEST_CASE("long runs of anything are read in linear time") {
  for (const char* run :
       {"\n", "\r", " ", "\n ", "_", "1_", "§", "|", "\n|", "u", "#", "\"", "clause ", "1 ", "left "}) {
    INFO(run);
    const Parsed parsed = parse_declarations(repeated(run, 200000));
    CHECK(parsed.sink.error_count() <= 1);
  }
}

TEST_CASE("clauses are one text however they are spaced") {
  const Parsed parsed = parse_declarations("party icb clause 3.4(b),5.1,   A6\nparty trust clause  1.2");
  REQUIRE(parsed.codes().empty());
  CHECK(std::get<PartyDecl>(parsed.tree.declarations[0]).clause.text == "3.4(b), 5.1, A6");
  CHECK(std::get<PartyDecl>(parsed.tree.declarations[1]).clause.text == "1.2");
}

}  // namespace
}  // namespace quarterday::syntax
