// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/uses.h"

#include <catch2/catch.hpp>

#include "tests/unit/share/sharing.h"

namespace quarterday::share {

using sample::compile;
using sample::Files;
using Codes = std::vector<std::string>;

namespace {

std::string contract(const std::string& declarations) {
  return "contract c {\n" + sample::header + sample::parties + declarations + "}\n";
}

}  // namespace

TEST_CASE("what is wrong in a text that is used is shown where it stands and where it is used", "[share]") {
  diagnostics::SourceMap sources;
  const auto text = sources.add(diagnostics::SourceFile("library", "what is written once\n"));
  const auto contract = sources.add(diagnostics::SourceFile("contract", "a use\nanother use\n"));
  Uses uses(sources);
  const auto outer = uses.add(text, {contract, 0, 5}, "used here");
  const auto again = uses.add(text, {contract, 6, 17}, "used here");
  const auto inner = uses.add(text, {outer, 0, 4}, "used in it");
  CHECK(sources.file(inner).name() == "library");

  diagnostics::Sink sink;
  sink.report(diagnostics::make<diagnostics::Id::UnknownName>({inner, 5, 7}, "is"));
  sink.report(diagnostics::make<diagnostics::Id::UnknownName>({outer, 0, 4}, "what"));
  sink.report(diagnostics::make<diagnostics::Id::UnknownName>({again, 0, 4}, "what"));
  sink.report(diagnostics::make<diagnostics::Id::UnknownName>({text, 0, 4}, "here"));
  uses.tell(sink);

  REQUIRE(sink.all().size() == 3);  // the third says what the second has said
  CHECK(sink.error_count() == 3);
  const diagnostics::Diagnostic& first = sink.all()[0];
  CHECK(first.primary == diagnostics::Span{text, 5, 7});
  REQUIRE(first.labels.size() == 2);
  CHECK(first.labels[0].span == diagnostics::Span{text, 0, 4});
  CHECK(first.labels[1].span == diagnostics::Span{contract, 0, 5});
  CHECK(sink.all()[1].labels.size() == 1);
  CHECK(sink.all()[2].labels.empty());
}

TEST_CASE("phrases and templates may stand in another file than their uses", "[share]") {
  const auto compiled = compile(contract("import \"library\"\nuse reward as extra with size = double of £4\n"),
                                Files{{"library",
                                       "shared {\nphrase double of x : money = x + x\n"
                                       "template reward with size : money {\n"
                                       "payment bonus from icb to clinic, each year = double of size\n}\n}\n"}});
  INFO(compiled.told());
  REQUIRE(compiled.codes().empty());
  const plan::Plan& plan = *compiled.compilation.plan;
  const plan::Value& bonus = plan.value(plan.payments.front().payments.front());
  CHECK(bonus.name == "extra_bonus");
  CHECK(plan.file_of(plan.origin(bonus.origin)) == "library");
  CHECK(plan.origin(bonus.origin).line == 4);
  CHECK(plan.files == std::vector<std::string>{"contract", "library"});
}

TEST_CASE("a clause of the use stands for what has none of its own", "[share]") {
  const auto compiled = compile(contract("template two with size : money {\n"
                                         "payment one from icb to clinic, each year clause 2.1 = size\n"
                                         "payment other from icb to clinic, each year = size\n}\n"
                                         "use two with size = £5 clause 7\n"),
                                {});
  INFO(compiled.told());
  REQUIRE(compiled.codes().empty());
  const plan::Plan& plan = *compiled.compilation.plan;
  std::vector<std::string> clauses;
  for (const plan::PaymentBlock& block : plan.payments)
    for (const plan::ValueId id : block.payments) clauses.push_back(plan.origin(plan.value(id).origin).clause);
  CHECK(clauses == std::vector<std::string>{"2.1", "7"});
}

TEST_CASE("headings before a template stand at its first use, those before a use and a phrase at what follows",
          "[share]") {
  const auto compiled = compile(contract("## 2 Rewards\n"
                                         "template reward with size : money {\n"
                                         "  payment paid from icb to clinic, each year = size\n"
                                         "}\n"
                                         "use reward as one with size = £1\n"
                                         "## 3 Another\n"
                                         "use reward as two with size = £2\n"
                                         "## 4 Doubled\n"
                                         "phrase twice of x : money = 2 * x\n"
                                         "payment three from icb to clinic, each year = twice of £1\n"),
                                Files{});
  INFO(compiled.told());
  REQUIRE(compiled.codes().empty());
  std::vector<std::vector<std::string>> prose;
  for (const auto& declaration : compiled.compilation.whole->declarations)
    if (const auto* payment = std::get_if<syntax::PaymentDecl>(&declaration)) prose.push_back(payment->prose);
  CHECK(prose == std::vector<std::vector<std::string>>{{"2 Rewards"}, {"3 Another"}, {"4 Doubled"}});
}

TEST_CASE("what phrases and templates make is bounded", "[share]") {
  std::string phrases = "phrase p0 of x : money = x\n";
  for (int i = 1; i <= 40; ++i)
    phrases += "phrase p" + std::to_string(i) + " of x : money = p" + std::to_string(i - 1) + " of x + p" +
               std::to_string(i - 1) + " of x\n";
  CHECK(compile(contract(phrases), {}).codes() == Codes{"QD2035"});

  std::string deep;  // 90 phrases, each 30 deep
  for (int i = 1; i <= 90; ++i) {
    deep += "phrase p" + std::to_string(i) + " of x : money = ";
    for (int bracket = 0; bracket < 30; ++bracket) deep += "(";
    deep += i == 1 ? "x" : "p" + std::to_string(i - 1) + " of x";
    for (int bracket = 0; bracket < 30; ++bracket) deep += ")";
    deep += "\n";
  }
  CHECK(compile(contract(deep + "payment f from icb to clinic, each year = p90 of £5\n"), {}).codes().front() ==
        "QD1004");

  std::string nested;  // what is given grows with every use
  for (int i = 1; i <= 90; ++i) {
    nested += "template t" + std::to_string(i) + " with x : money {\n use t" + std::to_string(i - 1) + " with x = ";
    for (int bracket = 0; bracket < 30; ++bracket) nested += "(";
    nested += "x + £1";
    for (int bracket = 0; bracket < 30; ++bracket) nested += ")";
    nested += "\n}\n";
  }
  nested += "template t0 with x : money {\n define value : money = x\n}\nuse t90 with x = £1\n";
  const Codes codes = compile(contract(nested), {}).codes();
  REQUIRE_FALSE(codes.empty());
  CHECK(codes.front() == "QD1004");
}

}  // namespace quarterday::share
