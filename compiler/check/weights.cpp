// SPDX-License-Identifier: Apache-2.0
//
// Weights that are percentages make 100%: of each group that is averaged, of a split, or of the whole column.
#include "compiler/check/weights.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

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

std::string name_of(const Contract& contract, EntityId member) { return contract.entities[member.index].name; }

// To the right of the cell, with a blank to either side where these were.
std::string fitted(const std::string& figure, std::size_t width) {
  if (width == 0) return figure;
  return std::string(width > figure.size() + 1 ? width - figure.size() - 1 : 1, ' ') + figure + " ";
}

// Where the one cell without a weight is; nowhere if it has no row, or if there are several.
Span empty_cell(const Context& context, const WrongWeights& wrong) {
  if (wrong.without.size() != 1) return Span::nowhere();
  for (const Context::PendingCells& pending : context.pending_cells)
    if (pending.value == wrong.column) return pending.places[wrong.without.front().cell];
  return Span::nowhere();
}

std::string made(std::size_t count) { return std::to_string(count) + " make "; }

void report_empty_cell(Context& context, const WrongWeights& wrong, Span empty) {
  const std::string member = name_of(context.contract, wrong.without.front().member);
  const std::string figure = in_percent(Rational(1) - wrong.sum);
  context.report(make<Id::WeightsSum>(empty, wrong.of_what, in_percent(wrong.sum)))
      .under("'" + member + "' has no weight, the other" +
             (wrong.cells.size() == 1 ? " makes " : " " + made(wrong.cells.size())) + in_percent(wrong.sum))
      .fix(empty, fitted(figure, empty.end - empty.begin), figure + " is missing; give it to '" + member + "'");
}

void report_sum(Context& context, const WrongWeights& wrong) {
  std::vector<Span> spans;
  spans.reserve(wrong.cells.size());
  for (const NodeId cell : wrong.cells) spans.push_back(context.contract.facts[cell.index].span);
  Diagnostic& diagnostic = context.report(make<Id::WeightsSum>(spans.back(), wrong.of_what, in_percent(wrong.sum)));
  for (std::size_t i = 0; i + 1 < spans.size() && spans.size() <= 4; ++i) diagnostic.primary_label(spans[i], "");
  diagnostic.under((spans.size() == 1 ? "this alone makes " : "these " + made(spans.size())) + in_percent(wrong.sum));
  const Rational missing = Rational(1) - wrong.sum;
  const Rational repaired = *constant_of(context.contract, wrong.cells.back()) + missing;
  std::string help =
      in_percent(missing.sign() > 0 ? missing : -missing) + (missing.sign() > 0 ? " is missing" : " is too much");
  if (repaired.sign() <= 0) {
    diagnostic.help(help);
    return;
  }
  // Rather than raise another, the member that was forgotten is given its weight.
  if (wrong.without.size() == 1 && missing.sign() > 0) {
    diagnostic.help(help + ", and '" + name_of(context.contract, wrong.without.front().member) + "' has no weight");
    return;
  }
  help += std::string("; ") + (missing.sign() > 0 ? "raise" : "lower") + " '" +
          name_of(context.contract, wrong.members.back()) + "' to " + in_percent(repaired);
  diagnostic.fix(spans.back(), in_percent(repaired), help);
}

// Which of the periods of a column holds in the month; the only one where it has none.
std::optional<std::size_t> range_at(const model::Value& column, std::int32_t month) {
  const std::vector<MonthRange>& periods = column.cells.periods;
  if (periods.empty()) return 0;
  for (std::size_t range = 0; range < periods.size(); ++range)
    if (periods[range].first <= month && month <= periods[range].last) return range;
  return std::nullopt;
}

