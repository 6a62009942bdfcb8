// SPDX-License-Identifier: Apache-2.0
//
// What can be earned by recording: a case in a dearer class, a patient left out, a row just inside a limit.
#include <algorithm>
#include <optional>
#include <unordered_set>
#include <vector>

#include "compiler/lint/rules.h"
#include "runtime/value/format.h"

namespace quarterday::lint {
namespace {

// Somebody reports it; what is counted from records is as it was recorded, and rows_paid looks at that.
bool is_count(const model::Value& value) {
  const model::Type& type = value.type;
  const bool whole = type.is_number() && !type.has_money() && type.shown == model::Type::Shown::plain;
  return value.kind == plan::Value::Kind::input && whole && !value.records;
}

bool passes_count(const plan::Node& node) {
  const bool over_periods = node.op == Op::sum && node.binder->kind == plan::Binder::Kind::periods;
  return node.op == Op::at || over_periods;
}

// The node that reads an input, where the sentence is that input, perhaps of other periods or by another name.
NodeId count_in(const Facts& facts, NodeId id, int depth = 0) {
  const plan::Node& node = facts.node(id);
  if (depth > 20) return {};
  if (passes_count(node)) return count_in(facts, node.operands[0], depth + 1);
  if (node.op != Op::load) return {};
  const model::Value& read = facts.value(node.value);
  if (is_count(read)) return id;
  if (read.kind != plan::Value::Kind::define || !read.body || !count_in(facts, read.body, depth + 1)) return {};
  return id;
}

std::string name_of_count(const Facts& facts, NodeId id) {
  const plan::Node& node = facts.node(id);
  if (passes_count(node)) return name_of_count(facts, node.operands[0]);
  const model::Value& read = facts.value(node.value);
  return is_count(read) ? read.name : name_of_count(facts, read.body);
}

// ---- Classes

class Classes {
 public:
  explicit Classes(Look look) : look_(look), facts_(look.facts) {}

  void find() {
    facts_.for_each_written([&](ValueId id, const model::Value&) {
      if (!facts_.reaches_payment(id)) return;
      std::unordered_set<std::uint32_t> inner;
      for (const NodeId one : facts_.nodes_of(id)) {
        const plan::Node& node = facts_.node(one);
        const bool chain = node.op == Op::multiply || node.op == Op::add || node.op == Op::subtract;
        if (!chain) continue;
        for (const NodeId operand : node.operands)
          if (facts_.node(operand).op == node.op) inner.insert(operand.index);
        if (inner.count(one.index) != 0) continue;
        if (node.op == Op::multiply) look_at_product(one);
        if (node.op == Op::add) look_at_terms(one);
      }
    });
  }

 private:
  static Rational enough() { return Rational(2); }

  void factors_of(NodeId id, std::vector<NodeId>& factors) const {
    const plan::Node& node = facts_.node(id);
    if (node.op != Op::multiply) {
      factors.push_back(id);
      return;
    }
    for (const NodeId operand : node.operands) factors_of(operand, factors);
  }

  // A price by class times a count by class.
  void look_at_product(NodeId id) {
    std::vector<NodeId> factors;
    factors_of(id, factors);
    for (const NodeId counted : factors) {
      const NodeId read = count_in(facts_, counted);
      if (!read) continue;
      for (const NodeId priced : factors)
        for (const std::uint32_t slot : slots_of(read)) {
          const auto times = widest(priced, slot);
          if (times && *times >= enough()) tell(id, counted, *times);
        }
    }
  }

  std::vector<std::uint32_t> slots_of(NodeId id) const {
    const plan::Node& node = facts_.node(id);
    std::vector<std::uint32_t> slots;
    for (const plan::Argument& argument : node.arguments)
      if (argument.kind == plan::Argument::Kind::slot) slots.push_back(argument.slot);
    return slots;
  }

