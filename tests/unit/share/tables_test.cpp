// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/tables.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/unit/share/sharing.h"

namespace quarterday::share {

using Codes = std::vector<std::string>;

namespace {

sample::Compiled with_table(const std::string& declarations, const std::string& csv) {
  return sample::compile("contract c {\n" + sample::header + "unit cases, each a case\n" + declarations + "}\n",
                         {{"t.csv", csv}});
}

const std::string fees = "parameter fee each year : money from \"t.csv\"\n";

}  // namespace

TEST_CASE("cells of a file read as cells between bars", "[share]") {
  CHECK(with_table(fees, "year,fee\n2024/25,£5\n2025/26,6.50\n").codes().empty());
  CHECK(with_table(fees, "\xEF\xBB\xBFyear,fee\r\n2024/25 , \"£1,005\"\r\n2025/26,6.50").codes().empty());
  CHECK(with_table(fees, "\n\nyear,fee\n\nfrom 2024/25,5\n\n").codes().empty());
}

TEST_CASE("mistakes of a file are shown in it", "[share]") {
  const auto compiled = with_table(fees, "year,fee\n2024/25,5\n2025/26,x y\n");
  REQUIRE(compiled.codes().size() == 1);
  CHECK(compiled.told().find("--> t.csv:3:") != std::string::npos);
  CHECK(with_table(fees, "year,fee\n2024/25,5\n").codes() == Codes{"QD4003"});
  CHECK(with_table(fees, "year,fee\n2024/25,5\n2024/25,5\n2025/26,5\n").codes() == Codes{"QD4008"});
  CHECK(with_table(fees, "year,fee\nfrom 2024/25,5%\n").codes() == Codes{"QD3003"});
  CHECK(with_table(fees, "year,fees\nfrom 2024/25,5\n").codes() == Codes{"QD2040"});
  CHECK(with_table(fees, "").codes() == Codes{"QD2040"});
  CHECK(with_table(fees, std::string("year,fee\nfrom 2024/25,\0", 23)).codes() == Codes{"QD1002"});
  CHECK(with_table(fees, "year,fee\nfrom 2024/25,\xFF\n").codes() == Codes{"QD1001"});
}

TEST_CASE("a number is money only where the file's term or column says so", "[share]") {
  const std::string services = "dimension services, each a service from \"t.csv\"\n";
  CHECK(with_table(services + "define paid each year : money = sum over services of fee\n",
                   "service,fee : money,plan\none,5,7\ntwo,£6,8\n")
            .codes()
            .empty());
  CHECK(with_table(services + "define paid each year : money = sum over services of plan\n",
                   "service,fee : money,plan\none,5,7\ntwo,£6,8\n")
            .codes() == Codes{"QD3009"});
}

TEST_CASE("what a table is read from stays what its figures are explained by", "[share]") {
  const auto compiled = with_table(fees + "define half each year : money = 50% of fee\n", "year,fee\nfrom 2024/25,5\n");
  REQUIRE(compiled.codes().empty());
  const plan::Plan& plan = *compiled.compilation.plan;
  CHECK(std::find(plan.files.begin(), plan.files.end(), "t.csv") != plan.files.end());
}

TEST_CASE("a file may serve several tables, within a limit", "[share]") {
  const std::string large = "year,fee\n" + std::string(1'500'000, '\n') + "from 2024/25,5\n";
  CHECK(with_table(fees, large).codes().empty());
  std::string many = fees;
  for (const char* again : {"a", "b", "c"})
    many += "define x" + std::string(again) + " : money = £1\nparameters each year from \"t.csv\"\n";
  CHECK(with_table(many, large).codes().back() == "QD2035");
}

}  // namespace quarterday::share
