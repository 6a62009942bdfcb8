// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/members.h"

namespace quarterday::lint {
namespace {

class Test {
 public:
  Test(const Facts& facts, std::uint32_t slot, std::size_t member) : facts_(facts), slot_(slot), member_(member) {}

  std::optional<bool> holds(NodeId id) const {
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::logical_not) {
      const auto inner = holds(node.operands[0]);
      return inner ? std::optional(!*inner) : std::nullopt;
    }
    if (node.op == Op::logical_and || node.op == Op::logical_or) {
      const bool decides = node.op == Op::logical_or;
      for (const NodeId operand : node.operands) {
        const auto one = holds(operand);
        if (!one) return std::nullopt;
        if (*one == decides) return decides;
      }
      return !decides;
    }
    if (node.op == Op::equal || node.op == Op::one_of) return is_one_of(node);
    const plan::Figure* cell = cell_of(node.op == Op::is_given ? node.operands[0] : id);
    if (cell == nullptr) return std::nullopt;
    if (node.op == Op::is_given) return !std::holds_alternative<plan::LeftOut>(*cell);
    const auto* yes = std::get_if<bool>(cell);
    return yes != nullptr ? std::optional(*yes) : std::nullopt;
  }

 private:
  std::optional<bool> is_one_of(const plan::Node& node) const {
    const plan::Figure* cell = cell_of(node.operands[0]);
    const auto* own = cell != nullptr ? std::get_if<plan::EntityId>(cell) : nullptr;
    if (own == nullptr) return std::nullopt;
    for (std::size_t i = 1; i < node.operands.size(); ++i) {
      const auto* other = std::get_if<plan::EntityId>(&facts_.node(node.operands[i]).figure);
      if (facts_.node(node.operands[i]).op != Op::constant || other == nullptr) return std::nullopt;
      if (*own == *other) return true;
    }
    return false;
  }

  // Of a column that is read for the member at the slot.
  const plan::Figure* cell_of(NodeId id) const {
    static const plan::Figure nothing{plan::LeftOut{}};
    const plan::Node& node = facts_.node(id);
    if (node.op != Op::load || node.arguments.size() != 1) return nullptr;
    const plan::Argument& argument = node.arguments[0];
    const model::Value& column = facts_.value(node.value);
    if (!facts_.is_column(node.value) || argument.kind != plan::Argument::Kind::slot || argument.slot != slot_)
      return nullptr;
    if (member_ >= column.cells.nodes.size()) return nullptr;
    const NodeId cell = column.cells.nodes[member_];
    if (!cell) return &nothing;
    return facts_.node(cell).op == Op::constant ? &facts_.node(cell).figure : nullptr;
  }

  const Facts& facts_;
  std::uint32_t slot_;
  std::size_t member_;
};

}  // namespace

std::optional<bool> holds_for(const Facts& facts, NodeId test, std::uint32_t slot, std::size_t member) {
  return Test(facts, slot, member).holds(test);
}

}  // namespace quarterday::lint
