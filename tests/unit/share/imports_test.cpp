// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "compiler/share/share.h"
#include "tests/unit/share/sharing.h"

namespace quarterday::share {

using sample::compile;
using sample::Files;
using Codes = std::vector<std::string>;

namespace {

std::string contract(const std::string& declarations) { return "contract c {\n" + declarations + "}\n"; }
std::string shared(const std::string& declarations) { return "shared {\n" + declarations + "}\n"; }

const std::string payment = "payment fee from icb to clinic, each year = £5\n";

}  // namespace

TEST_CASE("what is imported belongs to the contract", "[share]") {
  const auto compiled =
      compile(contract("import \"common\"\n" + payment), Files{{"common", shared(sample::header + sample::parties)}});
  INFO(compiled.told());
  REQUIRE(compiled.codes().empty());
  const plan::Plan& plan = *compiled.compilation.plan;
  CHECK(plan.contract == "c");
  CHECK(plan.payments.size() == 1);
  CHECK(plan.files == std::vector<std::string>{"contract"});  // nothing of the other file can be asked about
}

TEST_CASE("declarations stand where their import stands", "[share]") {
  const std::string one = "payment one from icb to clinic, each year = £1\n";
  const std::string two = "payment two from icb to clinic, each year = £2\n";
  const auto compiled = compile(contract(sample::header + sample::parties + one + "import \"two\"\n" + payment),
                                Files{{"two", shared(two)}});
  REQUIRE(compiled.codes().empty());
  const plan::Plan& plan = *compiled.compilation.plan;
  std::vector<std::string> names;
  for (const plan::PaymentBlock& block : plan.payments)
    for (const plan::ValueId id : block.payments) names.push_back(plan.value(id).name);
  CHECK(names == std::vector<std::string>{"one", "two", "fee"});
  const plan::Value& value = plan.value(plan.payments[1].payments[0]);
  CHECK(plan.file_of(plan.origin(value.origin)) == "two");
  CHECK(plan.origin(value.origin).line == 2);
}

TEST_CASE("headings before an import go on to what stands in its place", "[share]") {
  const auto compiled =
      compile(contract(sample::header + sample::parties + "## 2 Payments\nimport \"two\"\n## 3 More\nimport \"two\"\n" +
                       "## remark\n" + payment),
              Files{{"two", shared("payment two from icb to clinic, each year = £2\n")}});
  REQUIRE(compiled.codes().empty());
  REQUIRE(compiled.compilation.whole);
  const auto& declarations = compiled.compilation.whole->declarations;
  REQUIRE(declarations.size() >= 2);
  const auto prose = [&](std::size_t from_the_end) {
    return std::get<syntax::PaymentDecl>(declarations[declarations.size() - from_the_end]).prose;
  };
  CHECK(prose(2) == std::vector<std::string>{"2 Payments"});
  CHECK(prose(1) == std::vector<std::string>{"3 More", "remark"});  // the second import adds nothing
}

TEST_CASE("a file is taken once, by whatever way it is reached", "[share]") {
  const auto compiled = compile(contract("import \"a\"\nimport \"x/b\"\nimport \"./a\"\n" + payment),
                                Files{{"a", shared("import \"base\"\n")},
                                      {"x/b", shared("import \"../base\"\n")},
                                      {"base", shared(sample::header + sample::parties)}});
  INFO(compiled.told());
  CHECK(compiled.codes().empty());
}

TEST_CASE("files that import each other are refused, not followed", "[share]") {
  CHECK(compile(contract(sample::header + "import \"a\"\n"),
                Files{{"a", shared("import \"b\"\n")}, {"b", shared("import \"a\"\n")}})
            .codes() == Codes{"QD2033"});
  CHECK(compile(contract(sample::header + "import \"a\"\n"), Files{{"a", shared("import \"./a\"\n")}}).codes() ==
        Codes{"QD2033"});
  CHECK(compile(contract(sample::header + "import \"contract\"\n"), Files{{"contract", "contract c { }"}}).codes() ==
        Codes{"QD2033"});
}

TEST_CASE("an import names a shared part of the project that is there", "[share]") {
  const auto codes = [](const std::string& path) {
    return compile(contract(sample::header + "import \"" + path + "\"\n"),
                   Files{{"x/whole", "contract other { }"}, {"whole", "contract other { currency GBP }"}}, "x/contract")
        .codes();
  };
  CHECK(codes("missing") == Codes{"QD2032"});
  CHECK(codes("") == Codes{"QD2031"});
  CHECK(codes("/etc/passwd") == Codes{"QD2031"});
  CHECK(codes("../../etc/passwd") == Codes{"QD2031"});
  CHECK(codes("../whole") == Codes{"QD2034"});
}

TEST_CASE("mistakes are shown in the file in which they stand", "[share]") {
  const auto compiled = compile(contract(sample::header + sample::parties + "import \"fees\"\n"),
                                Files{{"fees", shared("\n  payment fee from icb to clinc, each year = £5\n")}});
  REQUIRE(compiled.codes() == Codes{"QD2003"});
  CHECK(compiled.told().find("--> fees:3:27") != std::string::npos);
}

TEST_CASE("a line of the header is said once", "[share]") {
  const auto compiled =
      compile(contract(sample::header + "import \"common\"\n"), Files{{"common", shared("currency EUR\n")}});
  CHECK(compiled.codes() == Codes{"QD2002"});
}

TEST_CASE("no contract buys unlimited work with imports", "[share]") {
  Files many;
  for (int i = 0; i < 300; ++i) many["f" + std::to_string(i)] = shared("import \"f" + std::to_string(i + 1) + "\"\n");
  CHECK(compile(contract(sample::header + "import \"f0\"\n"), many).codes() == Codes{"QD2035"});

  const std::string large = shared("# " + std::string(1'500'000, 'x') + "\n");
  const Files heavy{{"a", large}, {"b", large}, {"c", large}};
  CHECK(compile(contract(sample::header + "import \"a\"\nimport \"b\"\nimport \"c\"\n"), heavy).codes() ==
        Codes{"QD2035"});
}

TEST_CASE("a shared part is no contract by itself", "[share]") {
  CHECK(compile(shared(sample::header + sample::parties), {}).codes() == Codes{"QD1107"});
}

}  // namespace quarterday::share
