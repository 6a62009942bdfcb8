// SPDX-License-Identifier: Apache-2.0
#include "compiler/library/library.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "compiler/library/show.h"

namespace quarterday::library {

namespace {

Item item(std::string_view subject, std::string_view name) {
  for (const Item& one : items(*find(subject)))
    if (one.name == name) return one;
  return {};
}

}  // namespace

TEST_CASE("subjects are found by their names, in order", "[library]") {
  REQUIRE(find("sharing") != nullptr);
  CHECK(find("sharing")->file == "stdlib/sharing.contract");
  CHECK(find("sharing.contract") == nullptr);
  CHECK(find("") == nullptr);
  const std::vector<std::string_view> all = names();
  CHECK(all.size() == subjects().size());
  CHECK(std::is_sorted(all.begin(), all.end()));
}

TEST_CASE("an item is told with its prose, its figures, a use and what was worked", "[library]") {
  const Item marginal = item("activity", "marginal");
  CHECK(marginal.form == "marginal of amount above baseline at rate");
  CHECK(marginal.summary.starts_with("An amount up to a baseline in full"));
  CHECK(marginal.figures == std::vector<std::string>{"amount: in any unit", "baseline: in any unit", "rate: percent",
                                                     "gives: in their unit"});
  CHECK(marginal.text.starts_with("phrase marginal of amount"));
  CHECK(marginal.use.find("= marginal of emergencies above £2,000,000 at 70%\n") != std::string::npos);
  CHECK(marginal.worked.starts_with("# £2,300,000"));  // the remark with the reckoning comes along
  CHECK(marginal.worked.find("scenario \"limited") == std::string::npos);
}

TEST_CASE("an item is found by its name alone", "[library]") {
  REQUIRE(subject_of("gated") != nullptr);
  CHECK(subject_of("gated")->name == "scoring");
  CHECK(subject_of("scoring") == nullptr);
}

TEST_CASE("the list has each item on one line", "[library]") {
  const std::string text = list();
  for (const Subject& subject : subjects()) {
    CHECK(text.find("(import " + std::string(subject.name) + ")\n") != std::string::npos);
    for (const Item& one : items(subject)) {
      INFO(one.name);
      const std::size_t at = text.find("\n  " + one.name + " ");
      REQUIRE(at != std::string::npos);
      CHECK(text.find('\n', at + 1) - at <= 140);
    }
  }
}

TEST_CASE("the page has each subject and item as a heading", "[library]") {
  const std::string page = markdown();
  CHECK(page.find("\n## sharing\n") < page.find("\n### excess\n"));
  CHECK(page.find("\n### excess\n") < page.find("\n## splits\n"));
  CHECK(page.find("\n\n\n") == std::string::npos);
  CHECK(page.back() == '\n');
}

}  // namespace quarterday::library
