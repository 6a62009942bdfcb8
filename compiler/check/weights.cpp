// SPDX-License-Identifier: Apache-2.0
//
// Weights that are percentages make 100%: of each group that is averaged, of a split, or of the whole column.
#include <algorithm>
#include <map>
#include <set>

#include "compiler/check/context.h"

namespace quarterday::check {
namespace {

using value::Rational;

const Rational* constant_of(const Contract& contract, NodeId id) {
  if (!id) return nullptr;
  const plan::Node& node = contract.nodes[id.index];
  return node.op == plan::Op::constant ? std::get_if<Rational>(&node.figure) : nullptr;
}

std::optional<EntityId> member_of(const Contract& contract, NodeId id) {
  if (!id) return std::nullopt;
  const plan::Node& node = contract.nodes[id.index];
  const auto* member = node.op == plan::Op::constant ? std::get_if<EntityId>(&node.figure) : nullptr;
  return member ? std::optional(*member) : std::nullopt;
}

// The column by which `its measures` are chosen, from the test that the checker made for it.
ValueId grouping(const Contract& contract, NodeId where) {
  if (!where) return {};
  const plan::Node& node = contract.nodes[where.index];
  if (node.op == plan::Op::logical_and) return grouping(contract, node.operands.front());
  if (node.op != plan::Op::equal) return {};
  const plan::Node& left = contract.nodes[node.operands.front().index];
  return left.op == plan::Op::load && contract.value(left.value).is_column ? left.value : ValueId{};
}

// The column by which any sentence takes the members of this set group by group.
ValueId grouping_of(const Contract& contract, SetId set) {
  for (const plan::Node& node : contract.nodes) {
    if (!node.binder || node.binder->set != set) continue;
    if (const ValueId group = grouping(contract, node.binder->where)) return group;
  }
  return {};
}

std::string percent(const Rational& share) { return (share * Rational(100)).to_text() + "%"; }

void report_sum(Context& context, const std::vector<NodeId>& cells, const Rational& sum, const std::string& of_what,
                const std::string& last_member, const std::string& when) {
  std::vector<Span> spans;
  spans.reserve(cells.size());
  for (const NodeId cell : cells) spans.push_back(context.contract.facts[cell.index].span);
  Diagnostic& diagnostic = context.report(make<Id::WeightsSum>(spans.back(), of_what + when, percent(sum)));
  for (std::size_t i = 0; i + 1 < spans.size() && spans.size() <= 4; ++i) diagnostic.primary_label(spans[i], "");
  diagnostic.under(spans.size() == 1 ? "this alone makes " + percent(sum)
                                     : "these " + std::to_string(spans.size()) + " make " + percent(sum));
  const Rational missing = Rational(1) - sum;
  const Rational repaired = *constant_of(context.contract, cells.back()) + missing;
  std::string help =
      percent(missing.sign() > 0 ? missing : -missing) + (missing.sign() > 0 ? " is missing" : " is too much");
  if (repaired.sign() <= 0) {
    diagnostic.help(help);
    return;
  }
  help +=
      std::string("; ") + (missing.sign() > 0 ? "raise" : "lower") + " '" + last_member + "' to " + percent(repaired);
  diagnostic.fix(spans.back(), percent(repaired), help);
}

// The cell of a member in the period that begins with the month.
NodeId cell_at(const model::Value& value, std::size_t member, std::int32_t month) {
  const std::vector<MonthRange>& periods = value.cells.periods;
  if (periods.empty()) return value.cells.nodes[member];
  for (std::size_t range = 0; range < periods.size(); ++range)
    if (periods[range].first <= month && month <= periods[range].last)
      return value.cells.nodes[member * periods.size() + range];
  return {};
}

// From the first months of these on other figures hold.
std::vector<std::int32_t> months_of_change(const Contract& contract, const model::Value& weight, ValueId group) {
  std::set<std::int32_t> months;
  for (const MonthRange& range : weight.cells.periods) months.insert(std::max(range.first, contract.term.first));
  if (group)
    for (const MonthRange& range : contract.value(group).cells.periods)
      months.insert(std::max(range.first, contract.term.first));
  if (months.empty()) months.insert(contract.term.first);
  return {months.begin(), months.end()};
}

void check_column(Context& context, ValueId weight_id, ValueId group_id) {
  const Contract& contract = context.contract;
  const model::Value& weight = contract.value(weight_id);
  const model::Set& set = contract.set(weight.indexes.front().set);
  for (const std::int32_t month : months_of_change(contract, weight, group_id)) {
    std::map<std::uint32_t, std::vector<NodeId>> groups;  // by entity; one group without a column
    std::map<std::uint32_t, std::string> last;
    for (std::size_t m = 0; m < set.set.members.size(); ++m) {
      const NodeId cell = cell_at(weight, m, month);
      if (!cell) continue;
      if (!constant_of(contract, cell)) return;
      std::uint32_t group = 0;
      if (group_id) {
        const auto owner = member_of(contract, cell_at(contract.value(group_id), m, month));
        if (!owner) continue;
        group = owner->index;
      }
      groups[group].push_back(cell);
      last[group] = contract.entities[set.set.members[m].index].name;
    }
    for (const auto& [group, cells] : groups) {
      Rational sum;
      for (const NodeId cell : cells) sum += *constant_of(contract, cell);
      if (sum == Rational(1)) continue;
      const std::string of_what =
          group_id ? contract.value(group_id).name + " '" + contract.entities[group].name + "'" : "the " + set.set.name;
      const std::string when =
          weight.cells.periods.empty()
              ? ""
              : " in " + contract.calendar.name(contract.calendar.containing({Grain::month, month}, weight.grain));
      report_sum(context, cells, sum, of_what, last[group], when);
      return;
    }
  }
}

bool is_percent_column(const model::Value& value) {
  return value.kind == plan::Value::Kind::parameter && value.indexes.size() == 1 && value.type.is_plain() &&
         value.type.shown == Type::Shown::percent && !value.cells.nodes.empty();
}

bool is_called_weight(std::string_view name) {
  constexpr std::string_view ending = "weight";
  return name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
}

}  // namespace

void check_weights(Context& context) {
  const Contract& contract = context.contract;
  std::set<std::uint32_t> done;
  const std::size_t node_count = contract.nodes.size();
  for (std::size_t n = 0; n < node_count; ++n) {
    const plan::Node& node = contract.nodes[n];
    if ((node.op != plan::Op::average && node.op != plan::Op::split) || node.operands.size() < 2) continue;
    const plan::Node& weight = contract.nodes[node.operands[1].index];
    if (weight.op != plan::Op::load || !is_percent_column(contract.value(weight.value)) ||
        !done.insert(weight.value.index).second)
      continue;
    const bool whole = contract.value(weight.value).indexes.front().set == node.binder->set;
    if (!whole) continue;
    const ValueId group = grouping(contract, node.binder->where);
    if (node.binder->where && !group) continue;
    check_column(context, weight.value, group);
  }
  for (std::uint32_t v = 0; v < contract.values.size(); ++v) {
    const model::Value& value = contract.values[v];
    if (!value.version_of && is_called_weight(value.name) && is_percent_column(value) &&
        !context.has_broken_column(value.indexes.front().set) && done.insert(v).second)
      check_column(context, ValueId(v), grouping_of(contract, value.indexes.front().set));
  }
}

}  // namespace quarterday::check
