// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/lint/linting.h"

namespace quarterday::lint {
namespace {

const std::string seen =
    "  metric seen each year : share\n"
    "    higher is better\n"
    "    not reported: settlement refused\n";
const std::string step = " = 100% if seen >= 92%, otherwise 0%\n";
const std::string fee = "  payment fee from icb to clinic, each year = (first_part + second_part) of £20\n";
const std::string allow = "  allow cliff_edge because \"they want it\"\n";
const std::string finding = "cliff_edge: 100% of what 'second_part' can give hangs on one step";

}  // namespace

TEST_CASE("an allowance covers the declaration that follows and no other", "[lint]") {
  const Linted result = linted(seen + allow + "  define first_part each year : percent" + step +
                               "  define second_part each year : percent" + step + fee);
  CHECK(result.findings == Lines{finding});
  CHECK(result.allowed == Lines{"cliff_edge: they want it"});
}

TEST_CASE("an allowance before the contract covers all of it", "[lint]") {
  const Linted result = linted(
      seen + "  define first_part each year : percent" + step + "  define second_part each year : percent" + step + fee,
      allow);
  CHECK(result.findings.empty());
  CHECK(result.allowed == Lines{"cliff_edge: they want it", "cliff_edge: they want it"});
}

TEST_CASE("the nearest allowance gives the reason, and one that is left without a finding is told", "[lint]") {
  const Linted result =
      linted(seen + "  allow cliff_edge because \"this one\"\n  define first_part each year : percent" + step +
                 "  define second_part each year : percent = seen\n" + fee,
             allow);
  CHECK(result.allowed == Lines{"cliff_edge: this one"});
  CHECK(result.findings == Lines{"unneeded_allow: `allow cliff_edge` allows nothing here"});
}

TEST_CASE("a finding in a template is allowed there, or where it is used", "[lint]") {
  const std::string inside = "  template gates with whole : money {\n";
  const std::string rest = "    define earned each year : percent" + step +
                           "    payment fee from icb to clinic, each year = earned of whole\n  }\n";
  const std::string use = "  use gates with whole = £20\n";
  CHECK(linted(seen + inside + rest + use).findings ==
        Lines{"cliff_edge: 100% of what 'earned' can give hangs on one step"});
  CHECK(linted(seen + inside + allow + rest + use).findings.empty());
  CHECK(linted(seen + inside + rest + allow + use).allowed == Lines{"cliff_edge: they want it"});
  CHECK(linted(seen + allow + inside + rest + use).findings.empty());
}

TEST_CASE("an allowance before a deed covers what stands in it", "[lint]") {
  const Linted result = linted(seen +
                               "  define earned each year : percent = seen\n"
                               "  payment fee from icb to clinic, each year = earned of £20\n" +
                               allow +
                               "  variation second_deed from 2025/26 {\n"
                               "    define earned each year : percent" +
                               step + "  }\n");
  CHECK(result.findings.empty());
  CHECK(result.allowed == Lines{"cliff_edge: they want it"});
}

TEST_CASE("prose before an allowance is that of the declaration", "[lint]") {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const diagnostics::FileId file = sources.add(diagnostics::SourceFile(
      "a.contract",
      "## Of all\nallow idle_party because \"x\"\ncontract one {\n## Of the party\nallow idle_party because \"x\"\n"
      "allow names_alike because \"y\"\nparty icb\n}\n"));
  const compiler::Compilation compiled = compiler::compile(file, sources, sink);
  CHECK(compiled.tree.header.prose == Lines{"Of all"});
  const auto* party = std::get_if<syntax::PartyDecl>(&compiled.tree.declarations.back());
  REQUIRE(party != nullptr);
  CHECK(party->prose == Lines{"Of the party"});
}

}  // namespace quarterday::lint
