// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/explain.h"

#include <string_view>
#include <vector>

#include "runtime/diagnostics/render_text.h"
#include "runtime/diagnostics/similar.h"
#include "runtime/diagnostics/table.h"
#include "runtime/statement/explanation.h"
#include "runtime/statement/select_line.h"
#include "tools/cli/commands.h"
#include "tools/cli/settlement.h"

namespace quarterday::cli {
namespace {

using diagnostics::Id;

Exit no_such_line(const ExplainOptions& options, const Settled& settled, const statement::Selection& selection,
                  Console& console) {
  const plan::Plan& plan = *settled.contract.plan();
  diagnostics::Diagnostic diagnostic = diagnostics::make<Id::UnknownLine>(
      diagnostics::Span::nowhere(), plan.calendar.name(settled.settlement->period), options.line);
  if (selection.similar) diagnostic.help("did you mean '" + *selection.similar + "'?");
  if (selection.declared) diagnostic.note("the contract declares it, but no line of this period is worked out from it");
  const std::size_t at = options.line.find('@');
  if (selection.declared && at != std::string::npos && at + 1 < options.line.size())
    diagnostic.help("a line of its own period may be: use '--period " + options.line.substr(at + 1) + "'");
  console.err(diagnostics::render_text(diagnostic, settled.contract.sources, {options.settle.color}));
  return Exit::usage;
}

Exit ambiguous(const std::string& line, const std::vector<std::string>& choices, Console& console) {
  constexpr std::size_t shown_at_most = 20;
  console.err("error: '" + line + "' names " + std::to_string(choices.size()) + " figures; which of them?\n");
  for (std::size_t i = 0; i < choices.size() && i < shown_at_most; ++i) console.err("  " + choices[i] + "\n");
  if (choices.size() > shown_at_most) {
    console.err("  and " + std::to_string(choices.size() - shown_at_most) + " more\n");
  }
  return Exit::usage;
}

}  // namespace

Exit explain(const ExplainOptions& options, Console& console) {
  Settled settled;
  settle_contract(options.settle, settled, console);
  if (!settled.settlement) return settled.exit;
  const plan::Plan& plan = *settled.contract.plan();

  std::vector<statement::Explained> subjects;
  if (options.all) {
    subjects = statement::all_lines(*settled.settlement);
  } else {
    const statement::Selection selection = statement::select_line(plan, *settled.settlement, options.line);
    if (!selection.choices.empty()) return ambiguous(options.line, selection.choices, console);
    // A refused settlement has no line to name; the refusal has been told.
    if (!selection.found && settled.settlement->refusal) return settled.exit;
    if (!selection.found) return no_such_line(options, settled, selection, console);
    subjects.push_back(*selection.found);
  }
  const std::vector<statement::Explanation> explanations = statement::explain(
      plan, settled.dataset, *settled.settlement, subjects, {options.depth, settled.records.get(), options.records});
  const bool json = options.settle.format == Format::json;
  return deliver(json ? statement::render_json(explanations) : statement::render_text(explanations), options.settle,
                 settled.exit, console);
}

Exit explain_code(const std::string& code, Console& console) {
  const std::optional<Id> rule = diagnostics::id_of_rule(code);
  const std::optional<Id> id = rule ? rule : diagnostics::id_of_code(code);
  if (!id) {
    console.err("error: there is no diagnostic '" + code + "'\n");
    const std::vector<std::string> rules = diagnostics::all_rules();
    const auto meant = diagnostics::closest(code, std::vector<std::string_view>(rules.begin(), rules.end()));
    console.err(meant ? "help: did you mean '" + *meant + "'?\n"
                      : "help: codes look like QD5104; `quarterday lint --rules` lists the names of rules\n");
    return Exit::usage;
  }
  console.out(diagnostics::explain_code(*id));
  return Exit::ok;
}

Exit explain_all_codes(Console& console) {
  console.out(diagnostics::diagnostics_markdown());
  return Exit::ok;
}

}  // namespace quarterday::cli
