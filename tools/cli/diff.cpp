// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "runtime/compare/render.h"
#include "runtime/evaluate/evaluate.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"
#include "tools/cli/settlement.h"

namespace quarterday::cli {
namespace {

// One contract, and what it settles to on the data.
struct Side {
  Contract contract;
  data::Dataset dataset;
  std::map<std::string, evaluate::Settlement> settled;  // by the name of the period

  const plan::Plan& plan() const { return *contract.plan(); }
};

void settle_all(Side& side, const std::vector<std::string>& data) {
  diagnostics::Sink& sink = side.contract.sink;
  read_data(data, std::nullopt, side.contract, side.dataset);
  if (sink.has_errors()) return;
  for (const plan::Period period : evaluate::all_settled(side.plan())) {
    std::optional<evaluate::Settlement> settlement = evaluate::settle(side.plan(), side.dataset, period, {}, sink);
    if (settlement) side.settled.emplace(side.plan().calendar.name(period), std::move(*settlement));
  }
}

// The periods of the contract after, then those that only the one before has.
std::vector<std::string> periods_of(const Side& before, const Side& after) {
  std::vector<std::string> periods;
  const auto add = [&](const plan::Plan& plan) {
    for (const plan::Period period : evaluate::all_settled(plan)) {
      std::string name = plan.calendar.name(period);
      if (std::find(periods.begin(), periods.end(), name) == periods.end()) periods.push_back(std::move(name));
    }
  };
  add(after.plan());
  add(before.plan());
  return periods;
}

compare::Settlements in_order(Side& side, const std::vector<std::string>& periods) {
  compare::Settlements settlements;
  for (const std::string& period : periods) {
    const auto found = side.settled.find(period);
    settlements.push_back(found == side.settled.end() ? std::nullopt : std::optional(std::move(found->second)));
  }
  return settlements;
}

std::vector<compare::LineChange> changes_of(Side& before, Side& after,
                                            const std::vector<compare::Difference>& differences) {
  const std::vector<std::string> periods = periods_of(before, after);
  return compare::compare_lines(before.plan(), in_order(before, periods), after.plan(), in_order(after, periods),
                                periods, differences);
}

}  // namespace

Exit diff(const DiffOptions& options, Console& console) {
  Side before;
  Side after;
  load_contract(options.before, before.contract);
  load_contract(options.after, after.contract);
  const bool compiled = before.contract.plan() != nullptr && after.contract.plan() != nullptr;
  if (compiled && !options.data.empty()) {
    settle_all(before, options.data);
    settle_all(after, options.data);
  }
  const bool failed = before.contract.sink.has_errors() || after.contract.sink.has_errors();
  const Exit worst = std::max(tell(before.contract.sink, before.contract.sources, options.color, console),
                              tell(after.contract.sink, after.contract.sources, options.color, console));
  if (!compiled || failed) return std::max(worst, Exit::problem);
  const std::vector<compare::Difference> differences = compare::compare(before.plan(), after.plan());
  std::optional<std::vector<compare::LineChange>> changes;
  if (!options.data.empty()) changes = changes_of(before, after, differences);
  const auto render = options.format == Format::json ? compare::render_json : compare::render_text;
  console.out(render(before.plan(), after.plan(), differences, changes));
  return differences.empty() ? Exit::ok : Exit::problem;
}

}  // namespace quarterday::cli
