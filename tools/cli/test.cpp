// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <deque>
#include <string>

#include "tools/cli/commands.h"
#include "tools/cli/files.h"
#include "tools/cli/tested.h"
#include "tools/cli/watch.h"

namespace quarterday::cli {
namespace {

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string summary(const std::deque<Tested>& tested) {
  std::size_t all = 0;
  std::size_t held = 0;
  for (const Tested& one : tested) {
    all += one.results.size();
    held += static_cast<std::size_t>(std::ranges::count_if(one.results, &evaluate::ScenarioResult::held));
  }
  std::string text = all == 0 ? "no scenarios" : counted(all, "scenario") + ": ";
  if (held > 0) text += std::to_string(held) + " ok";
  if (held < all) text += (held > 0 ? ", " : "") + std::to_string(all - held) + " failed";
  return text + "\n";
}

// Whether as much of each contract is reached as was asked for.
Exit judge_coverage(const std::deque<Tested>& tested, const TestOptions& options, Console& console) {
  Exit exit = Exit::ok;
  for (const Tested& one : tested) {
    if (!options.coverage_at_least || !one.ran || percent_reached(one.points) >= *options.coverage_at_least) continue;
    console.err("error: the scenarios of '" + one.path + "' reach " + std::to_string(percent_reached(one.points)) +
                "% of its terms, asked for are " + std::to_string(*options.coverage_at_least) + "%\n");
    exit = Exit::problem;
  }
  return exit;
}

Exit write_report(const std::string& path, std::string (*report)(const std::deque<Tested>&),
                  const std::deque<Tested>& tested, const TestOptions& options, Console& console) {
  if (path.empty()) return Exit::ok;
  const bool is_contract =
      std::ranges::any_of(options.files, [&](const std::string& file) { return is_same_file(path, file); });
  const std::string why = is_contract ? "it is a contract" : write_file(path, report(tested));
  if (why.empty()) return Exit::ok;
  console.err("error: cannot write '" + path + "': " + why + "\n");
  return Exit::usage;
}

Exit run_once(const TestOptions& options, std::deque<Tested>& tested, Console& console) {
  Exit worst = Exit::ok;
  const bool coverage = options.coverage || options.coverage_at_least;
  for (const std::string& path : options.files) {
    Tested& one = tested.emplace_back();
    run_scenarios(path, options.filter, one);
    worst = std::max(worst, tell(one.contract.sink, one.contract.sources, options.color, console));
    if (!one.ran) continue;
    tell_text(one, coverage, console);
    if (!one.held()) worst = std::max(worst, Exit::problem);
  }
  const bool any = std::ranges::any_of(tested, [](const Tested& one) { return !one.results.empty(); });
  if (any || worst == Exit::ok) console.out(summary(tested));
  worst = std::max(worst, judge_coverage(tested, options, console));
  worst = std::max(worst, write_report(options.junit, junit, tested, options, console));
  worst = std::max(worst, write_report(options.lcov, lcov, tested, options, console));
  return std::max(worst, write_report(options.html, coverage_page, tested, options, console));
}

// All that was read, so that a change of any of it can be noticed.
std::vector<std::string> files_read(const TestOptions& options, const std::deque<Tested>& tested) {
  std::vector<std::string> files = options.files;
  for (const Tested& one : tested) {
    for (std::uint32_t i = 0; i < one.contract.sources.size(); ++i)
      files.push_back(one.contract.sources.file({i}).name());
  }
  return files;
}

}  // namespace

Exit test(const TestOptions& options, Console& console) {
  while (true) {
    std::deque<Tested> tested;
    const Exit exit = run_once(options, tested, console);
    if (!options.watch) return exit;
    console.out("waiting for a change\n");
    if (!console.show()) return Exit::usage;
    wait_for_change(files_read(options, tested));
  }
}

}  // namespace quarterday::cli
