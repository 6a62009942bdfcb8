// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "runtime/plan/walk.h"

namespace quarterday::evaluate {

namespace {

using Kind = CoveragePoint::Kind;
using plan::Node;
using plan::NodeId;
using plan::Op;
using plan::OriginId;
using plan::Value;
using plan::ValueId;

constexpr std::size_t longest_words = 90;

class Collector {
 public:
  Collector(const plan::Plan& plan, const Reached& reached) : plan_(plan), reached_(reached) {}

  std::vector<CoveragePoint> collect() {
    for (std::uint32_t index = 0; index < plan_.values.size(); ++index) {
      const ValueId id{index};
      for (const NodeId root : plan::roots_of(plan_.value(id))) walk(root);
      add_value(id);
    }
    for (std::uint32_t index = 0; index < plan_.requirements.size(); ++index) {
      walk(plan_.requirements[index].condition);
      add_requirement(index);
    }
    std::vector<CoveragePoint> points;
    points.reserve(points_.size());
    for (auto& [place, point] : points_) points.push_back(std::move(point));
    return points;
  }

 private:
  // File, line, column, kind and words: what makes two points one.
  using Place = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, Kind, std::string>;

  static Way by_node(NodeId id, std::size_t way) { return {Way::Of::node, id.index, way}; }
  static Way by_value(ValueId id, std::size_t way) { return {Way::Of::value, id.index, way}; }
  static Way by_requirement(std::uint32_t index, bool held) { return {Way::Of::requirement, index, held ? 1U : 0U}; }

  void add(Kind kind, OriginId id, std::string words, Way way) {
    if (!id || is_own_step(id)) return;
    const plan::Origin& origin = plan_.origin(id);
    CoveragePoint& point = points_[{origin.file, origin.line, origin.column, kind, words}];
    point.kind = kind;
    point.origin = id;
    point.words = std::move(words);
    point.reached = point.reached || way.is_in(reached_);
    point.ways.push_back(way);
  }

  // A line of a balance is worked out in steps which the author has not written; they stand for the line as a whole.
  bool is_own_step(OriginId id) const {
    const std::string& words = plan_.origin(id).text;
    return std::ranges::any_of(std::array<std::string_view, 3>{"opens at ", "takes in ", "pays out "},
                               [&](std::string_view line) { return words.starts_with(line); });
  }

  bool same_place(OriginId one, OriginId other) const {
    const plan::Origin& left = plan_.origin(one);
    const plan::Origin& right = plan_.origin(other);
    return std::tie(left.file, left.line, left.column, left.text) ==
           std::tie(right.file, right.line, right.column, right.text);
  }

  void walk(NodeId root) {
    plan::for_each_node_below(plan_.nodes, root, [this](NodeId id) { add_node(id); });
  }

  // The author's words, short enough for a line.
  std::string text(OriginId origin) const {
    if (!origin) return {};
    std::string words = plan_.origin(origin).text;
    if (words.size() <= longest_words) return words;
    std::size_t end = longest_words;
    while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
    return words.substr(0, end) + "...";
  }

  void add_node(NodeId id) {
    const Node& node = plan_.node(id);
    switch (node.op) {
      case Op::select:
        return add_cases(id, node);
      case Op::first_reported:
        return add_alternatives(id, node);
      case Op::at_most:
      case Op::at_least:
        add(Kind::limit, node.origin, fmt::format("reaches the limit in '{}'", text(node.origin)),
            by_node(id, way::below));
        add(Kind::limit, node.origin, fmt::format("stays within the limit in '{}'", text(node.origin)),
            by_node(id, way::between));
        return;
      case Op::progress:
        add(Kind::limit, node.origin, fmt::format("stays at the start of '{}'", text(node.origin)),
            by_node(id, way::below));
        add(Kind::limit, node.origin, fmt::format("is on the way of '{}'", text(node.origin)),
            by_node(id, way::between));
        add(Kind::limit, node.origin, fmt::format("reaches the end of '{}'", text(node.origin)),
            by_node(id, way::beyond));
        return;
      case Op::tiers:
      case Op::scale:
      case Op::steps:
        return add_rows(id, node);
      default:
        return;
    }
  }

