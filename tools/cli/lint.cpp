// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/lint.h"

#include <algorithm>
#include <vector>

#include "runtime/diagnostics/render_text.h"
#include "runtime/diagnostics/table.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"
#include "tools/cli/files.h"
#include "tools/cli/lint_report.h"
#include "tools/cli/project.h"

namespace quarterday::cli {
namespace {

// What `check` says comes first, and a contract with errors is not linted.
Exit lint_one(const std::string& path, LintReport& report) {
  diagnostics::Sink sink;
  const std::optional<diagnostics::FileId> file = read_contract(path, report.sources, sink);
  if (!file) {
    report.found.insert(report.found.end(), sink.all().begin(), sink.all().end());
    return Exit::usage;
  }
  Project project(path);
  const compiler::Compilation compiled = compiler::compile(*file, project, report.sources, sink);
  // A part that contracts share is linted with each of them.
  if (compiled.tree.shared && sink.error_count() == 1) {
    report.parts.push_back(path);
    return Exit::ok;
  }
  report.found.insert(report.found.end(), sink.all().begin(), sink.all().end());
  if (!compiled.plan) return Exit::problem;
  lint::Report linted = lint::lint({compiled.tree, *compiled.whole, compiled.contract, *compiled.uses, report.sources});
  const bool clean = sink.empty() && linted.findings.empty();
  std::move(linted.findings.begin(), linted.findings.end(), std::back_inserter(report.found));
  std::move(linted.allowed.begin(), linted.allowed.end(), std::back_inserter(report.allowed));
  if (clean) report.fine.push_back(path);
  return clean ? Exit::ok : Exit::problem;
}

void tell_text(const LintOptions& options, const LintReport& report, Console& console) {
  console.err(diagnostics::render_text(report.found, report.sources, {options.color}));
  for (const std::string& path : report.fine) console.out(path + ": ok\n");
  for (const std::string& path : report.parts)
    console.out(path + ": a part, which is looked at in each contract that imports it\n");
  if (!report.found.empty()) console.err(diagnostics::render_summary(report.found) + "\n");
}

}  // namespace

Exit list_rules(Console& console) {
  std::size_t widest = 0;
  for (const std::string& rule : diagnostics::all_rules()) widest = std::max(widest, rule.size());
  for (const diagnostics::Row& row : diagnostics::all_rows()) {
    if (!row.is_rule()) continue;
    const std::string name = diagnostics::rule_name(row.id);
    console.out(diagnostics::code_text(row.id) + "  " + name + std::string(widest - name.size() + 2, ' ') +
                std::string(row.help) + "\n");
  }
  return Exit::ok;
}

Exit lint(const LintOptions& options, Console& console) {
  if (options.rules) return list_rules(console);
  LintReport report;
  Exit worst = Exit::ok;
  for (const std::string& argument : options.files)
    for (const std::string& path : argument == "-" ? std::vector{argument} : contracts_in(argument))
      worst = std::max(worst, lint_one(path, report));
  switch (options.format) {
    case LintOptions::Format::text:
      tell_text(options, report, console);
      break;
    case LintOptions::Format::json:
      console.out(render_lint_json(report));
      break;
    case LintOptions::Format::sarif:
      console.out(render_sarif(report));
      break;
    case LintOptions::Format::github:
      console.out(render_github(report));
      break;
  }
  return worst;
}

}  // namespace quarterday::cli
