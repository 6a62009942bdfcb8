// SPDX-License-Identifier: Apache-2.0
//
// Proposing scenarios. Whatever the search has found is put into the contract as text, compiled and run, each by
// itself, before it is shown: what is printed holds, and reaches something.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/proposals.h"
#include "tools/cli/commands.h"
#include "tools/cli/files.h"
#include "tools/cli/project.h"
#include "tools/cli/scenario_text.h"
#include "tools/cli/settlement.h"
#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

using evaluate::Margins;
using evaluate::Proposal;
using evaluate::Reached;

constexpr std::string_view margin = "  ";

// A proposal in the contract's words.
struct Written {
  std::string text;
  bool reaches_term = false;
  bool gives_results = false;
};

// The contract with the scenarios before its closing brace, and where each of them begins in that text.
struct Extended {
  std::string text;
  std::vector<std::size_t> begins;  // one more than there are scenarios
};

Extended extended(const Contract& contract, const std::vector<Written>& written) {
  const diagnostics::SourceFile& file = contract.sources.file(contract.file);
  std::size_t end = file.text().size();
  for (const syntax::Token& token : contract.compilation->tree.tokens) {
    if (file.text().substr(token.begin, token.end - token.begin) == "}") end = token.begin;
  }
  Extended with{file.text().substr(0, end) + "\n", {}};
  for (const Written& one : written) {
    with.begins.push_back(with.text.size());
    with.text += one.text;
  }
  with.begins.push_back(with.text.size());
  with.text += file.text().substr(end);
  return with;
}

void compile_again(const std::string& path, std::string text, const std::string& name, Contract& contract) {
  contract.file = contract.sources.add(diagnostics::SourceFile(name, std::move(text)));
  Project project(path);
  contract.compilation.emplace(compiler::compile(contract.file, project, contract.sources, contract.sink));
}

// Takes out the scenarios in which something is wrong. False where nothing was found to take out.
bool take_out_mistakes(const Contract& contract, const Extended& with, std::vector<Written>& written) {
  std::vector<bool> wrong(written.size(), false);
  for (const diagnostics::Diagnostic& diagnostic : contract.sink.all()) {
    if (diagnostic.severity != diagnostics::Severity::Error) continue;
    if (diagnostic.primary.file != contract.file || diagnostic.primary.begin < with.begins.front()) continue;
    const auto after = std::ranges::upper_bound(with.begins, diagnostic.primary.begin);
    const auto at = static_cast<std::size_t>(after - with.begins.begin()) - 1;
    if (at < written.size()) wrong[at] = true;
  }
  std::vector<Written> right;
  for (std::size_t i = 0; i < written.size(); ++i)
    if (!wrong[i]) right.push_back(std::move(written[i]));
  const bool any = right.size() < wrong.size();
  written = std::move(right);
  return any;
}

std::size_t count_reached(const plan::Plan& plan, const Reached& reached) {
  return reached_points(evaluate::coverage(plan, reached));
}

// What is kept of the proposals, and what the contract's own scenarios and these leave unreached.
struct Judged {
  std::vector<Written> kept;
  std::vector<evaluate::CoveragePoint> points;
  std::vector<std::string> places;  // of the points
};

class Judge {
 public:
  Judge(const ScenarioCommand& options, const Contract& original) : options_(options), original_(original) {}

  Judged judge(std::vector<Written> written) {
    const std::string name = original_.sources.file(original_.file).name();
    while (true) {
      Contract contract;
      const Extended with = extended(original_, written);
      compile_again(options_.file, with.text, name, contract);
      if (contract.plan() != nullptr) return run(contract, written);
      if (written.empty() || !take_out_mistakes(contract, with, written)) return {};
    }
  }

