// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/render.h"

#include <catch2/catch.hpp>
#include <sstream>

namespace quarterday::statement {
namespace {

Statement two_lines() {
  Statement statement;
  statement.contract = "small";
  statement.title = "A small contract";
  statement.period = "2015/16-Q1";
  statement.period_in_words = "Quarter 2015/16-Q1 (April to June 2015)";
  statement.currency = {"GBP", "£", 2};
  statement.lines = {
      {"core_payment", "Core payment", "payer", "north", Rational(6293750), statement.currency, "4.1"},
      {"clawback", "", "payer", "north", -(Rational(123) / Rational(10)), statement.currency, "5.1, 5.2"}};
  statement.totals = {{"payer", "Health Board", statement.currency, Rational(123) / Rational(10), Rational(6293750)},
                      {"north", "", statement.currency, Rational(6293750), Rational(123) / Rational(10)}};
  return statement;
}

Statement refused() {
  Statement statement = two_lines();
  statement.lines.clear();
  statement.totals.clear();
  statement.refusal = RefusalReason{"list_size", "", "", "4.6", {"list_size for north in 2015/16"}};
  return statement;
}

TEST_CASE("statement text: header, parties, lines and totals") {
  CHECK(render_text(two_lines()) ==
        "A small contract\n"
        "small\n"
        "Quarter 2015/16-Q1 (April to June 2015), amounts in GBP\n"
        "\n"
        "Parties\n"
        "  payer  Health Board\n"
        "  north\n"
        "\n"
        "Payment       Title         From   To            Amount  Clause\n"
        "-----------------------------------------------------------------\n"
        "core_payment  Core payment  payer  north  £6,293,750.00  4.1\n"
        "clawback                    payer  north        -£12.30  5.1, 5.2\n"
        "\n"
        "Party       Receives           Pays             Net\n"
        "---------------------------------------------------\n"
        "payer         £12.30  £6,293,750.00  -£6,293,737.70\n"
        "north  £6,293,750.00         £12.30   £6,293,737.70\n");
}

TEST_CASE("statement text: what is missing is grouped by members, and says what stands in") {
  Statement statement = two_lines();
  statement.absences = {{"result", {"calls"}, "2015/16-Q1", "left out", "left out", "6.2"},
                        {"result", {"visits"}, "2015/16-Q1", "left out", "left out", "6.2"},
                        {"cases", {}, "2015/16-Q1", "12 cases", "cases last quarter", "6.3"}};
  const std::string text = render_text(statement);
  CHECK(text.find("Not reported  For            Period      Counts as  Rule\n"
                  "----------------------------------------------------------------------------------\n"
                  "result        calls, visits  2015/16-Q1  left out   clause 6.2\n"
                  "cases                        2015/16-Q1  12 cases   cases last quarter, clause 6.3\n") !=
        std::string::npos);
}

TEST_CASE("statement text: many missing figures are cut, and the rest is counted") {
  Statement statement = two_lines();
  for (int i = 0; i < 60; ++i) {
    statement.absences.push_back({"cases", {}, "m" + std::to_string(i), "0", "0", "6"});
  }
  CHECK(render_text(statement).find("and 20 more, listed in full in the JSON statement\n") != std::string::npos);
}

TEST_CASE("statement text: no line ends in blanks, and none is wider than a page") {
  Statement statement = two_lines();
  statement.absences = {{"result", {"calls"}, "2015/16-Q1", "left out", "left out", ""}};
  statement.warnings = {
      {Warning::Kind::near_threshold, "result", {}, "", "", std::string(100, 'x') + " and some more words"}};
  std::istringstream lines(render_text(statement));
  for (std::string line; std::getline(lines, line);) {
    CHECK((line.empty() || line.back() != ' '));
    CHECK(line.size() <= 120);
  }
}

TEST_CASE("statement text: a refused settlement pays nothing and says why") {
  const std::string text = render_text(refused());
  CHECK(text.find("Nothing is paid: the settlement is refused, because 'list_size' is not reported (clause 4.6)\n") !=
        std::string::npos);
  CHECK(text.find("£") == std::string::npos);
}

TEST_CASE("statement JSON: the fields of the contract of this format, amounts as strings") {
  const std::string json = render_json(two_lines());
  CHECK(json.find("{\n  \"contract\": \"small\",\n  \"period\": \"2015/16-Q1\",\n  \"currency\": \"GBP\",\n") == 0);
  CHECK(json.find("{\n      \"payment\": \"core_payment\",\n      \"from\": \"payer\",\n      \"to\": \"north\",\n"
                  "      \"amount\": \"6293750.00\",\n      \"clause\": \"4.1\",\n") != std::string::npos);
  CHECK(json.find("\"amount\": \"-12.30\"") != std::string::npos);
  CHECK(json.find("\"refused\"") == std::string::npos);
  CHECK(json.find("\"net\": \"-6293737.70\"") != std::string::npos);
  CHECK(json.back() == '\n');
}

TEST_CASE("statement JSON: a refused settlement has no lines") {
  const std::string json = render_json(refused());
  CHECK(json.find("\"refused\": \"list_size\",\n  \"lines\": [],\n") != std::string::npos);
  CHECK(json.find("list_size for north in 2015/16") != std::string::npos);
}

TEST_CASE("statement CSV: one row a line, quoted where a cell needs it") {
  CHECK(render_csv(two_lines()) ==
        "payment,from,to,amount,clause,period\n"
        "core_payment,payer,north,6293750.00,4.1,2015/16-Q1\n"
        "clawback,payer,north,-12.30,\"5.1, 5.2\",2015/16-Q1\n");
  CHECK(render_csv(refused()) == "payment,from,to,amount,clause,period\n");
}

TEST_CASE("statement CSV: no cell of text can run as a formula") {
  Statement statement = two_lines();
  statement.lines.resize(1);
  statement.lines[0].clause = "=1+\"2\"";
  CHECK(render_csv(statement).find(",\"'=1+\"\"2\"\"\",") != std::string::npos);
}

}  // namespace
}  // namespace quarterday::statement