  void add_cases(NodeId id, const Node& node) {
    for (std::size_t at = 0; at < node.operands.size(); at += 2) {
      const OriginId origin = plan_.node(node.operands[at]).origin;
      // Where no case holds, a table without `otherwise` leaves its figure out: nobody wrote that down.
      if (at + 1 == node.operands.size() && same_place(origin, node.origin)) continue;
      const std::string words = text(origin);
      if (plan_.node(node.operands.front()).op == plan::Op::is_first_period) {
        const std::string_view periods = at == 0 ? "the first period" : "later periods";
        add(Kind::choice, origin, fmt::format("reaches {} of '{}'", periods, text(node.origin)), by_node(id, at / 2));
        continue;
      }
      const std::string_view join = words.starts_with('|') ? "" : at + 1 == node.operands.size() ? "otherwise " : "if ";
      add(Kind::choice, origin, fmt::format("reaches the case '{}{}'", join, words), by_node(id, at / 2));
    }
  }

  void add_alternatives(NodeId id, const Node& node) {
    for (std::size_t at = 0; at < node.operands.size(); ++at) {
      const OriginId origin = plan_.node(node.operands[at]).origin;
      add(Kind::missing_rule, origin, fmt::format("needs '{}' in '{}'", text(origin), text(node.origin)),
          by_node(id, at));
    }
  }

  void add_rows(NodeId id, const Node& node) {
    for (std::size_t at = 0; at < node.table->rows.size(); ++at) {
      const OriginId origin = node.table->rows[at].origin;
      add(Kind::row, origin, fmt::format("reaches the row '{}'", text(origin)), by_node(id, at));
    }
  }

  void add_value(ValueId id) {
    const Value& value = plan_.value(id);
    if (value.kind == Value::Kind::define && value.type.kind == plan::Type::Kind::yes_no && !value.made) {
      add(Kind::test, value.origin, fmt::format("meets '{}'", value.name), by_value(id, way::between));
      add(Kind::test, value.origin, fmt::format("fails '{}'", value.name), by_value(id, way::below));
    }
    if (value.input.when_not_reported)
      add(Kind::missing_rule, value.input.not_reported_origin, fmt::format("leaves '{}' unreported", value.name),
          by_value(id, way::not_reported));
    if (value.input.when_denominator_below)
      add(Kind::missing_rule, value.input.denominator_origin,
          fmt::format("has a small denominator of '{}'", value.name), by_value(id, way::denominator_below));
  }

  void add_requirement(std::uint32_t index) {
    const plan::Requirement& requirement = plan_.requirements[index];
    const std::string words = text(requirement.origin);
    add(Kind::requirement, requirement.origin, fmt::format("meets the requirement '{}'", words),
        by_requirement(index, true));
    add(Kind::requirement, requirement.origin, fmt::format("fails the requirement '{}'", words),
        by_requirement(index, false));
  }

  const plan::Plan& plan_;
  const Reached& reached_;
  std::map<Place, CoveragePoint> points_;
};

}  // namespace

bool Way::is_in(const Reached& reached) const {
  switch (of) {
    case Of::node:
      return reached.has_node(NodeId{index}, way);
    case Of::value:
      return reached.has_value(ValueId{index}, way);
    case Of::requirement:
      return reached.has_requirement(index, way == 1);
  }
  return false;
}

void Reached::add(const Reached& other) {
  nodes_.insert(other.nodes_.begin(), other.nodes_.end());
  values_.insert(other.values_.begin(), other.values_.end());
  requirements_.insert(other.requirements_.begin(), other.requirements_.end());
}

std::vector<CoveragePoint> coverage(const plan::Plan& plan, const Reached& reached) {
  return Collector(plan, reached).collect();
}

}  // namespace quarterday::evaluate
