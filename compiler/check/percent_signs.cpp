// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/percent_signs.h"

#include "runtime/plan/walk.h"
#include "runtime/value/format.h"

namespace quarterday::check {
namespace {

NodeId above_one(const Contract& contract, NodeId id);

NodeId first_above_one(const Contract& contract, const std::vector<NodeId>& nodes) {
  for (const NodeId node : nodes)
    if (const NodeId found = above_one(contract, node)) return found;
  return {};
}

// The figures of which the result is one, or the sum.
NodeId first_of_parts(const Contract& contract, const plan::Node& node) {
  switch (node.op) {
    case plan::Op::load: {
      const model::Value& value = contract.value(node.value);
      const bool written = value.kind == plan::Value::Kind::parameter && value.type.bare;
      return written ? first_above_one(contract, value.cells.nodes) : NodeId();
    }
    case plan::Op::steps:
    case plan::Op::scale:
      for (const plan::TableRow& row : node.table->rows)
        if (const NodeId found = first_above_one(contract, row.results)) return found;
      return {};
    case plan::Op::at:
    case plan::Op::add:
    case plan::Op::subtract:
    case plan::Op::select:
    case plan::Op::at_most:
    case plan::Op::at_least:
    case plan::Op::make_range:
    case plan::Op::make_standard:
      return first_above_one(contract, node.operands);
    default:
      return {};
  }
}

// A figure that is written without a sign, and the node where it stands.
NodeId above_one(const Contract& contract, NodeId id) {
  if (!id) return {};
  const Type& type = contract.facts[id.index].type;
  const plan::Node& node = contract.nodes[id.index];
  if (const auto figure = plan::written_figure(contract.nodes, id)) {
    const bool plain = type.is_plain() && type.shown == Type::Shown::plain && type.bare;
    return plain && value::abs(*figure) > value::Rational(1) ? id : NodeId();
  }
  return first_of_parts(contract, node);
}

bool is_part_of_whole(const Type& type) {
  const bool figures =
      type.kind == Type::Kind::number || type.kind == Type::Kind::range || type.kind == Type::Kind::standard;
  return figures && type.units.empty() && !type.is_figure() && type.shown != Type::Shown::plain && !type.bare;
}

}  // namespace

bool forgets_percent(Context& context, const Type& beside, const Typed& figure) {
  if (!is_part_of_whole(beside) || !figure.type.bare) return false;
  const NodeId found = above_one(context.contract, figure.node);
  if (!found) return false;
  const auto number = plan::written_figure(context.contract.nodes, found);
  const std::string text = value::format_number(*number);
  context.report(make<Id::ForgottenPercent>(context.contract.facts[found.index].span, text))
      .help("write '" + text + "%'; if " + text + " times the whole is meant, write '" +
            value::format_percent(*number) + "'");
  return true;
}

}  // namespace quarterday::check