 private:
  // Each by itself, so that none is kept that shows nothing which another one does not.
  Judged run(Contract& contract, std::vector<Written>& written) {
    plan::Plan& plan = *contract.compilation->plan;
    const std::vector<plan::Scenario> scenarios = std::exchange(plan.scenarios, {});
    const auto own = scenarios.end() - static_cast<std::ptrdiff_t>(written.size());
    Reached reached;
    plan.scenarios.assign(scenarios.begin(), own);
    ScenarioData data;
    data.read(contract);
    diagnostics::Sink ignored;
    if (!options_.all) evaluate::run_scenarios(plan, ignored, &reached, data.of_scenarios());
    Judged judged;
    for (std::size_t i = 0; i < written.size(); ++i) {
      plan.scenarios.assign(1, own[static_cast<std::ptrdiff_t>(i)]);
      Reached also = reached;
      const auto results = evaluate::run_scenarios(plan, ignored, &also);
      if (!results.front().held()) continue;
      const bool adds = count_reached(plan, also) > count_reached(plan, reached);
      if (!adds && !(options_.all || !written[i].reaches_term)) continue;
      reached.add(also);
      judged.kept.push_back(std::move(written[i]));
    }
    judged.points = evaluate::coverage(plan, reached);
    for (const evaluate::CoveragePoint& point : judged.points)
      judged.places.push_back(missing_words(plan, point) + ", " + place(plan, point.origin));
    return judged;
  }

  const ScenarioCommand& options_;
  const Contract& original_;
};

std::string proposals_text(const Judged& judged, const ScenarioCommand& options) {
  std::string text;
  if (!judged.kept.empty())
    text +=
        std::string(margin) +
        "# Proposed, with the figures that this contract settles. A person has to confirm each against the terms.\n";
  for (const Written& one : judged.kept) {
    if (one.gives_results)
      text += std::string(margin) +
              "# A figure that is worked out is given here: no figures of the data were found for it.\n";
    text += one.text;
  }
  if (!options.filter.empty()) return text;
  for (std::size_t i = 0; i < judged.points.size(); ++i)
    if (!judged.points[i].reached) text += std::string(margin) + "# not reached: " + judged.places[i] + "\n";
  return text;
}

Exit wrong_use(const std::string& message, const std::string& help, Console& console) {
  console.err("error: " + message + "\nhelp: " + help + "\n");
  return Exit::usage;
}

Exit deliver_text(const std::string& text, const ScenarioCommand& options, Exit exit, Console& console) {
  if (options.output.empty()) {
    console.out(text);
    return exit;
  }
  const std::string why =
      is_same_file(options.output, options.file) ? "it is the contract" : write_file(options.output, text);
  if (why.empty()) return exit;
  console.err("error: cannot write '" + options.output + "': " + why + "\n");
  return Exit::usage;
}

}  // namespace

Exit scenarios(const ScenarioCommand& options, Console& console) {
  Tested tested;
  tested.path = options.file;
  load_contract(options.file, tested.contract);
  if (tested.contract.plan() != nullptr) tested.data.read(tested.contract);
  const Exit exit = tell(tested.contract.sink, tested.contract.sources, options.color, console);
  if (tested.contract.plan() == nullptr || tested.contract.sink.has_errors()) return exit;
  const plan::Plan& plan = tested.plan();

  evaluate::ProposalOptions asked;
  asked.all = options.all;
  asked.only = options.filter;
  asked.seed = options.seed;
  if (!options.filter.empty() &&
      std::ranges::none_of(plan.values, [&](const plan::Value& value) { return value.name == options.filter; }))
    return wrong_use("there is no name '" + options.filter + "' in the contract",
                     "name an input, a definition or a payment", console);
  if (!options.period.empty()) {
    const value::ParsedPeriod period = plan.calendar.parse(options.period);
    if (!period)
      return wrong_use(
          "'" + options.period + "' is not a period of this contract",
          "periods are written as in the contract, such as " +
              plan.calendar.name(plan.calendar.containing({plan::Grain::month, plan.term.first}, plan::Grain::year)),
          console);
    asked.period = *period;
  }

  Reached reached;
  Margins seen;
  reached.keep_margins(&seen);
  diagnostics::Sink ignored;
  evaluate::run_scenarios(plan, ignored, &reached, tested.data.of_scenarios());
  std::vector<Written> written;
  for (const Proposal& proposal : evaluate::propose(plan, reached, seen, asked))
    written.push_back(
        {with_margin(scenario_text(plan, proposal), margin), proposal.reaches_term, proposal.gives_results});
  Judged judged = Judge(options, tested.contract).judge(std::move(written));
  if (options.limit && judged.kept.size() > *options.limit) judged.kept.resize(*options.limit);
  std::string text = proposals_text(judged, options);
  if (text.empty())
    console.err(options.filter.empty() ? "nothing to propose: the scenarios reach every term\n"
                                       : "nothing to propose for '" + options.filter + "'\n");
  return deliver_text(text, options, exit, console);
}

}  // namespace quarterday::cli
