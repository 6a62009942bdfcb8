// SPDX-License-Identifier: Apache-2.0
//
// Conditions, caps and floors that are decided beforehand, that decide nothing, or that no figure can be on.
#include <algorithm>
#include <set>
#include <utility>

#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

// Of `left OP right`: whether it always or never holds; none where figures decide.
std::optional<bool> decided(Op op, const Range& left, const Range& right) {
  switch (op) {
    case Op::less:
      if (left.high && right.low && *left.high < *right.low) return true;
      if (left.low && right.high && *left.low >= *right.high) return false;
      return std::nullopt;
    case Op::less_equal:
      if (left.high && right.low && *left.high <= *right.low) return true;
      if (left.low && right.high && *left.low > *right.high) return false;
      return std::nullopt;
    case Op::greater:
      return decided(Op::less, right, left);
    case Op::greater_equal:
      return decided(Op::less_equal, right, left);
    default:
      return std::nullopt;
  }
}

}  // namespace

void tests_decided_beforehand(Look look) {
  // `is between A and B` is two tests at one place; one that is decided leaves the other.
  std::set<std::pair<std::uint32_t, std::uint32_t>> joint;
  look.facts.for_each_node([&](ValueId, NodeId id, const plan::Node& node) {
    if (node.op == Op::logical_and) joint.emplace(look.facts.span(id).begin, look.facts.span(id).end);
  });
  look.facts.for_each_node([&](ValueId, NodeId id, const plan::Node& node) {
    if (!is_comparison(node.op) || look.facts.is_in_use(id) || !look.facts.depends_on_data(id)) return;
    const auto outcome = decided(node.op, look.ranges.of(node.operands[0]), look.ranges.of(node.operands[1]));
    const bool whole = joint.count({look.facts.span(id).begin, look.facts.span(id).end}) == 0;
    if (outcome && whole)
      look.findings.report(make<Id::TestDecided>(look.facts.span(id), *outcome ? "always" : "never"));
  });
}

void limits_that_never_bind(Look look) {
  look.facts.for_each_node([&](ValueId, NodeId id, const plan::Node& node) {
    if ((node.op != Op::at_most && node.op != Op::at_least) || look.facts.is_in_use(id)) return;
    if (!look.facts.depends_on_data(node.operands[0]) || look.facts.is_in_use(node.operands[1])) return;
    const bool cap = node.op == Op::at_most;
    const Range subject = look.ranges.of(node.operands[0]);
    const Range limit = look.ranges.of(node.operands[1]);
    const Span span = look.facts.span(node.operands[1]);
    const bool idle = cap ? subject.high && limit.low && *subject.high <= *limit.low
                          : subject.low && limit.high && *subject.low >= *limit.high;
    if (idle && cap) look.findings.report(make<Id::CapNeverBinds>(span));
    if (idle && !cap) look.findings.report(make<Id::FloorNeverBinds>(span));
    const plan::Node& inner = look.facts.node(node.operands[0]);
    const bool both = inner.op == (cap ? Op::at_least : Op::at_most);
    if (!both || idle) return;
    const auto outer = look.facts.constant(node.operands[1]);
    const auto other = look.facts.constant(inner.operands[1]);
    if (outer && other && (cap ? *other >= *outer : *other <= *outer))
      look.findings.report(make<Id::FloorAboveCap>(look.facts.span(id)));
  });
}

void cases_alike(Look look) {
  look.facts.for_each_node([&](ValueId, NodeId, const plan::Node& node) {
    if (node.op != Op::select || node.operands.size() != 3) return;
    const std::string words = look.facts.words(node.operands[1]);
    const bool figures = !look.facts.is_left_out(node.operands[1]);
    if (figures && !words.empty() && words == look.facts.words(node.operands[2]))
      look.findings.report(make<Id::CasesAlike>(look.facts.span(node.operands[0])));
  });
}

// A share is printed with two decimals of a percent at the most, things are counted whole.
void thresholds_too_fine(Look look) {
  const auto look_at = [&](NodeId subject, NodeId bound) {
    const auto figure = bound && subject ? look.facts.constant(bound) : std::nullopt;
    if (!figure) return;
    const plan::Node& node = look.facts.node(subject);
    if (node.op != Op::load || look.facts.value(node.value).kind != plan::Value::Kind::input) return;
    const model::Value& input = look.facts.value(node.value);
    const model::Type& type = input.type;
    const bool counts =
        type.is_number() && type.units.size() == 1 && !type.has_money() && type.units.begin()->second == 1;
    // Averages of counted things, such as days, have decimals; what may be nothing but a whole number has a unit of its
    // own.
    const bool whole = counts && input.records && input.records->what == plan::RecordFigure::What::number;
    const bool is_percent = type.is_plain() && type.shown != model::Type::Shown::plain;
    const bool too_fine = (whole && !figure->is_integer()) || (is_percent && !(*figure * Rational(10000)).is_integer());
    if (too_fine) look.findings.report(make<Id::ThresholdTooFine>(look.facts.span(bound), input.name));
  };
  look.facts.for_each_node([&](ValueId, NodeId, const plan::Node& node) {
    if (is_comparison(node.op)) {
      look_at(node.operands[0], node.operands[1]);
      look_at(node.operands[1], node.operands[0]);
    }
    if (node.op != Op::steps && node.op != Op::scale) return;
    for (const plan::TableRow& row : node.table->rows) look_at(node.operands[0], row.at);
  });
}

void equality_of_measured(Look look) {
  look.facts.for_each_node([&](ValueId, NodeId id, const plan::Node& node) {
    if (node.op != Op::equal) return;
    for (const std::size_t side : {0U, 1U}) {
      const NodeId figure = node.operands[side];
      const auto bound = look.facts.constant(node.operands[1 - side]);
      const model::Type& type = look.facts.type(figure);
      const bool measured = type.is_number() && (type.has_money() || type.shown != model::Type::Shown::plain);
      // Nothing at all, and the whole, are figures that do come out exactly.
      const bool exact = bound && (bound->is_zero() || *bound == Rational(1));
      if (bound && !exact && measured && look.facts.depends_on_data(figure)) {
        look.findings.report(make<Id::EqualityOfMeasured>(look.facts.span(id)));
        return;
      }
    }
  });
}

}  // namespace quarterday::lint
