// SPDX-License-Identifier: Apache-2.0
//
// What one class of cases pays more than another.
#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/lint/measured.h"
#include "compiler/lint/members.h"
#include "compiler/lint/rules.h"
#include "runtime/value/format.h"

namespace quarterday::lint {
namespace {

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
        if (node.op != Op::multiply && node.op != Op::add) continue;
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
    return std::all_of(tests.begin(), tests.end(), [&](const Test& test) {
      return holds_for(facts_, test.where, test.slot, member).value_or(true);
    });
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
    for (const NodeId result : results_of(node)) {
      const auto one = widest(result, slot, tests, depth + 1);
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

}  // namespace

void dearer_classes(Look look) { Classes(look).find(); }

}  // namespace quarterday::lint
