// SPDX-License-Identifier: Apache-2.0
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

const std::string input = "input cost each year : money\nnot reported: settlement refused\n";
const std::string payment = "payment fee from icb to clinic, each year = excess of cost above £5\n";

}  // namespace

TEST_CASE("a subject of the library needs no file", "[share]") {
  const auto compiled = compile(contract("import sharing\n" + input + payment), {});
  INFO(compiled.told());
  REQUIRE(compiled.codes().empty());
  CHECK(compiled.compilation.plan->payments.size() == 1);
}

TEST_CASE("the library is part of what a contract is known by", "[share]") {
  const auto hash = [](const std::string& text) { return compile(contract(text), {}).compilation.plan->hash; };
  const std::string rest = input + "payment fee from icb to clinic, each year = cost\n";
  CHECK(hash("import sharing\n" + rest) == hash("import sharing\n" + rest));
  // Of two texts of one length one has the text of the library besides.
  CHECK(hash("import scoring\n" + rest) != hash("import sharing\n" + rest));
}

TEST_CASE("a subject may be imported several times, and by shared files", "[share]") {
  const auto compiled = compile(contract("import sharing\nimport \"common\"\nimport sharing\n" + payment),
                                Files{{"common", "shared {\nimport sharing\n" + input + "}\n"}});
  INFO(compiled.told());
  CHECK(compiled.codes().empty());
}

TEST_CASE("a file of the project is none of the library, and the other way round", "[share]") {
  const std::string other = "shared {\nphrase excess of x above y : money = x + y\n}\n";
  const Files files{{"stdlib/sharing.contract", other}};
  CHECK(compile(contract("import sharing\nimport \"stdlib/sharing.contract\"\n" + input + payment), files).codes() ==
        Codes{"QD2002"});
  CHECK(compile(contract("import \"stdlib/sharing.contract\"\n" + input + payment), files).codes().empty());
}

TEST_CASE("what the library says of its phrases does not reach the contract", "[share]") {
  const auto compiled = compile(contract("## 1 Terms\nimport sharing\n" + input + payment), {});
  REQUIRE(compiled.codes().empty());
  for (const syntax::Declaration& declaration : compiled.compilation.whole->declarations)
    if (const auto* cost = std::get_if<syntax::InputDecl>(&declaration))
      CHECK(cost->prose == std::vector<std::string>{"1 Terms"});
}

TEST_CASE("what is wrong in a use of the library shows its text and the use", "[share]") {
  const auto compiled = compile(
      contract("import sharing\n" + input + "payment fee from icb to clinic, each year = excess of cost above 5%\n"),
      {});
  CHECK(compiled.codes() == Codes{"QD3001"});
  CHECK(compiled.told().find("--> stdlib/sharing.contract:5:16") != std::string::npos);
  CHECK(compiled.told().find("used here") != std::string::npos);
}

}  // namespace quarterday::share
