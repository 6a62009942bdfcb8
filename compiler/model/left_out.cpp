// SPDX-License-Identifier: Apache-2.0
#include "compiler/model/left_out.h"

#include <algorithm>
#include <utility>

namespace quarterday::model {
namespace {

// Chains of definitions may be as long as the file; neither a warning nor a rule need follow them to the end.
constexpr int depth_limit = 500;

bool needs_operands(plan::Op op) {
  using plan::Op;
  return op == Op::is_reported || op == Op::is_given || op == Op::less || op == Op::less_equal || op == Op::greater ||
         op == Op::greater_equal || op == Op::equal || op == Op::meets;
}

}  // namespace

void for_each_known(const std::vector<plan::Node>& nodes, NodeId condition, bool met,
                    const std::function<void(const plan::Node& test, bool met)>& visit) {
  const plan::Node& node = nodes[condition.index];
  if (node.op == plan::Op::logical_not) {
    for_each_known(nodes, node.operands.front(), !met, visit);
  } else if (node.op == plan::Op::logical_and || node.op == plan::Op::logical_or) {
    // Of all that are met each is, and so is each that is not where none of several is met.
    if (met != (node.op == plan::Op::logical_and)) return;
    for (const NodeId operand : node.operands) for_each_known(nodes, operand, met, visit);
  } else {
    visit(node, met);
  }
}

LeftOut::Cause LeftOut::cause(ValueId id) {
  const Cause found = cause_alone(id);
  if (!found || present_.empty() || depth_ >= depth_limit || effort_ == 0) return found;
  // What the reader knows to be there is there all the way down; worked out anew, for another reader may not know it.
  const Value& value = contract_.value(id);
  if (value.kind != plan::Value::Kind::define) return found;
  --effort_;
  ++depth_;
  const Cause among_present = cause(value.body);
  --depth_;
  return among_present;
}

// Whatever its reader knows.
LeftOut::Cause LeftOut::cause_alone(ValueId id) {
  State& state = states_[id.index];
  if (state.seen) return state.cause;
  state.seen = true;  // a circle through earlier periods adds no new cause
  const Value& value = contract_.value(id);
  if (depth_ >= depth_limit || value.kind == plan::Value::Kind::parameter) return {};
  Cause found;
  ++depth_;
  if (value.kind == plan::Value::Kind::input) {
    found = of_any({value.input.when_not_reported, value.input.when_denominator_below});
    if (found) found.input = id;
  } else {
    std::vector<ValueId> outer;
    std::swap(outer, present_);
    found = cause(value.body);
    std::swap(outer, present_);
  }
  --depth_;
  return states_[id.index].cause = found;
}

LeftOut::Cause LeftOut::cause(NodeId id) {
  if (!id) return {};
  const plan::Node& node = contract_.nodes[id.index];
  switch (node.op) {
    case plan::Op::constant:
      return std::holds_alternative<plan::LeftOut>(node.figure) ? Cause{{}, id} : Cause{};
    case plan::Op::load:
      return std::find(present_.begin(), present_.end(), node.value) == present_.end() ? cause(node.value) : Cause{};
    case plan::Op::at:
    case plan::Op::negate:
    case plan::Op::round_money:
    case plan::Op::add:
    case plan::Op::subtract:
    case plan::Op::multiply:
    case plan::Op::divide:
    case plan::Op::low:
    case plan::Op::high:
    case plan::Op::progress:
    case plan::Op::position:
    case plan::Op::growing:
    case plan::Op::to_nearest:
    case plan::Op::first_day:
    case plan::Op::last_day:
    case plan::Op::days_later:
    case plan::Op::months_later:
      return of_any(node.operands);
    case plan::Op::tiers:
    case plan::Op::scale:
    case plan::Op::steps:
      return of_table(node);
    case plan::Op::at_most:
    case plan::Op::at_least:
    case plan::Op::split:
    case plan::Op::instalment:
      return cause(node.operands.front());
    case plan::Op::select:
      return of_cases(node);
    default:
      return {};
  }
}

LeftOut::Cause LeftOut::of_any(const std::vector<NodeId>& operands) {
  for (const NodeId operand : operands)
    if (const Cause found = cause(operand)) return found;
  return {};
}

LeftOut::Cause LeftOut::of_table(const plan::Node& node) {
  if (const Cause found = cause(node.operands.front())) return found;
  for (const plan::TableRow& row : node.table->rows) {
    if (const Cause found = of_any({row.low, row.at})) return found;
    if (const Cause found = of_any(row.results)) return found;
  }
  return {};
}

LeftOut::Cause LeftOut::of_cases(const plan::Node& node) {
  const std::size_t outer = present_.size();
  Cause found;
  for (std::size_t i = 0; i < node.operands.size() && !found; i += 2) {
    if (i + 1 == node.operands.size()) {
      found = cause(node.operands[i]);
      break;
    }
    const std::size_t before = present_.size();
    add_present(node.operands[i], true);
    found = cause(node.operands[i + 1]);
    present_.resize(before);
    add_present(node.operands[i], false);
  }
  present_.resize(outer);
  return found;
}

// What a test compares or asks for is there once it is met.
void LeftOut::add_present(NodeId condition, bool met) {
  for_each_known(contract_.nodes, condition, met, [&](const plan::Node& test, bool is_met) {
    if (!is_met || !needs_operands(test.op)) return;
    for (const NodeId operand : test.operands) {
      const plan::Node& subject = contract_.nodes[operand.index];
      if (subject.op == plan::Op::load) present_.push_back(subject.value);
    }
  });
}

}  // namespace quarterday::model
