// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// All nodes that evaluating a node may evaluate in its own frame, in the order in which they stand: operands, then
// arguments, the binder's `where` and the rows of its table.
std::vector<NodeId> nodes_below(const Node& node);

// The nodes a value evaluates: those of its indexes, its body, its cells, its rules and its parties.
std::vector<NodeId> roots_of(const Value& value);

// Each node that can be reached from the root once, the root included; none for no root.
void for_each_node_below(std::span<const Node> nodes, NodeId root, const std::function<void(NodeId)>& visit);

// The figure of a sentence that is written out: `93%`, `-£5`, `10 / 48`. Nothing for other sentences, or for no node.
std::optional<Rational> written_figure(std::span<const Node> nodes, NodeId id);

}  // namespace quarterday::plan
