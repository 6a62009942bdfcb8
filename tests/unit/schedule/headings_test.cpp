// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/headings.h"

#include <catch2/catch.hpp>

namespace quarterday::schedule {
namespace {

std::string headings(const std::vector<std::string>& lines) {
  std::string said;
  for (const ProseLine& line : prose_lines(lines)) said += (line.heads ? "# " : "> ") + line.text + "\n";
  return said;
}

TEST_CASE("a line that begins with numbers of clauses is numbered", "[schedule]") {
  for (const char* line : {"2 Provider", "A4 Target budget", "7.5 Accepted", "3, 4 Two clauses", "6-7 A dash",
                           "6–7 A dash", "6 to 7 A range", "4.1(a) Cases", "1. Parties", "4: Payments", "3 and 4 Both"})
    CHECK(is_numbered(line));
  for (const char* line :
       {"Parties", "50% of the value", "2,500 people are served", "4", "", "A plan of 3 parts", "3-month rule"})
    CHECK_FALSE(is_numbered(line));
}

TEST_CASE("so is one that names a part of the agreement", "[schedule]") {
  for (const char* line :
       {"Schedule A: text", "Schedule 3", "Annex B2 Measures", "Appendix", "Part II, payments", "Part 1: parties"})
    CHECK(is_numbered(line));
  for (const char* line : {"Part of the money is at risk", "Schedules are read together", "Annexed figures", "Parties"})
    CHECK_FALSE(is_numbered(line));
}

TEST_CASE("a line that stands alone is a heading", "[schedule]") {
  CHECK(headings({"Parties without a number", ""}) == "# Parties without a number\n");
  CHECK(headings({"A remark to what follows"}) == "> A remark to what follows\n");
  CHECK(headings({"3 Payments", "What is paid each month", ""}) == "# 3 Payments\n# What is paid each month\n");
  CHECK(headings({"One thing is said here,", "and another here", ""}) ==
        "> One thing is said here,\n> and another here\n");
  CHECK(headings({"A heading that", "  goes on", "", "a remark"}) == "# A heading that goes on\n> a remark\n");
  CHECK(headings({std::string(101, 'x'), ""}) == "> " + std::string(101, 'x') + "\n");
}

}  // namespace
}  // namespace quarterday::schedule
