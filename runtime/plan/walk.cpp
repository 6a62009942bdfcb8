// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/walk.h"

#include <unordered_set>

namespace quarterday::plan {

namespace {

void add(std::vector<NodeId>& nodes, NodeId node) {
  if (node) nodes.push_back(node);
}

}  // namespace

std::vector<NodeId> nodes_below(const Node& node) {
  std::vector<NodeId> nodes = node.operands;
  for (const Argument& argument : node.arguments) {
    if (argument.kind == Argument::Kind::node) add(nodes, argument.node);
  }
  if (node.binder) add(nodes, node.binder->where);
  if (!node.table) return nodes;
  for (const TableRow& row : node.table->rows) {
    add(nodes, row.low);
    add(nodes, row.at);
    for (const NodeId result : row.results) add(nodes, result);
  }
  return nodes;
}

std::vector<NodeId> roots_of(const Value& value) {
  std::vector<NodeId> roots;
  for (const IndexInfo& index : value.indexes) add(roots, index.where);
  add(roots, value.body);
  for (const NodeId cell : value.cells.nodes) add(roots, cell);
  add(roots, value.input.when_not_reported);
  add(roots, value.input.denominator_bound);
  add(roots, value.input.when_denominator_below);
  add(roots, value.payment.from.node);
  add(roots, value.payment.to.node);
  return roots;
}

void for_each_node_below(std::span<const Node> nodes, NodeId root, const std::function<void(NodeId)>& visit) {
  if (!root) return;
  std::vector<NodeId> open{root};
  std::unordered_set<std::uint32_t> seen{root.index};
  while (!open.empty()) {
    const NodeId id = open.back();
    open.pop_back();
    visit(id);
    for (const NodeId next : nodes_below(nodes[id.index]))
      if (seen.insert(next.index).second) open.push_back(next);
  }
}

std::optional<Rational> written_figure(std::span<const Node> nodes, NodeId id) {
  if (!id) return std::nullopt;
  const Node& node = nodes[id.index];
  if (node.op == Op::constant) {
    const auto* number = std::get_if<Rational>(&node.figure);
    return number != nullptr ? std::optional(*number) : std::nullopt;
  }
  if (node.op == Op::negate) {
    const auto inner = written_figure(nodes, node.operands[0]);
    return inner ? std::optional(-*inner) : std::nullopt;
  }
  if (node.op != Op::divide) return std::nullopt;
  const auto above = written_figure(nodes, node.operands[0]);
  const auto below = written_figure(nodes, node.operands[1]);
  return above && below && !below->is_zero() ? std::optional(*above / *below) : std::nullopt;
}

}  // namespace quarterday::plan
