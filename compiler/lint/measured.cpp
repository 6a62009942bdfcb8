// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/measured.h"

#include <algorithm>
#include <set>
#include <utility>

namespace quarterday::lint {
namespace {

constexpr int deepest = 40;

class Tests {
 public:
  Tests(const Facts& facts, std::vector<MeasuredTest>& found) : facts_(facts), found_(found) {}

  void look(NodeId id, int depth) {
    if (!id || depth > deepest) return;
    const plan::Node& node = facts_.node(id);
    // Of cases that are yes or no, the conditions and what they say.
    const bool joins = node.op == Op::logical_and || node.op == Op::logical_or || node.op == Op::logical_not ||
                       node.op == Op::every || node.op == Op::some || node.op == Op::select;
    if (joins || node.op == Op::at) {
      for (const NodeId operand : node.operands) look(operand, depth + 1);
    } else if (is_comparison(node.op)) {
      add(id, node);
    } else if (node.op == Op::meets && facts_.depends_on_data(node.operands[0])) {
      found_.push_back({id, node.operands[0], node.operands[1], true});
    } else if (node.op == Op::load) {
      const model::Value& named = facts_.value(node.value);
      const bool condition = named.kind == plan::Value::Kind::define && named.type.kind == model::Type::Kind::yes_no;
      // It may go back to itself, a year before.
      if (condition && seen_.insert(node.value.index).second) look(named.body, depth + 1);
    }
  }

 private:
  void add(NodeId id, const plan::Node& node) {
    // A date is no result that anybody comes near to.
    if (!facts_.type(node.operands[0]).is_number() || !facts_.type(node.operands[1]).is_number()) return;
    const bool left = facts_.depends_on_data(node.operands[0]);
    if (!left && !facts_.depends_on_data(node.operands[1])) return;
    const bool greater = node.op == Op::greater || node.op == Op::greater_equal;
    found_.push_back({id, node.operands[left ? 0 : 1], node.operands[left ? 1 : 0], greater == left});
  }

  const Facts& facts_;
  std::vector<MeasuredTest>& found_;
  std::set<std::uint32_t> seen_;
};

void multiply(const Facts& facts, NodeId id, Product& product, int depth) {
  const plan::Node& node = facts.node(id);
  if (const auto figure = facts.constant(id)) {
    product.coefficient *= *figure;
    return;
  }
  const auto divisor = node.op == Op::divide ? facts.constant(node.operands[1]) : std::nullopt;
  if (depth < deepest && node.op == Op::multiply) {
    multiply(facts, node.operands[0], product, depth + 1);
    multiply(facts, node.operands[1], product, depth + 1);
  } else if (depth < deepest && node.op == Op::negate) {
    product.coefficient = -product.coefficient;
    multiply(facts, node.operands[0], product, depth + 1);
  } else if (depth < deepest && divisor && !divisor->is_zero()) {
    product.coefficient = product.coefficient / *divisor;
    multiply(facts, node.operands[0], product, depth + 1);
  } else {
    product.factors.push_back(facts.words(id));
  }
}

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

}  // namespace

std::vector<MeasuredTest> measured_tests(const Facts& facts, NodeId condition) {
  std::vector<MeasuredTest> found;
  Tests(facts, found).look(condition, 0);
  return found;
}

Product product_of(const Facts& facts, NodeId id) {
  Product product;
  multiply(facts, id, product, 0);
  if (product.coefficient.is_zero()) product.factors.clear();
  std::sort(product.factors.begin(), product.factors.end());
  return product;
}

NodeId count_in(const Facts& facts, NodeId id, int depth) {
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

bool is_year_end_lump(const Facts& facts, const model::Value& value) {
  if (value.kind != plan::Value::Kind::payment || value.grain != plan::Grain::year || !value.body) return false;
  const plan::Node& node = facts.node(value.body);
  if (node.op != Op::select || node.operands.size() != 3) return false;
  const NodeId with = node.operands[1];
  const NodeId without = node.operands[2];
  if (facts.is_nothing(with) == facts.is_nothing(without)) return false;
  if (facts.is_left_out(with) || facts.is_left_out(without)) return false;
  const NodeId paid = facts.is_nothing(with) ? without : with;
  return !facts.depends_on_data(paid) && facts.depends_on_data(node.operands[0]);
}

}  // namespace quarterday::lint
