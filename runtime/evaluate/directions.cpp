// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/directions.h"

#include <algorithm>
#include <array>

#include "runtime/evaluate/figures.h"
#include "runtime/plan/walk.h"

namespace quarterday::evaluate {

namespace {

using plan::Grain;
using plan::Op;

bool has_same_members(const plan::Value& left, const plan::Value& right) {
  return std::ranges::equal(left.indexes, right.indexes,
                            [](const auto& one, const auto& other) { return one.set == other.set; });
}

// The metric that the node is a progress or a scale of, at the members and in the period at hand.
std::optional<ValueId> metric_of(const plan::Plan& plan, const plan::Node& node) {
  if (node.op != Op::progress && node.op != Op::position && node.op != Op::scale) return std::nullopt;
  const plan::Node& subject = plan.node(node.operands[0]);
  if (subject.op != Op::load) return std::nullopt;
  for (std::uint32_t i = 0; i < subject.arguments.size(); ++i) {
    const plan::Argument& argument = subject.arguments[i];
    if (argument.kind != plan::Argument::Kind::slot || argument.slot != i) return std::nullopt;
  }
  return subject.value;
}

// Whether the second figure is higher; nothing where they are equal or one is missing.
std::optional<bool> is_upwards(Evaluator& evaluator, Frame& frame, NodeId from, NodeId to) {
  const Figure low = evaluator.evaluate(from, frame);
  const Figure high = evaluator.evaluate(to, frame);
  const auto* first = std::get_if<Rational>(&low);
  const auto* last = std::get_if<Rational>(&high);
  if (first == nullptr || last == nullptr || *first == *last) return std::nullopt;
  return *first < *last;
}

}  // namespace

Directions::Directions(const plan::Plan& plan) : plan_(plan) {
  for (std::uint32_t id = 0; id < plan.values.size(); ++id) note_readings(ValueId{id});
}

void Directions::note_readings(ValueId reader) {
  const plan::Value& value = plan_.value(reader);
  if (value.kind != plan::Value::Kind::define) return;
  plan::for_each_node_below(plan_.nodes, value.body, [&](NodeId id) {
    const auto metric = metric_of(plan_, plan_.node(id));
    if (metric && plan_.value(*metric).grain == value.grain && has_same_members(plan_.value(*metric), value))
      readings_[metric->index].push_back({reader, id});
  });
}

std::optional<bool> Directions::rises(Evaluator& evaluator, const Instance& metric) const {
  const plan::InputRules& rules = plan_.value(metric.value).input;
  if (rules.lower_is_better != rules.higher_is_better) return rules.higher_is_better;
  if (const auto rises = by_range(evaluator, metric)) return rises;
  return by_reading(evaluator, metric);
}

// `goal 70% to 90%` of the member.
std::optional<bool> Directions::by_range(Evaluator& evaluator, const Instance& metric) const {
  const plan::Value& declared = plan_.value(metric.value);
  for (std::uint32_t id = 0; id < plan_.values.size(); ++id) {
    const plan::Value& column = plan_.values[id];
    if (column.kind != plan::Value::Kind::parameter || column.indexes.size() != 1) continue;
    if (column.type.kind != plan::Type::Kind::range || column.grain > metric.period.grain) continue;
    for (std::size_t i = 0; i < declared.indexes.size(); ++i) {
      if (declared.indexes[i].set != column.indexes.front().set) continue;
      const std::array<EntityId, 1> member{metric.members[i]};
      const Period period =
          column.grain == Grain::once ? Period{} : plan_.calendar.containing(metric.period, column.grain);
      const InstanceId read = evaluator.read(ValueId{id}, member, period);
      const auto* range = std::get_if<plan::Range>(&evaluator.instance(read).figure);
      if (range != nullptr && range->low != range->high) return range->low < range->high;
    }
  }
  return std::nullopt;
}

std::optional<bool> Directions::by_reading(Evaluator& evaluator, const Instance& metric) const {
  const auto found = readings_.find(metric.value.index);
  if (found == readings_.end()) return std::nullopt;
  for (const Reading& reading : found->second) {
    const plan::Value& reader = plan_.value(reading.reader);
    const plan::Node& node = plan_.node(reading.node);
    Frame frame{metric.period, metric.members, reader.name, reader.indexes.size()};
    frame.slots.resize(std::max<std::size_t>(reader.slot_count, frame.slots.size()));
    const bool is_scale = node.op == Op::scale;
    const auto along = is_scale ? is_upwards(evaluator, frame, node.table->rows.front().at, node.table->rows.back().at)
                                : is_upwards(evaluator, frame, node.operands[1], node.operands[2]);
    const auto worth = is_scale ? is_upwards(evaluator, frame, node.table->rows.front().results.front(),
                                             node.table->rows.back().results.front())
                                : std::optional(true);
    if (along && worth) return *along == *worth;
  }
  return std::nullopt;
}

}  // namespace quarterday::evaluate
