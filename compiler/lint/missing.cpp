// SPDX-License-Identifier: Apache-2.0
//
// What stands for a figure that is not reported, and figures of so few people that chance decides.
#include <algorithm>

#include "compiler/lint/measured.h"
#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

using plan::TableRow;

class Silence {
 public:
  explicit Silence(Look look) : look_(look), facts_(look.facts) {}

  void find() {
    facts_.for_each_written([&](ValueId id, const model::Value& value) {
      if (value.kind != plan::Value::Kind::input || !facts_.reaches_payment(id)) return;
      // Versions by deeds: each rule by itself, where it stands.
      if (value.versions.empty()) look_at(id, value, value.input.when_not_reported);
      for (const model::Version& version : value.versions) look_at(id, value, version.when_not_reported);
    });
  }

 private:
  void look_at(ValueId id, const model::Value& value, NodeId instead) {
    if (!instead) return;
    const plan::Node& node = facts_.node(instead);
    if (node.op == Op::constant) {
      const bool left_out = std::holds_alternative<plan::LeftOut>(node.figure);
      if (!left_out && is_rewarded(id, value, instead))
        look_.findings.report(make<Id::PaysForSilence>(facts_.span(instead), value.name));
      return;
    }
    bool own = false;
    bool others = false;
    for (const NodeId stands : standing(instead))
      facts_.below(stands, [&](NodeId one) {
        const plan::Node& read = facts_.node(one);
        if (read.op != Op::load) return;
        own = own || read.value == id;
        others = others || read.value != id;
      });
    if (own) {
      look_.findings.report(make<Id::KeepsLastResult>(facts_.span(instead), value.name));
    } else if (others) {
      look_.findings.report(make<Id::DeemedFigure>(facts_.span(instead), value.name));
    } else if (is_rewarded(id, value, instead)) {
      look_.findings.report(make<Id::PaysForSilence>(facts_.span(instead), value.name));
    }
  }

  // Of cases, the figures; what a condition looks at does not stand for anything.
  std::vector<NodeId> standing(NodeId instead) const {
    const plan::Node& node = facts_.node(instead);
    if (node.op != Op::select) return {instead};
    return results_of(node);
  }

  // ---- A figure written out

  bool is_rewarded(ValueId id, const model::Value& value, NodeId instead) const {
    const plan::Node& node = facts_.node(instead);
    if (const auto* yes = std::get_if<bool>(&node.figure)) return node.op == Op::constant && *yes;
    const auto figure = facts_.constant(instead);
    if (!figure) return false;
    for (const ValueId reader : facts_.readers(id))
      for (const NodeId one : facts_.nodes_of(reader))
        if (earns(reader, one, id, value, *figure)) return true;
    return false;
  }

  bool is_of(NodeId subject, ValueId id) const {
    return subject && facts_.node(subject).op == Op::load && facts_.node(subject).value == id;
  }

  bool earns(ValueId reader, NodeId one, ValueId id, const model::Value& value, const Rational& figure) const {
    const plan::Node& node = facts_.node(one);
    switch (node.op) {
      case Op::greater:
      case Op::greater_equal:
      case Op::less:
      case Op::less_equal:
        return meets_bound(reader, one, id, value, figure);
      case Op::progress:
        return is_of(node.operands[0], id) && earns_on_the_way(node, value, figure);
      case Op::steps:
      case Op::scale:
        return is_of(node.operands[0], id) && earns_by_row(node, value, figure);
      default:
        return false;
    }
  }

  bool meets_bound(ValueId reader, NodeId one, ValueId id, const model::Value& value, const Rational& figure) const {
    const plan::Node& node = facts_.node(one);
    const bool left = is_of(node.operands[0], id);
    if (!left && !is_of(node.operands[1], id)) return false;
    const auto bound = facts_.constant(node.operands[left ? 1 : 0]);
    if (!bound) return false;
    const bool greater = (node.op == Op::greater || node.op == Op::greater_equal) == left;
    const bool met = greater ? figure >= *bound : figure <= *bound;
    auto better = direction_of(value);
    if (const auto pays = better ? std::nullopt : pays_where_met(reader, one)) better = *pays == greater;
    // What is asked of a worse figure costs something.
    return better && met == (*better == greater);
  }

