// SPDX-License-Identifier: Apache-2.0
//
// Terms over the years.
#include <algorithm>
#include <set>
#include <unordered_set>

#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

constexpr std::int32_t three_years = 36;

// A parameter with figures for several periods.
bool is_by_period(const model::Value& value) {
  return value.kind == plan::Value::Kind::parameter && value.cells.periods.size() > 1;
}

bool is_written_here(const Facts& facts, const model::Value& value) {
  return facts.subject.uses.written(value.span.file) == facts.subject.own.file;
}

// Of the parts of a year of which a figure is reported, those that sentences on the way to a payment ask for.
class Asked {
 public:
  Asked(const Facts& facts, ValueId id) : facts_(facts), id_(id) {
    for (const ValueId reader : facts.readers(id))
      if (facts.reaches_payment(reader)) look(reader);
  }

  bool all() const { return all_; }
  std::size_t parts() const { return parts_.size(); }

 private:
  bool reads(NodeId one) const {
    const plan::Node& node = facts_.node(one);
    return reads_value(node.op) && node.value == id_;
  }

  void look(ValueId reader) {
    std::unordered_set<std::uint32_t> named;
    for (const NodeId one : facts_.nodes_of(reader)) {
      const plan::Node& node = facts_.node(one);
      if (node.op != Op::at || node.time->kind != plan::TimeMove::Kind::part_of_year || !reads(node.operands[0]))
        continue;
      named.insert(node.operands[0].index);
      parts_.insert(node.time->count);
    }
    for (const NodeId one : facts_.nodes_of(reader)) all_ = all_ || (reads(one) && named.count(one.index) == 0);
  }

  const Facts& facts_;
  ValueId id_;
  std::set<std::int32_t> parts_;
  bool all_ = false;
};

}  // namespace

void read_once_a_year(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    const bool months = value.grain == plan::Grain::month && !value.month_of_year;
    if (value.kind != plan::Value::Kind::input || (!months && value.grain != plan::Grain::quarter)) return;
    if (!facts.reaches_payment(id)) return;
    const std::size_t in_year = months ? 12 : 4;
    const Asked asked(facts, id);
    if (!asked.all() && asked.parts() > 0 && asked.parts() <= in_year / 4)
      look.findings.report(make<Id::YearEndOnly>(value.name_span, value.name, months ? "month" : "quarter",
                                                 std::to_string(asked.parts()), std::to_string(in_year)));
  });
}

void terms_over_time(Look look) {
  const Facts& facts = look.facts;
  bool grows = false;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    grows = grows || (is_by_period(value) && value.type.has_money());
    for (const NodeId one : facts.nodes_of(id)) {
      const plan::Node& node = facts.node(one);
      if (node.op != Op::growing) continue;
      grows = true;
      const plan::Node& subject = facts.node(node.operands[0]);
      const bool yearly = subject.op == Op::load && is_by_period(facts.value(subject.value));
      if (yearly && !node.year)
        look.findings.report(make<Id::GrowthOnYearlyFigure>(facts.span(one), facts.name_of(subject.value)));
    }
  });
  const bool long_term = facts.contract.term.last - facts.contract.term.first + 1 >= three_years;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind != plan::Value::Kind::parameter || !is_written_here(facts, value)) return;
    const auto& cells = value.cells.nodes;
    const bool nothing = !cells.empty() && std::all_of(cells.begin(), cells.end(), [&](NodeId cell) {
      const auto figure = facts.constant(cell);
      return figure && figure->is_zero();
    });
    if (nothing) look.findings.report(make<Id::AlwaysNothing>(value.name_span, value.name));
    const bool price = value.type.has_money() && !value.type.is_money() && !nothing;
    // By `growing`, or year by year from the one before.
    const auto goes_on = [&](ValueId reader, NodeId one) {
      const plan::Node& node = facts.node(one);
      if (node.op == Op::growing) return facts.depends_on(one, id);
      return node.op == Op::at && facts.node(node.operands[0]).op == Op::load &&
             facts.node(node.operands[0]).value == reader;
    };
    const bool grown = std::any_of(facts.readers(id).begin(), facts.readers(id).end(), [&](ValueId reader) {
      const auto& nodes = facts.nodes_of(reader);
      return std::any_of(nodes.begin(), nodes.end(), [&](NodeId one) { return goes_on(reader, one); });
    });
    const bool dated = !value.versions.empty() || value.deed;
    if (long_term && grows && price && !is_by_period(value) && !grown && !dated)
      look.findings.report(make<Id::PriceNotVaried>(value.name_span, value.name));
  });
}

}  // namespace quarterday::lint
