// SPDX-License-Identifier: Apache-2.0
//
// Guarantees, tried on scenarios, data and draws; for one that does not hold, scenarios that show it.
#include "runtime/evaluate/guarantees.h"

#include <algorithm>
#include <string>

#include "runtime/value/format.h"
#include "tools/cli/commands.h"
#include "tools/cli/scenario_text.h"
#include "tools/cli/settlement.h"
#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

using evaluate::BrokenGuarantee;
using evaluate::GuaranteeResult;
using plan::Plan;

constexpr std::string_view below_a_guarantee = "          ";

// One scenario for a condition, two for a movement: before, and with the driver changed.
std::string replay(const Plan& plan, const plan::Guarantee& guarantee, const BrokenGuarantee& broken) {
  const std::string period = plan.calendar.name(broken.period);
  const std::string title = guarantee.title + ": " + (broken.changed ? "before" : "a case against it");
  std::string text = "scenario \"" + title + "\" in " + period + " {\n" +
                     figure_lines(plan, "given  ", broken.reported, broken.period) +
                     figure_lines(plan, "expect ", broken.figures, broken.period) + "}\n";
  if (!broken.changed) return text;
  text += "scenario \"" + guarantee.title + ": after\" as \"" + title + "\" {\n" +
          figure_lines(plan, "given  ", {*broken.changed}, broken.period) +
          figure_lines(plan, "expect ", broken.figures_then, broken.period) + "}\n";
  return text;
}

std::string count(std::uint64_t number, std::string_view noun) {
  return value::with_thousands(std::to_string(number)) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

std::string more(std::uint64_t cases, const std::string& which) {
  return cases == 0 ? "" : ", " + value::with_thousands(std::to_string(cases)) + " more " + which;
}

void tell(const Plan& plan, const GuaranteeResult& result, Console& console) {
  const plan::Guarantee& guarantee = *result.guarantee;
  const plan::Origin& origin = plan.origin(guarantee.origin);
  const std::string clause = origin.clause.empty() ? "" : " (clause " + origin.clause + ")";
  if (result.broken) {
    console.out("  FAILED  " + guarantee.title + clause + ", by " + result.broken->in + "\n");
    console.out(std::string(below_a_guarantee) + place(plan, guarantee.origin) + ": " + origin.text + "\n");
    console.out(with_margin(replay(plan, guarantee, *result.broken), below_a_guarantee));
    return;
  }
  // That a figure never falls says nothing of one that never changed.
  const bool idle = !guarantee.movements.empty() && result.held > 0 && result.subject_changed == 0;
  console.out((result.held > 0 && !idle ? "  ok      " : "  UNTRIED ") + guarantee.title + clause + ": held on " +
              count(result.held, "case") + more(result.open, "without all figures") +
              more(result.unmoved, "in which nothing could change") + "\n");
  if (idle)
    console.out(std::string(below_a_guarantee) +
                "in none of them did it change anything: see whether the one depends on the other\n");
  if (result.directionless > 0)
    console.out(std::string(below_a_guarantee) +
                "of some it is not said what improves them: `higher is better` or `lower is better`\n");
}

}  // namespace

Exit guarantees(const GuaranteeCommand& options, Console& console) {
  Tested tested;
  tested.path = options.file;
  load_contract(options.file, tested.contract);
  data::Dataset dataset;
  if (tested.contract.plan() != nullptr) {
    tested.data.read(tested.contract);
    if (!options.data.empty()) read_data(options.data, std::nullopt, tested.contract, dataset);
  }
  const Exit exit = tell(tested.contract.sink, tested.contract.sources, options.color, console);
  if (tested.contract.plan() == nullptr || tested.contract.sink.has_errors()) return exit;
  const std::vector<GuaranteeResult> results = evaluate::try_guarantees(
      tested.plan(),
      {options.draws, options.seed, options.data.empty() ? nullptr : &dataset, tested.data.of_scenarios()});
  console.out(options.file + "\n");
  for (const GuaranteeResult& result : results) tell(tested.plan(), result, console);
  const auto broken = std::ranges::count_if(results, [](const auto& result) { return result.broken.has_value(); });
  if (results.empty()) console.out("  no guarantees\n");
  return broken > 0 ? std::max(exit, Exit::problem) : exit;
}

}  // namespace quarterday::cli