  // How many times the dearest member of the slot's set pays the cheapest, all else the same; parties are no classes.
  std::optional<Rational> widest(NodeId id, std::uint32_t slot, int depth = 0) const {
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::select && depth > 0) return widest_of_cases(node, slot, depth);
    if (node.op != Op::load || depth > 10) return std::nullopt;
    const model::Value& price = facts_.value(node.value);
    for (std::size_t i = 0; i < node.arguments.size() && i < price.indexes.size(); ++i) {
      const plan::Argument& argument = node.arguments[i];
      if (argument.kind != plan::Argument::Kind::slot || argument.slot != slot) continue;
      const model::Set& set = facts_.contract.set(price.indexes[i].set);
      if (set.is_group || set.set.of_parties) return std::nullopt;
      if (price.kind == plan::Value::Kind::parameter) return widest_along(price, i);
      const bool named = price.kind == plan::Value::Kind::define && price.body && !facts_.depends_on_data(node.value);
      if (named) return widest(price.body, static_cast<std::uint32_t>(i), depth + 1);
    }
    return std::nullopt;
  }

  // `first listed, then ...`: in some period it is the listed one.
  std::optional<Rational> widest_of_cases(const plan::Node& node, std::uint32_t slot, int depth) const {
    std::optional<Rational> widest_case;
    for (std::size_t i = 1; i <= node.operands.size(); i += 2) {
      const auto one = widest(node.operands[std::min(i, node.operands.size() - 1)], slot, depth + 1);
      if (one) widest_case = widest_case ? std::max(*widest_case, *one) : *one;
    }
    return widest_case;
  }

  std::optional<Rational> widest_along(const model::Value& price, std::size_t index) const {
    std::size_t stride = std::max<std::size_t>(1, price.cells.periods.size());
    for (std::size_t i = index + 1; i < price.indexes.size(); ++i) stride *= members_of(price, i);
    const std::size_t members = members_of(price, index);
    std::optional<Rational> widest;
    for (std::size_t start = 0; start < price.cells.nodes.size(); ++start) {
      if (start / stride % members != 0) continue;
      std::optional<Rational> low;
      std::optional<Rational> high;
      for (std::size_t i = 0; i < members; ++i) {
        const std::size_t at = start + i * stride;
        const auto figure =
            at < price.cells.nodes.size() ? facts_.constant(price.cells.nodes[at]) : std::optional<Rational>();
        if (!figure || figure->sign() <= 0) continue;
        low = low ? std::min(*low, *figure) : *figure;
        high = high ? std::max(*high, *figure) : *figure;
      }
      if (low && high) widest = widest ? std::max(*widest, *high / *low) : *high / *low;
    }
    return widest;
  }

  std::size_t members_of(const model::Value& price, std::size_t index) const {
    return std::max<std::size_t>(1, facts_.contract.set(price.indexes[index].set).set.members.size());
  }

  // Two counts in one sum, each with a price of its own.
  struct Term {
    NodeId counted;
    Range rate;
  };

  void terms_of(NodeId id, std::vector<Term>& terms) {
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::add) {
      for (const NodeId operand : node.operands) terms_of(operand, terms);
      return;
    }
    if (node.op != Op::multiply || node.operands.size() != 2) return;
    for (const std::size_t i : {0U, 1U}) {
      const NodeId price = node.operands[1 - i];
      const plan::Node& counted = facts_.node(node.operands[i]);
      const bool above = counted.op == Op::subtract && !facts_.depends_on_data(counted.operands[1]);
      const NodeId count = count_in(facts_, above ? counted.operands[0] : node.operands[i]);
      if (count && facts_.type(price).has_money() && !facts_.depends_on_data(price))
        terms.push_back({count, look_.ranges.of(price)});
    }
  }

  void look_at_terms(NodeId id) {
    std::vector<Term> terms;
    terms_of(id, terms);
    for (const Term& dear : terms)
      for (const Term& cheap : terms) {
        if (!dear.rate.low || !cheap.rate.high || cheap.rate.high->sign() <= 0) continue;
        const Rational times = *dear.rate.low / *cheap.rate.high;
        if (times >= enough()) tell(id, cheap.counted, times);
      }
  }

  void tell(NodeId at, NodeId counted, const Rational& times) {
    look_.findings.report(
        make<Id::UpcodingPays>(facts_.span(at), name_of_count(facts_, counted), value::format_number(times)));
  }

