// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "compiler/lint/lint.h"
#include "runtime/diagnostics/table.h"

namespace quarterday::lint {

// What lint finds in declarations put into a small contract with a payment and a scenario; `before` stands before it.
struct Linted {
  std::vector<std::string> findings;  // "cliff_edge: 50% of what ..."
  std::vector<std::string> allowed;   // "cliff_edge: because"
};

inline Linted linted(const std::string& declarations, const std::string& before = "") {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const std::string text = before +
                           "contract tried {\n"
                           "  currency GBP\n"
                           "  term     2024/25 to 2027/28\n"
                           "  settled  each quarter, each year\n"
                           "  party icb is commissioner\n"
                           "  party clinic is provider\n" +
                           declarations +
                           "  payment base from icb to clinic, each year = £9\n"
                           "  scenario \"a year\" in 2024/25 {\n"
                           "    expect base = £9\n"
                           "  }\n"
                           "}\n";
  const diagnostics::FileId file = sources.add(diagnostics::SourceFile("tried.contract", text));
  const compiler::Compilation compiled = compiler::compile(file, sources, sink);
  for (const diagnostics::Diagnostic& said : sink.all()) UNSCOPED_INFO(said.message);
  REQUIRE(compiled.plan);
  const Report report = lint({compiled.tree, *compiled.whole, compiled.contract, *compiled.uses, sources});
  Linted result;
  for (const diagnostics::Diagnostic& one : report.findings)
    result.findings.push_back(diagnostics::rule_name(one.id) + ": " + one.message);
  for (const Allowed& one : report.allowed)
    result.allowed.push_back(diagnostics::rule_name(one.finding.id) + ": " + one.reason);
  return result;
}

using Lines = std::vector<std::string>;

}  // namespace quarterday::lint
