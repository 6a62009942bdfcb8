// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/lines.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "runtime/evaluate/words.h"
#include "runtime/plan/currencies.h"
#include "runtime/value/format.h"

namespace quarterday::compare {

namespace {

using evaluate::InstanceId;
using evaluate::Line;
using evaluate::Settlement;
using plan::Plan;
using plan::ValueId;

std::string line_name(const Plan& plan, const Line& line) {
  return fmt::format("{} from {} to {}", line.name, plan.entity(line.from).name, plan.entity(line.to).name);
}

// The figures of one value that a line was worked out from, by members and period.
using Figures = std::map<std::string, std::string>;
using FiguresOf = std::map<ValueId, Figures>;

FiguresOf figures_of(const Plan& plan, const Settlement& settlement, InstanceId start) {
  FiguresOf figures;
  std::set<std::uint32_t> seen{start.index};
  std::vector<InstanceId> open{start};
  while (!open.empty()) {
    const evaluate::Instance& instance = settlement.instance(open.back());
    open.pop_back();
    const std::string key = evaluate::member_names(plan, instance.members) + " " + plan.calendar.name(instance.period);
    const plan::Value& value = plan.value(instance.value);
    const std::string text = evaluate::figure_text(plan, instance.figure, value.type);
    figures[instance.value][key] = text;
    // What is worked out again with something replaced is told under the name of what is replaced in.
    if (value.copy_of) figures[value.copy_of][value.name + " " + key] = text;
    for (const InstanceId read : instance.reads)
      if (seen.insert(read.index).second) open.push_back(read);
  }
  return figures;
}

// One contract's settlement of a period, line by line.
struct Side {
  const Plan& plan;
  const std::optional<Settlement>& settlement;

  std::string why_none() const {
    if (!settlement) return "not settled";
    if (!settlement->refusal) return {};
    return evaluate::refusal_text(plan, settlement->refusal->input, settlement->refusal->members);
  }
  std::map<std::string, const Line*> lines() const {
    std::map<std::string, const Line*> found;
    if (settlement)
      for (const Line& line : settlement->lines) found.emplace(line_name(plan, line), &line);
    return found;
  }
  std::string amount(const Line* line) const {
    if (line == nullptr) return {};
    return value::format_money(line->amount, plan::currency_of(plan, plan.value(line->payment).type));
  }
  FiguresOf figures(const Line* line) const {
    return line == nullptr ? FiguresOf() : figures_of(plan, *settlement, line->instance);
  }
};

// A difference matters to a line if what it is of has another figure there than before.
std::vector<std::size_t> causes(const std::vector<Difference>& differences, const FiguresOf& before,
                                const FiguresOf& after) {
  const auto of = [](const FiguresOf& figures, const std::vector<ValueId>& values) {
    std::vector<Figures> all;
    for (const ValueId value : values)
      if (const auto found = figures.find(value); found != figures.end()) all.push_back(found->second);
    return all;
  };
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < differences.size(); ++at) {
    if (of(before, differences[at].before_values) != of(after, differences[at].after_values)) found.push_back(at);
  }
  return found;
}

void compare_period(const Side& before, const Side& after, const std::string& period,
                    const std::vector<Difference>& differences, std::vector<LineChange>& changes) {
  const std::string old_reason = before.why_none();
  const std::string new_reason = after.why_none();
  if (!old_reason.empty() || !new_reason.empty()) {
    if (old_reason != new_reason)
      changes.push_back(
          {period, "", old_reason.empty() ? "settled" : old_reason, new_reason.empty() ? "settled" : new_reason, {}});
    return;
  }
  const auto old_lines = before.lines();
  const auto new_lines = after.lines();
  std::set<std::string> told;
  const auto tell = [&](const std::string& name) {
    if (!told.insert(name).second) return;
    const auto one = old_lines.find(name);
    const auto other = new_lines.find(name);
    const Line* old_line = one == old_lines.end() ? nullptr : one->second;
    const Line* new_line = other == new_lines.end() ? nullptr : other->second;
    const std::string old_amount = before.amount(old_line);
    const std::string new_amount = after.amount(new_line);
    if (old_amount != new_amount)
      changes.push_back({period, name, old_amount, new_amount,
                         causes(differences, before.figures(old_line), after.figures(new_line))});
  };
  for (const Line& line : after.settlement->lines) tell(line_name(after.plan, line));
  for (const Line& line : before.settlement->lines) tell(line_name(before.plan, line));
}

}  // namespace

std::vector<LineChange> compare_lines(const Plan& before, const Settlements& settled_before, const Plan& after,
                                      const Settlements& settled_after, const std::vector<std::string>& periods,
                                      const std::vector<Difference>& differences) {
  std::vector<LineChange> changes;
  for (std::size_t at = 0; at < periods.size(); ++at)
    compare_period({before, settled_before[at]}, {after, settled_after[at]}, periods[at], differences, changes);
  return changes;
}

}  // namespace quarterday::compare
