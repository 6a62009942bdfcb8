// SPDX-License-Identifier: Apache-2.0
//
// What is measured, against what, and how it is weighed and put together.
#include <algorithm>
#include <set>
#include <vector>

#include "compiler/lint/measured.h"
#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

// The figures that a sentence reads by name.
std::set<std::uint32_t> read_in(const Facts& facts, NodeId id) {
  std::set<std::uint32_t> found;
  facts.below(id, [&](NodeId one) {
    const plan::Node& node = facts.node(one);
    if (node.op == Op::load || node.op == Op::numerator) found.insert(node.value.index);
  });
  return found;
}

// And those of which the figures are made that it names.
std::set<std::uint32_t> read_now(const Facts& facts, NodeId id) {
  const std::set<std::uint32_t> named = read_in(facts, id);
  std::set<std::uint32_t> found = named;
  for (const std::uint32_t one : named) {
    const model::Value& value = facts.contract.values[one];
    if (value.kind == plan::Value::Kind::define && value.body) found.merge(read_in(facts, value.body));
  }
  return found;
}

bool is_past(const plan::Node& node) {
  return goes_back(node) || (node.op == Op::at && node.time->kind == plan::TimeMove::Kind::absolute);
}

// A baseline is a few definitions away; rules look at every sentence, and a contract may be one long chain.
constexpr std::size_t most_definitions = 50;

// The figures of an earlier period that a sentence reads, also by the sentences of definitions that it names.
std::set<std::uint32_t> read_before(const Facts& facts, NodeId id) {
  std::set<std::uint32_t> found;
  std::set<std::uint32_t> seen;
  std::vector<NodeId> open{id};
  while (!open.empty()) {
    const NodeId root = open.back();
    open.pop_back();
    facts.below(root, [&](NodeId one) {
      const plan::Node& node = facts.node(one);
      if (is_past(node) && facts.node(node.operands[0]).op == Op::load)
        found.insert(facts.node(node.operands[0]).value.index);
      if (node.op != Op::load) return;
      const model::Value& named = facts.value(node.value);
      const bool define = named.kind == plan::Value::Kind::define && named.body;
      if (define && seen.size() < most_definitions && seen.insert(node.value.index).second) open.push_back(named.body);
    });
  }
  return found;
}

// A metric, or what is worked out from one.
bool is_result(const Facts& facts, const model::Value& value) {
  if (value.kind == plan::Value::Kind::input) return true;
  if (value.kind != plan::Value::Kind::define || !value.body || value.type.has_money()) return false;
  const std::set<std::uint32_t> read = read_in(facts, value.body);
  return std::any_of(read.begin(), read.end(),
                     [&](std::uint32_t one) { return facts.contract.values[one].input.metric; });
}

constexpr std::uint32_t none = 0xffffffff;

// Whether some case of the contract asks about it: then somebody has thought of what is to follow from nothing, perhaps
// where a figure is used that is divided by it.
bool is_asked_about(const Facts& facts, ValueId divisor) {
  const auto& nodes = facts.contract.nodes;
  return std::any_of(nodes.begin(), nodes.end(), [&](const plan::Node& node) {
    if (node.op != Op::select) return false;
    for (std::size_t i = 0; i + 1 < node.operands.size(); i += 2)
      if (facts.depends_on(node.operands[i], divisor)) return true;
    return false;
  });
}

// In some month a payment of the one and a payment of the other are due; a deed may end one as the other begins.
bool are_together(const Facts& facts, const std::set<std::uint32_t>& left, const std::set<std::uint32_t>& right) {
  const auto meet = [&](const model::Value& one, const model::Value& other) {
    return std::any_of(one.during.begin(), one.during.end(), [&](const plan::MonthRange& range) {
      return std::any_of(other.during.begin(), other.during.end(), [&](const plan::MonthRange& second) {
        return range.first <= second.last && second.first <= range.last;
      });
    });
  };
  return std::any_of(left.begin(), left.end(), [&](std::uint32_t one) {
    return std::any_of(right.begin(), right.end(), [&](std::uint32_t other) {
      return meet(facts.contract.values[one], facts.contract.values[other]);
    });
  });
}

}  // namespace

void own_baselines(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_paid_node([&](ValueId, NodeId one, const plan::Node& node) {
    const bool judges = is_comparison(node.op) || node.op == Op::progress || node.op == Op::position;
    const bool compares = node.op == Op::subtract || node.op == Op::divide;  // how much it has changed
    if (!judges && !compares) return;
    const std::set<std::uint32_t> now = read_now(facts, node.operands[0]);
    std::uint32_t own = none;
    for (std::size_t i = 1; i < node.operands.size(); ++i)
      for (const std::uint32_t before : read_before(facts, node.operands[i])) {
        const model::Value& earlier = facts.contract.values[before];
        const bool result = is_result(facts, earlier) && (judges || earlier.input.metric);
        if (result && now.count(before) != 0) own = before;
      }
    if (own != none) look.findings.report(make<Id::OwnBaseline>(facts.span(one), facts.contract.values[own].name));
  });
}

