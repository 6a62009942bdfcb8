// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/nodes.h"

#include <algorithm>

#include "runtime/compare/align.h"
#include "runtime/plan/walk.h"

namespace quarterday::compare {

namespace {

using plan::Argument;
using plan::Node;
using plan::NodeId;
using plan::Op;
using plan::OriginId;
using plan::Plan;

// Operands of these may stand in any order.
bool is_commutative(Op op) {
  return op == Op::add || op == Op::multiply || op == Op::logical_and || op == Op::logical_or;
}

}  // namespace

bool NodeComparer::same_figure(const plan::Figure& before, const plan::Figure& after) const {
  if (before.index() != after.index()) return false;
  // What is missing has no name in a contract's own sentences.
  if (std::holds_alternative<plan::LeftOut>(before) || std::holds_alternative<plan::Refused>(before)) return true;
  if (const auto* entity = std::get_if<plan::EntityId>(&before))
    return matching_.entity(*entity) == std::get<plan::EntityId>(after);
  return before == after;
}

bool NodeComparer::same_argument(const Argument& before, const Argument& after) const {
  if (before.kind != after.kind) return false;
  if (before.kind == Argument::Kind::slot) return before.slot == after.slot;
  return before.kind == Argument::Kind::node || matching_.entity(before.entity) == after.entity;
}

bool NodeComparer::same_binder(const Node& before, const Node& after) const {
  if (before.binder.has_value() != after.binder.has_value()) return false;
  if (!before.binder) return true;
  const plan::Binder& one = *before.binder;
  const plan::Binder& other = *after.binder;
  return one.kind == other.kind && matching_.set(one.set) == other.set && one.slot == other.slot &&
         one.grain == other.grain && one.to_date == other.to_date && one.last_count == other.last_count &&
         one.from == other.from && one.to == other.to && one.earlier == other.earlier && one.at_hand == other.at_hand &&
         static_cast<bool>(one.where) == static_cast<bool>(other.where);
}

bool NodeComparer::same_columns(const Node& before, const Node& after) const {
  if (before.table.has_value() != after.table.has_value()) return false;
  if (!before.table) return true;
  const auto match = [this](plan::EntityId one, plan::EntityId other) { return matching_.entity(one) == other; };
  return before.table->slot == after.table->slot &&
         std::ranges::equal(before.table->columns, after.table->columns, match);
}

// All of two operations but what they are applied to.
bool NodeComparer::same_shell(const Node& before, const Node& after) const {
  const auto same_move = [](const std::optional<plan::TimeMove>& one, const std::optional<plan::TimeMove>& other) {
    if (!one || !other) return one.has_value() == other.has_value();
    return one->kind == other->kind && one->grain == other->grain && one->count == other->count &&
           one->period == other->period;
  };
  return before.op == after.op && before.slot == after.slot && before.grain == after.grain &&
         before.flag == after.flag && before.year == after.year && matching_.value(before.value) == after.value &&
         same_figure(before.figure, after.figure) && same_move(before.time, after.time) &&
         std::ranges::equal(before.arguments, after.arguments,
                            [this](const auto& one, const auto& other) { return same_argument(one, other); }) &&
         same_binder(before, after) && same_columns(before, after);
}

bool NodeComparer::same_piece(const Piece& before, const Piece& after) {
  return before.kind == after.kind &&
         std::ranges::equal(before.nodes, after.nodes, [this](NodeId one, NodeId other) { return same(one, other); });
}

bool NodeComparer::same(NodeId before, NodeId after) {
  if (!before || !after) return !before && !after;
  const auto known = known_.find({before.index, after.index});
  if (known != known_.end()) return known->second;
  const Node& one = before_.node(before);
  const Node& other = after_.node(after);
  bool result = same_shell(one, other);
  if (result && is_commutative(one.op)) {
    result =
        std::ranges::is_permutation(one.operands, other.operands, [this](NodeId x, NodeId y) { return same(x, y); });
  } else if (result) {
    const std::vector<Piece> pieces = pieces_of(one, before_);
    const std::vector<Piece> others = pieces_of(other, after_);
    result = std::ranges::equal(pieces, others, [this](const Piece& x, const Piece& y) { return same_piece(x, y); });
  }
  known_.emplace(std::pair(before.index, after.index), result);
  return result;
}

// What stands below an operation, as the pieces that an author would add, remove or change.
std::vector<NodeComparer::Piece> NodeComparer::pieces_of(const Node& node, const Plan& plan) {
  std::vector<Piece> pieces;
  if (node.op == Op::select) {
    for (std::size_t at = 0; at < node.operands.size(); at += 2) {
      Piece piece{{node.operands[at]}, plan.node(node.operands[at]).origin, 0};
      if (at + 1 < node.operands.size()) piece.nodes.push_back(node.operands[at + 1]);
      pieces.push_back(std::move(piece));
    }
    return pieces;
  }
  for (const NodeId operand : node.operands) pieces.push_back({{operand}, plan.node(operand).origin, 0});
  for (const Argument& argument : node.arguments) {
    if (argument.kind == Argument::Kind::node) pieces.push_back({{argument.node}, plan.node(argument.node).origin, 0});
  }
  if (node.binder && node.binder->where)
    pieces.push_back({{node.binder->where}, plan.node(node.binder->where).origin, 0});
  if (!node.table) return pieces;
  for (const plan::TableRow& row : node.table->rows) {
    Piece piece{{row.low, row.at}, row.origin, 1 + static_cast<int>(row.bound)};
    piece.nodes.insert(piece.nodes.end(), row.results.begin(), row.results.end());
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

// The words of both places, or those around them where they have none of their own that differ.
Part NodeComparer::words(OriginId before, OriginId after, const Part& around) const {
  const std::string one = before ? before_.origin(before).text : std::string();
  const std::string other = after ? after_.origin(after).text : std::string();
  if (one.empty() || other.empty() || one == other) return around;
  return {one, other, around.after, before, after};
}

std::vector<Part> NodeComparer::differences(NodeId before, NodeId after) {
  std::vector<Part> parts;
  if (same(before, after)) return parts;
  const OriginId before_at = before ? before_.node(before).origin : OriginId();
  const OriginId after_at = after ? after_.node(after).origin : OriginId();
  const Part whole{before_at ? before_.origin(before_at).text : "", after_at ? after_.origin(after_at).text : "", "",
                   before_at, after_at};
  if (!before || !after) return {whole};
  descend(before, after, whole, parts);
  return parts;
}

void NodeComparer::descend(NodeId before, NodeId after, const Part& around, std::vector<Part>& parts) {
  if (same(before, after)) return;
  const Node& one = before_.node(before);
  const Node& other = after_.node(after);
  Part here = words(one.origin, other.origin, around);
  if (!same_shell(one, other)) {
    parts.push_back(std::move(here));
    return;
  }
  std::vector<Piece> pieces = pieces_of(one, before_);
  std::vector<Piece> others = pieces_of(other, after_);
  if (is_commutative(one.op)) drop_common(pieces, others);
  descend_pieces(pieces, others, here, parts);
}

// Of operands in any order, only those without an equal are left to differ.
void NodeComparer::drop_common(std::vector<Piece>& before, std::vector<Piece>& after) {
  std::erase_if(before, [&](const Piece& piece) {
    const auto equal = std::ranges::find_if(after, [&](const Piece& other) { return same_piece(piece, other); });
    if (equal == after.end()) return false;
    after.erase(equal);
    return true;
  });
}

void NodeComparer::descend_pieces(const std::vector<Piece>& before, const std::vector<Piece>& after, const Part& here,
                                  std::vector<Part>& parts) {
  const std::vector<Aligned> steps =
      align(before.size(), after.size(), [&](std::size_t x, std::size_t y) { return same_piece(before[x], after[y]); });
  for (const Aligned& step : steps) {
    if (step.before && step.after) {
      descend_piece(before[*step.before], after[*step.after], here, parts);
    } else if (step.before) {
      const OriginId at = before[*step.before].origin;
      parts.push_back(
          {at ? before_.origin(at).text : here.before, "", here.after, at ? at : here.before_at, here.after_at});
    } else {
      const OriginId at = after[*step.after].origin;
      parts.push_back(
          {"", at ? after_.origin(at).text : here.after, here.after, here.before_at, at ? at : here.after_at});
    }
  }
}

void NodeComparer::descend_piece(const Piece& before, const Piece& after, const Part& here, std::vector<Part>& parts) {
  if (same_piece(before, after)) return;
  const Part row = words(before.origin, after.origin, here);
  if (before.kind != after.kind || before.nodes.size() != after.nodes.size()) {
    parts.push_back(row);
    return;
  }
  for (std::size_t at = 0; at < before.nodes.size(); ++at) {
    if (!before.nodes[at] || !after.nodes[at]) {
      if (before.nodes[at] || after.nodes[at]) parts.push_back(row);
      continue;
    }
    descend(before.nodes[at], after.nodes[at], row, parts);
  }
}

}  // namespace quarterday::compare