  Look look_;
  const Facts& facts_;
};

// The sentence itself, or that of the figure which it names.
NodeId sentence_of(const Facts& facts, NodeId id) {
  for (int depth = 0; depth < 20; ++depth) {
    const plan::Node& node = facts.node(id);
    if (node.op != Op::load) return id;
    const model::Value& read = facts.value(node.value);
    if (read.kind != plan::Value::Kind::define || !read.body) return id;
    id = read.body;
  }
  return id;
}

// ---- Rows

// The sets of rows of which something is paid, and those that they are selected from.
std::vector<bool> rows_paid(const Facts& facts) {
  const model::Contract& contract = facts.contract;
  std::vector<bool> paid(contract.row_sets.size());
  for (std::uint32_t i = 0; i < contract.values.size(); ++i) {
    const model::Value& value = contract.values[i];
    if (value.records && value.records->set && facts.reaches_payment(ValueId(i))) paid[value.records->set.index] = true;
  }
  // A set stands after those that it reads.
  for (std::size_t i = paid.size(); i-- > 0;)
    if (const auto of = contract.row_sets[i].set.of; paid[i] && of) paid[of.index] = true;
  return paid;
}

bool is_number_of_row(const model::Contract& contract, const model::RowSet& rows, const plan::RowExpr& expr) {
  if (expr.op != plan::RowOp::column || !expr.path.empty() || expr.row != 0) return false;
  const auto holds = contract.tables[rows.set.table.index].table.columns[expr.column].holds;
  return holds == plan::RecordColumn::Holds::number || holds == plan::RecordColumn::Holds::money;
}

// Somewhere in the test a number of the row meets a figure that is written out; whether it is above nothing is no edge.
bool has_edge(const model::Contract& contract, const model::RowSet& rows, plan::RowExprId test) {
  std::vector<plan::RowExprId> open;
  if (test) open.push_back(test);
  while (!open.empty()) {
    const plan::RowExpr& expr = contract.row_exprs[open.back().index];
    open.pop_back();
    const bool orders = expr.op == plan::RowOp::less || expr.op == plan::RowOp::less_equal;
    for (const std::size_t i : {0U, 1U}) {
      if (!orders) break;
      const plan::RowExpr& bound = contract.row_exprs[expr.operands[1 - i].index];
      const bool written = bound.op == plan::RowOp::constant && bound.integer != 0;
      if (written && is_number_of_row(contract, rows, contract.row_exprs[expr.operands[i].index])) return true;
    }
    open.insert(open.end(), expr.operands.begin(), expr.operands.end());
  }
  return false;
}

}  // namespace

void dearer_classes(Look look) { Classes(look).find(); }

void exclusions(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_written([&](ValueId id, const model::Value&) {
    if (!facts.reaches_payment(id)) return;
    for (const NodeId one : facts.nodes_of(id)) {
      const plan::Node& node = facts.node(one);
      if (node.op != Op::divide) continue;
      const NodeId divisor = sentence_of(facts, node.operands[1]);
      const plan::Node& among = facts.node(divisor);
      if (among.op != Op::subtract || facts.type(divisor).has_money()) continue;
      const NodeId left_out = count_in(facts, among.operands[1]);
      if (!left_out) continue;
      const plan::Node& read = facts.node(left_out);
      if (read.op == Op::load && !facts.depends_on(node.operands[0], read.value))
        look.findings.report(make<Id::ExclusionsPay>(facts.span(divisor), name_of_count(facts, left_out)));
    }
  });
}

void edges_of_rows(Look look) {
  const model::Contract& contract = look.facts.contract;
  const std::vector<bool> paid = rows_paid(look.facts);
  for (std::size_t set = 0; set < contract.row_sets.size(); ++set) {
    const model::RowSet& rows = contract.row_sets[set];
    for (std::size_t i = 0; paid[set] && i < rows.set.steps.size(); ++i)
      if (has_edge(contract, rows, rows.set.steps[i].condition))
        look.findings.report(make<Id::RowEdge>(rows.step_spans[i], rows.set.name));
  }
}

}  // namespace quarterday::lint
