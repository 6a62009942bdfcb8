// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "runtime/evaluate/evaluate.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"

namespace quarterday::cli {
namespace {

struct Tally {
  std::size_t held = 0;
  std::size_t failed = 0;
};

std::string place(const plan::Plan& plan, plan::OriginId id) {
  if (!id) return plan.files.front();
  const plan::Origin& origin = plan.origin(id);
  return plan.file_of(origin) + ":" + std::to_string(origin.line);
}

void tell_failure(const plan::Plan& plan, const evaluate::ExpectationResult& result, Console& console) {
  const std::string words = result.origin ? plan.origin(result.origin).text : std::string();
  console.out("          " + place(plan, result.origin) + ": " + words + "\n");
  console.out("            expected " + result.expected + ", got " + result.got + "\n");
}

void tell_result(const plan::Plan& plan, const evaluate::ScenarioResult& result, Tally& tally, Console& console) {
  const bool held = result.held();
  ++(held ? tally.held : tally.failed);
  console.out(std::string(held ? "  ok      " : "  FAILED  ") + result.title + "\n");
  for (const evaluate::ExpectationResult& expectation : result.expectations) {
    if (!expectation.held) tell_failure(plan, expectation, console);
  }
}

// The terms that no scenario reaches, in the order of the contract.
void tell_coverage(const plan::Plan& plan, const evaluate::Reached& reached, Console& console) {
  const std::vector<evaluate::CoveragePoint> points = evaluate::coverage(plan, reached);
  std::size_t count = 0;
  for (const evaluate::CoveragePoint& point : points) {
    if (point.reached) {
      ++count;
      continue;
    }
    const std::string& clause = plan.origin(point.origin).clause;
    console.out("  missing " + place(plan, point.origin) + ": no scenario " + point.words +
                (clause.empty() ? "" : " (clause " + clause + ")") + "\n");
  }
  console.out("  reached " + std::to_string(count) + " of " + std::to_string(points.size()) + " terms");
  if (!points.empty()) console.out(" (" + std::to_string(100 * count / points.size()) + "%)");
  console.out("\n");
}

Exit run_file(const std::string& path, const TestOptions& options, Tally& tally, Console& console) {
  Contract contract;
  load_contract(path, contract);
  std::vector<evaluate::ScenarioResult> results;
  evaluate::Reached reached;
  if (contract.plan() != nullptr) results = evaluate::run_scenarios(*contract.plan(), contract.sink, &reached);
  const Exit exit = tell(contract.sink, contract.sources, options.color, console);
  if (contract.plan() == nullptr) return exit;

  const std::size_t failed_before = tally.failed;
  console.out(path + "\n");
  for (const evaluate::ScenarioResult& result : results) {
    if (result.title.find(options.filter) == std::string::npos) continue;
    tell_result(*contract.plan(), result, tally, console);
  }
  if (options.coverage) tell_coverage(*contract.plan(), reached, console);
  return tally.failed > failed_before ? std::max(exit, Exit::problem) : exit;
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace

Exit test(const TestOptions& options, Console& console) {
  Tally tally;
  Exit worst = Exit::ok;
  for (const std::string& path : options.files) worst = std::max(worst, run_file(path, options, tally, console));
  const std::size_t all = tally.held + tally.failed;
  std::string summary = all == 0 ? "no scenarios" : counted(all, "scenario") + ": ";
  if (tally.held > 0) summary += std::to_string(tally.held) + " ok";
  if (tally.failed > 0) summary += (tally.held > 0 ? ", " : "") + std::to_string(tally.failed) + " failed";
  if (all > 0 || worst == Exit::ok) console.out(summary + "\n");
  return worst;
}

}  // namespace quarterday::cli
