// SPDX-License-Identifier: Apache-2.0
//
// What can be earned by recording: a case in a dearer class, a patient left out, a row just inside a limit.
#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
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
      find_tests(id);
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

  // `where kind is el`: of the members that it binds to the slot only some are paid.
  struct Test {
    NodeId where;
    std::uint32_t slot = 0;
  };

  void find_tests(ValueId id) {
    tests_.clear();
    const model::Value& value = facts_.value(id);
    for (const NodeId one : facts_.nodes_of(id)) {
      const plan::Node& node = facts_.node(one);
      if (node.op != Op::sum || !node.binder->where || node.binder->kind != plan::Binder::Kind::members) continue;
      const Test test{node.binder->where, node.binder->slot};
      facts_.below(node.operands[0], [&](NodeId below) { tests_[below.index].push_back(test); });
    }
    everywhere_.clear();
    for (std::uint32_t i = 0; i < value.indexes.size(); ++i)
      if (value.indexes[i].where) everywhere_.push_back({value.indexes[i].where, i});
  }

  // Those that decide over the members at that slot, where the count is read in that product.
  std::vector<Test> tests_of(NodeId product, NodeId read, std::uint32_t slot) const {
    std::vector<Test> all = everywhere_;
    if (const auto found = tests_.find(product.index); found != tests_.end())
      all.insert(all.end(), found->second.begin(), found->second.end());
    std::vector<Test> tests;
    std::copy_if(all.begin(), all.end(), std::back_inserter(tests), [&](const Test& one) { return one.slot == slot; });
    const plan::Node& load = facts_.node(read);
    const model::Value& counted = facts_.value(load.value);
    for (std::uint32_t i = 0; i < load.arguments.size() && i < counted.indexes.size(); ++i) {
      const plan::Argument& argument = load.arguments[i];
      const bool here = argument.kind == plan::Argument::Kind::slot && argument.slot == slot;
      if (here && counted.indexes[i].where) tests.push_back({counted.indexes[i].where, i});
    }
    return tests;
  }

  bool is_paid(const std::vector<Test>& tests, std::size_t member) const {
    return std::all_of(tests.begin(), tests.end(),
                       [&](const Test& test) { return holds(test.where, test.slot, member).value_or(true); });
  }

  // None where more than the columns of the member decide.
  std::optional<bool> holds(NodeId id, std::uint32_t slot, std::size_t member) const {
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::logical_not) {
      const auto inner = holds(node.operands[0], slot, member);
      return inner ? std::optional(!*inner) : std::nullopt;
    }
    if (node.op == Op::logical_and || node.op == Op::logical_or) {
      const bool decides = node.op == Op::logical_or;
      for (const NodeId operand : node.operands) {
        const auto one = holds(operand, slot, member);
        if (!one) return std::nullopt;
        if (*one == decides) return decides;
      }
      return !decides;
    }
    if (node.op == Op::equal || node.op == Op::one_of) return is_one_of(node, slot, member);
    const plan::Figure* cell = cell_of(node.op == Op::is_given ? node.operands[0] : id, slot, member);
    if (cell == nullptr) return std::nullopt;
    if (node.op == Op::is_given) return !std::holds_alternative<plan::LeftOut>(*cell);
    const auto* yes = std::get_if<bool>(cell);
    return yes != nullptr ? std::optional(*yes) : std::nullopt;
  }

  std::optional<bool> is_one_of(const plan::Node& node, std::uint32_t slot, std::size_t member) const {
    const plan::Figure* cell = cell_of(node.operands[0], slot, member);
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
  const plan::Figure* cell_of(NodeId id, std::uint32_t slot, std::size_t member) const {
    static const plan::Figure nothing{plan::LeftOut{}};
    const plan::Node& node = facts_.node(id);
    if (node.op != Op::load || node.arguments.size() != 1) return nullptr;
    const plan::Argument& argument = node.arguments[0];
    const model::Value& column = facts_.value(node.value);
    const bool plain = column.kind == plan::Value::Kind::parameter && column.cells.periods.size() <= 1;
    if (!plain || argument.kind != plan::Argument::Kind::slot || argument.slot != slot) return nullptr;
    if (member >= column.cells.nodes.size()) return nullptr;
    const NodeId cell = column.cells.nodes[member];
    if (!cell) return &nothing;
    return facts_.node(cell).op == Op::constant ? &facts_.node(cell).figure : nullptr;
  }

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
          const auto times = widest(priced, slot, tests_of(id, read, slot));
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
  std::optional<Rational> widest(NodeId id, std::uint32_t slot, const std::vector<Test>& tests, int depth = 0) const {
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::select && depth > 0) return widest_of_cases(node, slot, tests, depth);
    if (node.op != Op::load || depth > 10) return std::nullopt;
    const model::Value& price = facts_.value(node.value);
    for (std::size_t i = 0; i < node.arguments.size() && i < price.indexes.size(); ++i) {
      const plan::Argument& argument = node.arguments[i];
      if (argument.kind != plan::Argument::Kind::slot || argument.slot != slot) continue;
      const model::Set& set = facts_.contract.set(price.indexes[i].set);
      if (set.is_group || set.set.of_parties) return std::nullopt;
      if (price.kind == plan::Value::Kind::parameter) return widest_along(price, i, tests);
      const bool named = price.kind == plan::Value::Kind::define && price.body && !facts_.depends_on_data(node.value);
      if (named) return widest(price.body, static_cast<std::uint32_t>(i), tests, depth + 1);
    }
    return std::nullopt;
  }

  // `first listed, then ...`: in some period it is the listed one.
  std::optional<Rational> widest_of_cases(const plan::Node& node, std::uint32_t slot, const std::vector<Test>& tests,
                                          int depth) const {
    std::optional<Rational> widest_case;
    for (std::size_t i = 1; i <= node.operands.size(); i += 2) {
      const auto one = widest(node.operands[std::min(i, node.operands.size() - 1)], slot, tests, depth + 1);
      if (one) widest_case = widest_case ? std::max(*widest_case, *one) : *one;
    }
    return widest_case;
  }

  std::optional<Rational> widest_along(const model::Value& price, std::size_t index,
                                       const std::vector<Test>& tests) const {
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
        if (!figure || figure->sign() <= 0 || !is_paid(tests, i)) continue;
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
    bool above_plan = false;
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
        terms.push_back({count, look_.ranges.of(price), above});
    }
  }

  void look_at_terms(NodeId id) {
    std::vector<Term> terms;
    terms_of(id, terms);
    for (const Term& dear : terms)
      for (const Term& cheap : terms) {
        if (!dear.rate.low || !cheap.rate.high || cheap.rate.high->sign() <= 0) continue;
        // Beds are no meals; but what is above one plan may have been moved there from another.
        const bool alike = facts_.type(dear.counted).units == facts_.type(cheap.counted).units;
        if (!alike && !(dear.above_plan && cheap.above_plan)) continue;
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
  std::unordered_map<std::uint32_t, std::vector<Test>> tests_;  // of sums, by the nodes within them
  std::vector<Test> everywhere_;                                // of the value's own members
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

// A floor keeps a ratio from dividing by nothing, and excludes nobody.
NodeId without_floor(const Facts& facts, NodeId id) {
  const plan::Node& node = facts.node(id);
  return node.op == Op::at_least ? sentence_of(facts, node.operands[0]) : id;
}

// It is judged on the way from a higher figure to a lower one: there, or where the value is read whose sentence it is.
bool pays_less_as_it_rises(const Facts& facts, Ranges& ranges, ValueId id, NodeId ratio) {
  std::vector<ValueId> judges = facts.readers(id);
  judges.push_back(id);
  const std::string words = facts.words(ratio);
  for (const ValueId judge : judges)
    for (const NodeId one : facts.nodes_of(judge)) {
      const plan::Node& node = facts.node(one);
      if ((node.op != Op::progress && node.op != Op::position) || node.operands.size() < 3) continue;
      const plan::Node& subject = facts.node(node.operands[0]);
      const bool judged = subject.op == Op::load ? subject.value == id : facts.words(node.operands[0]) == words;
      const Range from = ranges.of(node.operands[1]);
      const Range to = ranges.of(node.operands[2]);
      if (judged && from.low && to.high && *from.low > *to.high) return true;
    }
  return false;
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

// Somewhere in the test a number of the row meets a figure that is written out, or a time one so much later; whether a
// number is above nothing is no edge.
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
      if (bound.op == plan::RowOp::after && bound.count != 0) return true;
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
      if (node.op != Op::divide || pays_less_as_it_rises(facts, look.ranges, id, one)) continue;
      const NodeId divisor = without_floor(facts, sentence_of(facts, node.operands[1]));
      const plan::Node& among = facts.node(divisor);
      if (among.op != Op::subtract || facts.type(divisor).has_money()) continue;
      const NodeId left_out = count_in(facts, among.operands[1]);
      if (!left_out) continue;
      const plan::Node& read = facts.node(left_out);
      const bool limited = read.op == Op::load && facts.is_required(read.value);
      if (read.op == Op::load && !limited && !facts.depends_on(node.operands[0], read.value))
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