std::size_t cell_of(const model::Value& column, std::size_t member, std::size_t range) {
  return member * std::max<std::size_t>(column.cells.periods.size(), 1) + range;
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

// The weights of one member of the column of groups, or of all members, in the period that begins with the month.
std::optional<WrongWeights> wrong_at(const Contract& contract, ValueId weight_id, ValueId group_id,
                                     std::int32_t month) {
  const model::Value& weight = contract.value(weight_id);
  const model::Set& set = contract.set(weight.indexes.front().set);
  const auto range = range_at(weight, month);
  if (!range) return std::nullopt;
  std::map<std::uint32_t, WrongWeights> groups;  // by entity; one group without a column
  for (std::size_t m = 0; m < set.set.members.size(); ++m) {
    if (!set.set.since.empty() && set.set.since[m] > month) continue;
    std::uint32_t group = 0;
    if (group_id) {
      const model::Value& group_column = contract.value(group_id);
      const auto period = range_at(group_column, month);
      const auto owner =
          period ? member_of(contract, group_column.cells.nodes[cell_of(group_column, m, *period)]) : std::nullopt;
      if (!owner) continue;
      group = owner->index;
    }
    const std::size_t at = cell_of(weight, m, *range);
    if (const NodeId cell = weight.cells.nodes[at]) {
      groups[group].cells.push_back(cell);
      groups[group].members.push_back(set.set.members[m]);
      groups[group].sum += *constant_of(contract, cell);
    } else {
      groups[group].without.push_back({set.set.members[m], at});
    }
  }
  for (auto& [group, weights] : groups) {
    if (weights.cells.empty() || weights.sum == Rational(1)) continue;
    weights.column = weight_id;
    weights.of_what =
        group_id ? contract.value(group_id).name + " '" + contract.entities[group].name + "'" : "the " + set.set.name;
    if (!weight.cells.periods.empty())
      weights.of_what +=
          " in " + contract.calendar.name(contract.calendar.containing({Grain::month, month}, weight.grain));
    return std::move(weights);
  }
  return std::nullopt;
}

std::optional<WrongWeights> wrong_in(const Contract& contract, ValueId weight, ValueId group) {
  const std::vector<NodeId>& cells = contract.value(weight).cells.nodes;
  if (std::any_of(cells.begin(), cells.end(), [&](NodeId cell) { return cell && !constant_of(contract, cell); }))
    return std::nullopt;
  for (const std::int32_t month : months_of_change(contract, contract.value(weight), group))
    if (auto wrong = wrong_at(contract, weight, group, month)) return wrong;
  return std::nullopt;
}

bool is_percent_column(const model::Value& value) {
  return value.kind == plan::Value::Kind::parameter && value.indexes.size() == 1 && value.type.is_plain() &&
         value.type.shown == Type::Shown::percent && !value.cells.nodes.empty();
}

bool is_called_weight(std::string_view name) {
  constexpr std::string_view ending = "weight";
  return name.size() >= ending.size() && name.substr(name.size() - ending.size()) == ending;
}

// A column of weights, and that by which it is taken group by group.
struct Weighed {
  ValueId column;
  ValueId group;
  bool by_name = false;  // no sentence weighs by it, it is only called so
};

std::vector<Weighed> weighed_columns(const Contract& contract) {
  std::vector<Weighed> columns;
  std::set<std::uint32_t> done;
  for (const plan::Node& node : contract.nodes) {
    if ((node.op != plan::Op::average && node.op != plan::Op::split) || node.operands.size() < 2) continue;
    const plan::Node& weight = contract.nodes[node.operands[1].index];
    if (weight.op != plan::Op::load || !is_percent_column(contract.value(weight.value)) ||
        !done.insert(weight.value.index).second)
      continue;
    const bool whole = contract.value(weight.value).indexes.front().set == node.binder->set;
    if (!whole) continue;
    const ValueId group = grouping(contract, node.binder->where);
    if (!node.binder->where || group) columns.push_back({weight.value, group});
  }
  for (std::uint32_t v = 0; v < contract.values.size(); ++v) {
    const model::Value& value = contract.values[v];
    if (!value.version_of && is_called_weight(value.name) && is_percent_column(value) && done.insert(v).second)
      columns.push_back({ValueId(v), grouping_of(contract, value.indexes.front().set), true});
  }
  return columns;
}

}  // namespace

std::string in_percent(const Rational& weight) { return (weight * Rational(100)).to_text() + "%"; }

std::vector<WrongWeights> wrong_weights(const Contract& contract) {
  std::vector<WrongWeights> all;
  for (const Weighed& weighed : weighed_columns(contract))
    if (auto wrong = wrong_in(contract, weighed.column, weighed.group)) all.push_back(std::move(*wrong));
  return all;
}

void check_weights(Context& context) {
  for (const Weighed& weighed : weighed_columns(context.contract)) {
    const model::Value& column = context.contract.value(weighed.column);
    if (weighed.by_name && context.has_broken_column(column.indexes.front().set)) continue;
    const auto wrong = wrong_in(context.contract, weighed.column, weighed.group);
    if (!wrong) continue;
    const Span empty = empty_cell(context, *wrong);
    if (empty.has_place() && wrong->sum < Rational(1)) {
      report_empty_cell(context, *wrong, empty);
    } else {
      report_sum(context, *wrong);
    }
  }
}

}  // namespace quarterday::check
