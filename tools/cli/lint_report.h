// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "compiler/lint/lint.h"
#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::cli {

// What `lint` has to say of several files.
struct LintReport {
  diagnostics::SourceMap sources;
  std::vector<diagnostics::Diagnostic> found;  // what `check` says, then findings
  std::vector<lint::Allowed> allowed;
  std::vector<std::string> fine;   // files without either
  std::vector<std::string> parts;  // files that are parts of contracts, and not linted by themselves
};

// As `check --format json`, with `allowed` beside `diagnostics`.
std::string render_lint_json(const LintReport& report);
// SARIF 2.1.0, for code scanning.
std::string render_sarif(const LintReport& report);
// Workflow commands of GitHub Actions, which become notes beside the lines.
std::string render_github(const LintReport& report);

}  // namespace quarterday::cli