  // Whether more is due where the test is met than where it is not; none where that is not known.
  std::optional<bool> pays_where_met(ValueId reader, NodeId test) const {
    for (const NodeId one : facts_.nodes_of(reader)) {
      const plan::Node& node = facts_.node(one);
      if (node.op != Op::select || node.operands.size() != 3 || node.operands[0] != test) continue;
      const Product with = product_of(facts_, node.operands[1]);
      const Product without = product_of(facts_, node.operands[2]);
      const bool alike = with.factors == without.factors || with.coefficient.is_zero() || without.coefficient.is_zero();
      if (!alike || with.coefficient == without.coefficient) continue;
      return with.coefficient > without.coefficient;
    }
    return std::nullopt;
  }

  // Whether a higher figure is the better one, where that is said.
  static std::optional<bool> direction_of(const model::Value& value) {
    if (value.input.higher_is_better == value.input.lower_is_better) return std::nullopt;
    return value.input.higher_is_better;
  }

  bool earns_on_the_way(const plan::Node& node, const model::Value& value, const Rational& figure) const {
    if (node.operands.size() < 3) return false;
    const auto from = facts_.constant(node.operands[1]);
    const auto to = facts_.constant(node.operands[2]);
    if (!from || !to) return false;
    const bool rises = *from < *to;
    const auto better = direction_of(value);
    // On the way to a worse figure something is lost, and before its end not all of it.
    if (better && *better != rises) return rises ? figure < *to : figure > *to;
    return rises ? figure > *from : figure < *from;
  }

  bool earns_by_row(const plan::Node& node, const model::Value& value, const Rational& figure) const {
    std::optional<Rational> least;
    std::optional<Rational> most;
    for (const TableRow& row : node.table->rows) {
      const auto result = row.results.empty() ? std::nullopt : facts_.constant(row.results.front());
      if (!result) return false;
      least = least ? std::min(*least, *result) : *result;
      most = most ? std::max(*most, *result) : *result;
    }
    const auto reached = result_at(node, figure);
    if (!reached) return false;
    const Rational far(1'000'000'000);
    const auto better = direction_of(value);
    const auto best = result_at(node, better && !*better ? -far : far);
    const auto worst = result_at(node, better && !*better ? far : -far);
    if (better && best && worst && *best < *worst) return *reached < *most;
    return *reached > *least;
  }

  std::optional<Rational> result_at(const plan::Node& node, const Rational& figure) const {
    for (const TableRow& row : node.table->rows)
      if (holds(row, figure)) return facts_.constant(row.results.front());
    return std::nullopt;
  }

  bool holds(const TableRow& row, const Rational& figure) const {
    const auto at = facts_.constant(row.at);
    const auto low = facts_.constant(row.low);
    switch (row.bound) {
      case TableRow::Bound::at_least:
        return at && figure >= *at;
      case TableRow::Bound::below:
        return at && figure < *at;
      case TableRow::Bound::at_most:
      case TableRow::Bound::up_to:
        return at && figure <= *at;
      case TableRow::Bound::to_below:
        return at && low && figure >= *low && figure < *at;
      case TableRow::Bound::at:
        return at && figure == *at;
      case TableRow::Bound::otherwise:
      case TableRow::Bound::above:
        return true;
      default:
        return false;
    }
  }

  Look look_;
  const Facts& facts_;
};

bool is_judged(const Facts& facts, const plan::Node& node, ValueId id) {
  const bool judges = is_comparison(node.op) || node.op == Op::progress || node.op == Op::steps || node.op == Op::scale;
  if (!judges) return false;
  const plan::Node& subject = facts.node(node.operands[0]);
  return subject.op == Op::load && subject.value == id;
}

}  // namespace

void silence(Look look) { Silence(look).find(); }

void small_numbers(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    const bool share = value.kind == plan::Value::Kind::input && value.type.shown == model::Type::Shown::share;
    const bool thin =
        !value.indexes.empty() && (value.grain == plan::Grain::quarter || value.grain == plan::Grain::month);
    if (!share || !thin || value.input.denominator_bound || !facts.reaches_payment(id)) return;
    bool judged = false;
    bool counted = false;
    for (const ValueId reader : facts.readers(id))
      for (const NodeId one : facts.nodes_of(reader)) {
        const plan::Node& node = facts.node(one);
        judged = judged || is_judged(facts, node, id);
        counted = counted || (node.op == Op::denominator && node.value == id);
      }
    if (judged && !counted && !facts.is_required(id))
      look.findings.report(make<Id::SmallNumbers>(value.name_span, value.name));
  });
}

}  // namespace quarterday::lint