void weights(Look look) {
  const Facts& facts = look.facts;
  const Rational least = Rational(1) / Rational(100);
  facts.for_each_node([&](ValueId, NodeId, const plan::Node& node) {
    const bool weighs = (node.op == Op::average || node.op == Op::split) && node.operands.size() > 1 &&
                        facts.node(node.operands[1]).op == Op::load && node.binder;
    if (!weighs) return;
    const model::Value& column = facts.value(facts.node(node.operands[1]).value);
    if (!facts.is_column(facts.node(node.operands[1]).value)) return;
    Rational total(0);
    for (const NodeId cell : column.cells.nodes)
      if (const auto figure = facts.constant(cell)) total += *figure;
    for (std::size_t i = 0; i < column.cells.nodes.size(); ++i) {
      const auto figure = facts.constant(column.cells.nodes[i]);
      if (!figure) continue;
      const Span span = facts.span(column.cells.nodes[i]);
      if (figure->is_zero()) look.findings.report(make<Id::WeightOfNothing>(span, column.name));
      const bool whole = !node.binder->where && total.sign() > 0;
      if (whole && figure->sign() > 0 && *figure / total < least)
        look.findings.report(make<Id::WeightTooSmall>(span, column.name));
    }
  });
}

void counted_twice(Look look) {
  const Facts& facts = look.facts;
  std::vector<ValueId> payments;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind == plan::Value::Kind::payment) payments.push_back(id);
  });
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind != plan::Value::Kind::input || !value.input.metric) return;
    std::vector<std::set<std::uint32_t>> reached;
    for (const ValueId reader : facts.readers(id)) {
      if (!facts.is_written(reader) || !facts.reaches_payment(reader)) continue;
      const auto& nodes = facts.nodes_of(reader);
      const bool judges = std::any_of(nodes.begin(), nodes.end(), [&](NodeId one) {
        const plan::Node& node = facts.node(one);
        const bool kind =
            is_comparison(node.op) || node.op == Op::progress || node.op == Op::steps || node.op == Op::scale;
        return kind && facts.node(node.operands[0]).op == Op::load && facts.node(node.operands[0]).value == id;
      });
      if (!judges) continue;
      std::set<std::uint32_t> to;
      for (const ValueId payment : payments)
        if (facts.depends_on(payment, reader)) to.insert(payment.index);
      reached.push_back(std::move(to));
    }
    for (std::size_t i = 0; i < reached.size(); ++i)
      for (std::size_t j = i + 1; j < reached.size(); ++j) {
        std::vector<std::uint32_t> both;
        std::set_intersection(reached[i].begin(), reached[i].end(), reached[j].begin(), reached[j].end(),
                              std::back_inserter(both));
        if (!both.empty() || !are_together(facts, reached[i], reached[j])) continue;
        look.findings.report(make<Id::CountedTwice>(value.name_span, value.name,
                                                    facts.contract.values[*reached[i].begin()].name,
                                                    facts.contract.values[*reached[j].begin()].name));
        return;
      }
  });
}

void averages_of_ratios(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_node([&](ValueId, NodeId one, const plan::Node& node) {
    if (node.op != Op::average || node.operands.size() > 1 || !node.binder) return;
    const plan::Node& body = facts.node(node.operands[0]);
    if (body.op != Op::load) return;
    const model::Value& read = facts.value(body.value);
    const bool ratio = read.kind == plan::Value::Kind::input && read.type.shown == model::Type::Shown::share;
    if (ratio) look.findings.report(make<Id::AverageOfRatios>(facts.span(one), read.name));
  });
}

void divisions(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_paid_node([&](ValueId, NodeId, const plan::Node& node) {
    if (node.op != Op::divide || node.flag) return;
    const plan::Node& divisor = facts.node(node.operands[1]);
    if (divisor.op != Op::load || facts.value(divisor.value).kind != plan::Value::Kind::input) return;
    const Range range = look.ranges.of(divisor.value);
    const bool may_be_nothing = !(range.low && range.low->sign() > 0) && !(range.high && range.high->sign() < 0);
    if (!may_be_nothing || facts.is_required(divisor.value)) return;
    const bool guarded = is_asked_about(facts, divisor.value);
    if (!guarded)
      look.findings.report(make<Id::DivisionUnguarded>(facts.span(node.operands[1]), facts.name_of(divisor.value)));
  });
}

void rounded_shares(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_paid_node([&](ValueId id, NodeId one, const plan::Node& node) {
    const model::Type& type = facts.type(one);
    if (node.op == Op::to_nearest && type.is_plain() && type.shown != model::Type::Shown::plain)
      look.findings.report(make<Id::RoundedShare>(facts.span(one), facts.name_of(id)));
  });
}

}  // namespace quarterday::lint
