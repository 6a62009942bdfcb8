// SPDX-License-Identifier: Apache-2.0
//
// Steps that are worth too much: of cases, of rows, at the start of a scale, and between two ways to work out a sum.
#include <algorithm>
#include <set>

#include "compiler/lint/measured.h"
#include "compiler/lint/rules.h"
#include "runtime/value/format.h"

namespace quarterday::lint {
namespace {

// Parts of the most that can be had, as the rule's text says: of what rises by steps, of what else rises by degrees,
// and of a whole rate or sum.
Rational cliff_share() { return Rational(1) / Rational(4); }
Rational first_point_share() { return Rational(1) / Rational(10); }
Rational whole_rate_share() { return Rational(1) / Rational(20); }

// How far apart the figures of a reward lie, nothing among them: what can be won and what can be lost.
class Reach {
 public:
  void add(const Rational& figure) {
    low_ = std::min(low_, figure);
    high_ = std::max(high_, figure);
  }
  Rational whole() const { return high_ - low_; }

 private:
  Rational low_{0};
  Rational high_{0};
};

Rational size_of(const Rational& figure) { return figure.sign() < 0 ? -figure : figure; }

bool has_empty(const std::vector<std::string>& factors) {
  return std::any_of(factors.begin(), factors.end(), [](const std::string& one) { return one.empty(); });
}

class Cliffs {
 public:
  explicit Cliffs(Look look) : look_(look), facts_(look.facts) {}

  void find() {
    facts_.for_each_written([&](ValueId id, const model::Value& value) {
      const bool counts = value.kind == plan::Value::Kind::define || value.kind == plan::Value::Kind::payment;
      if (!counts || !facts_.reaches_payment(id) || is_year_end_lump(facts_, value)) return;
      value_ = id;
      find_factors(value.body);
      for (const NodeId one : facts_.nodes_of(id)) {
        const plan::Node& node = facts_.node(one);
        if (node.op == Op::select && facts_.type(one).is_number()) look_at_cases(one, node);
        if (node.op == Op::steps) look_at_rows(node);
        if (node.op == Op::scale) look_at_first_point(node);
      }
    });
  }

 private:
  // ---- Cases

  // Nodes that are the whole of the value but for what they are multiplied by, or limited to.
  void find_factors(NodeId body) {
    factors_.clear();
    in_product_.clear();
    std::vector<NodeId> open;
    if (body) open.push_back(body);
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (!factors_.insert(id.index).second) continue;
      const plan::Node& node = facts_.node(id);
      const bool passes = node.op == Op::multiply || node.op == Op::divide || node.op == Op::at_most ||
                          node.op == Op::at_least || node.op == Op::round_money || node.op == Op::negate;
      if (passes) open.insert(open.end(), node.operands.begin(), node.operands.end());
      if (node.op == Op::multiply)
        for (const std::size_t i : {0U, 1U})
          if (facts_.depends_on_data(node.operands[1 - i])) in_product_.insert(node.operands[i].index);
      if (node.op != Op::select) continue;
      const std::vector<NodeId> results = results_of(node);
      open.insert(open.end(), results.begin(), results.end());
    }
  }

  // A figure that is added to others is a part of them: of what all of them can give, where that is known.
  std::optional<Rational> of_the_whole(const Rational& share, const plan::Node& node) {
    const Product with = product_of(facts_, node.operands[1]);
    const Range all = look_.ranges.of(value_);
    if (!with.factors.empty() || !all.high || all.high->sign() <= 0) return std::nullopt;
    const Rational part = share * most(node, {}) / *all.high;
    return part <= Rational(1) ? std::optional(part) : std::nullopt;
  }

  void look_at_cases(NodeId id, const plan::Node& node) {
    const std::size_t pairs = node.operands.size() / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
      const NodeId condition = node.operands[2 * i];
      const NodeId with = node.operands[2 * i + 1];
      const std::vector<MeasuredTest> tests = measured_tests(facts_, condition);
      if (tests.empty() || asks_whether_any(tests)) continue;
      const NodeId without = next_for(tests, node, i);
      if (facts_.is_left_out(with) || facts_.is_left_out(without)) continue;
      if (is_all_above(with, without, tests)) {
        look_.findings.report(make<Id::MinimumThenAll>(facts_.span(condition), facts_.name_of(value_)));
        continue;
      }
      multiplied_ = in_product_.count(id.index) != 0;
      auto share = jump(node, with, without, tests);
      if (!share && tests.size() == 1) share = start(with, without, tests.front());
      if (!share && are_two_sums(with, without, tests))
        look_.findings.report(make<Id::TwoSums>(facts_.span(condition), facts_.name_of(value_)));
      if (!share) continue;
      if (factors_.count(id.index) != 0) {
        tell(facts_.span(condition), *share, "'" + facts_.name_of(value_) + "'");
        continue;
      }
      const auto part = of_the_whole(*share, node);
      if (!part) tell(facts_.span(condition), *share, "this part of '" + facts_.name_of(value_) + "'");
      if (part && *part >= cliff_share()) tell(facts_.span(condition), *part, "'" + facts_.name_of(value_) + "'");
    }
  }

  // What is due on the other side of the bound: the next case with a bound of the same figure on the same side,
  // otherwise the last.
  NodeId next_for(const std::vector<MeasuredTest>& tests, const plan::Node& node, std::size_t at) {
    for (std::size_t i = at + 1; i < node.operands.size() / 2; ++i)
      for (const MeasuredTest& other : measured_tests(facts_, node.operands[2 * i]))
        for (const MeasuredTest& one : tests)
          if (one.at_least == other.at_least && facts_.words(one.subject) == facts_.words(other.subject))
            return node.operands[2 * i + 1];
    return node.operands.back();
  }

  // `> 0` asks whether there is anything to divide.
  bool asks_whether_any(const std::vector<MeasuredTest>& tests) {
    return std::all_of(tests.begin(), tests.end(), [&](const MeasuredTest& test) {
      const Range bound = look_.ranges.of(test.bound);
      return bound.low && bound.high && bound.low->is_zero() && bound.high->is_zero();
    });
  }

  // `x if x >= minimum, otherwise £0`: nothing short of the minimum, and at it all of x from the first pound.
  bool is_all_above(NodeId with, NodeId without, const std::vector<MeasuredTest>& tests) {
    if (!facts_.type(with).is_money()) return false;
    const bool first = product_of(facts_, without).coefficient.is_zero();
    if (!first && !product_of(facts_, with).coefficient.is_zero()) return false;
    const Product paid = product_of(facts_, without_limits(first ? with : without));
    return std::any_of(tests.begin(), tests.end(), [&](const MeasuredTest& test) {
      const std::string subject = facts_.words(test.subject);
      return test.at_least == first && !facts_.is_nothing(test.bound) && !subject.empty() &&
             facts_.type(test.subject).is_money() && std::count(paid.factors.begin(), paid.factors.end(), subject) == 1;
    });
  }

  // However much is paid at most, it begins at once.
  NodeId without_limits(NodeId id) const {
    while (facts_.node(id).op == Op::at_most || facts_.node(id).op == Op::round_money) id = facts_.node(id).operands[0];
    return id;
  }

  // What part of the most changes hands where the tests turn; none where it is less than a cliff, or not known.
  std::optional<Rational> jump(const plan::Node& node, NodeId with, NodeId without,
                               const std::vector<MeasuredTest>& tests) {
    const Product left = product_of(facts_, with);
    const Product right = product_of(facts_, without);
    if (has_empty(left.factors) || has_empty(right.factors)) return std::nullopt;
    if (!left.coefficient.is_zero() && !right.coefficient.is_zero()) {
      if (left.factors != right.factors || moves_with(with, tests)) return std::nullopt;
      const Rational step = size_of(left.coefficient - right.coefficient);
      const Rational share = step / most(node, left.factors);
      if (share >= cliff_share()) return share;
      const Rational lesser = std::min(size_of(left.coefficient), size_of(right.coefficient));
      const model::Type& type = facts_.type(with);
      const bool whole_rate = type.has_money() && (!left.factors.empty() || !type.is_money() || multiplied_);
      return whole_rate && step / lesser >= whole_rate_share() ? std::optional(share) : std::nullopt;
    }
    if (left.coefficient.is_zero() && right.coefficient.is_zero()) return std::nullopt;
    const NodeId paid = left.coefficient.is_zero() ? without : with;
    const Product& product = left.coefficient.is_zero() ? right : left;
    if (!moves_with(paid, tests)) {
      const Rational share = size_of(product.coefficient) / most(node, product.factors);
      return share >= cliff_share() ? std::optional(share) : std::nullopt;
    }
    return tests.size() == 1 ? jump_at_bound(product, tests.front()) : std::nullopt;
  }

  // Both are amounts that do not follow the tested figure, and neither is a multiple of the other.
  bool are_two_sums(NodeId with, NodeId without, const std::vector<MeasuredTest>& tests) {
    if (!facts_.type(with).is_money() || moves_with(with, tests) || moves_with(without, tests)) return false;
    for (const MeasuredTest& test : tests)
      if (share_input(test.subject, with) || share_input(test.subject, without)) return false;
    const Product left = product_of(facts_, with);
    const Product right = product_of(facts_, without);
    const bool known = !has_empty(left.factors) && !has_empty(right.factors);
    return known && !left.coefficient.is_zero() && !right.coefficient.is_zero() && left.factors != right.factors;
  }

  // `change > 5%`, where the change is made of the people who are paid for.
  bool share_input(NodeId subject, NodeId paid) {
    const plan::Node& node = facts_.node(subject);
    if (node.op != Op::load || facts_.value(node.value).kind != plan::Value::Kind::define) return false;
    if (!facts_.value(node.value).body) return false;
    std::set<std::uint32_t> made_of;
    const auto inputs = [&](NodeId root, auto visit) {
      facts_.below(root, [&](NodeId one) {
        const plan::Node& read = facts_.node(one);
        if (read.op == Op::load && facts_.value(read.value).kind == plan::Value::Kind::input) visit(read.value.index);
      });
    };
    bool shared = false;
    inputs(facts_.value(node.value).body, [&](std::uint32_t input) { made_of.insert(input); });
    inputs(paid, [&](std::uint32_t input) { shared = shared || made_of.count(input) != 0; });
    return shared;
  }

  // Of the cases that are multiples of the same figures, from the least to the most.
  Rational most(const plan::Node& node, const std::vector<std::string>& factors) {
    Reach reach;
    for (const NodeId value : results_of(node)) {
      if (facts_.is_left_out(value)) continue;
      const Product product = product_of(facts_, value);
      if (product.factors == factors) reach.add(product.coefficient);
    }
    return reach.whole();
  }

  bool moves_with(NodeId paid, const std::vector<MeasuredTest>& tests) {
    for (const MeasuredTest& test : tests) {
      bool moves = false;
      facts_.below(test.subject, [&](NodeId id) {
        const plan::Node& node = facts_.node(id);
        // What is read at both places may be a common base, such as the money at stake; a figure that is measured is
        // not.
        if (reads_value(node.op) && facts_.depends_on_data(node.value))
          moves = moves || facts_.depends_on(paid, node.value);
      });
      if (moves) return true;
    }
    return false;
  }

  // `h * z if z >= 25%, otherwise 0`: at the bound a quarter of what a full z would give.
  std::optional<Rational> jump_at_bound(const Product& product, const MeasuredTest& test) {
    const std::string subject = facts_.words(test.subject);
    if (subject.empty() || !test.at_least) return std::nullopt;
    if (std::count(product.factors.begin(), product.factors.end(), subject) != 1) return std::nullopt;
    const Range bound = look_.ranges.of(test.bound);
    if (!bound.low || bound.low->sign() <= 0) return std::nullopt;
    // Of a percent the whole is the most, unless something ends it before.
    const model::Type& type = facts_.type(test.subject);
    const bool percent = type.is_plain() && type.shown != model::Type::Shown::plain;
    std::optional<Rational> most = look_.ranges.of(test.subject).high;
    if (!most && percent) most = Rational(1);
    if (!most || most->sign() <= 0) return std::nullopt;
    const Rational share = *bound.low / *most;
    return share >= cliff_share() && share <= Rational(1) ? std::optional(share) : std::nullopt;
  }

  // `0 if x < low of goal, otherwise 3 + 15 * progress of x over goal`: 3 of 18 at once, for some member at least.
  std::optional<Rational> start(NodeId with, NodeId without, const MeasuredTest& test) {
    const Product left = product_of(facts_, with);
    const Product right = product_of(facts_, without);
    if (left.coefficient.is_zero() == right.coefficient.is_zero()) return std::nullopt;
    const NodeId paid = left.coefficient.is_zero() ? without : with;
    std::optional<Rational> highest;
    for (std::size_t member = 0; member < members_of(paid); ++member) {
      const auto at_once = paid_at(paid, test, Rational(0), member);
      const auto in_all = paid_at(paid, test, Rational(1), member);
      if (!at_once || !in_all || in_all->sign() <= 0 || *at_once == *in_all) continue;
      const Rational share = *at_once / *in_all;
      highest = highest ? std::max(*highest, share) : share;
    }
    return highest && *highest >= first_point_share() ? highest : std::nullopt;
  }

  // How many figures the longest of its columns has.
  std::size_t members_of(NodeId paid) {
    std::size_t most = 1;
    facts_.below(paid, [&](NodeId one) {
      const plan::Node& node = facts_.node(one);
      if (node.op == Op::load && facts_.is_column(node.value))
        most = std::max(most, facts_.value(node.value).cells.nodes.size());
    });
    return most;
  }

  // What is paid to that member once the tested figure has come so far from the bound.
  std::optional<Rational> paid_at(NodeId id, const MeasuredTest& test, const Rational& progress, std::size_t member) {
    if (auto figure = facts_.constant(id)) return figure;
    const plan::Node& node = facts_.node(id);
    if (node.op == Op::load && facts_.is_column(node.value)) {
      const auto& cells = facts_.value(node.value).cells.nodes;
      return member < cells.size() ? facts_.constant(cells[member]) : std::nullopt;
    }
    if (node.op == Op::progress) {
      const bool same = facts_.words(node.operands[0]) == facts_.words(test.subject) &&
                        facts_.words(node.operands[1]) == facts_.words(test.bound);
      return same ? std::optional(progress) : std::nullopt;
    }
    if (node.op != Op::add && node.op != Op::subtract && node.op != Op::multiply) return std::nullopt;
    const auto left = paid_at(node.operands[0], test, progress, member);
    const auto right = paid_at(node.operands[1], test, progress, member);
    if (!left || !right) return std::nullopt;
    if (node.op == Op::multiply) return *left * *right;
    return node.op == Op::add ? *left + *right : *left - *right;
  }

  // ---- Rows

  void look_at_rows(const plan::Node& node) {
    if (!facts_.depends_on_data(node.operands[0]) || !node.table->columns.empty()) return;
    const std::vector<plan::TableRow>& rows = node.table->rows;
    std::vector<Product> results;
    results.reserve(rows.size());
    Reach reach;
    for (const plan::TableRow& row : rows) {
      if (row.results.empty() || facts_.is_left_out(row.results.front())) return;
      results.push_back(product_of(facts_, row.results.front()));
      reach.add(results.back().coefficient);
    }
    const Rational most = reach.whole();
    if (most.is_zero()) return;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      const Product& before = results[i - 1];
      const Product& after = results[i];
      const bool alike = before.factors == after.factors || before.coefficient.is_zero() || after.coefficient.is_zero();
      if (!alike || has_empty(before.factors) || has_empty(after.factors)) continue;
      const Rational share = size_of(after.coefficient - before.coefficient) / most;
      if (share >= cliff_share()) tell(facts_.span(rows[i].results.front()), share, "'" + facts_.name_of(value_) + "'");
    }
  }

  // What lies short of the first point of a scale gets less than the point itself.
  void look_at_first_point(const plan::Node& node) {
    const std::vector<plan::TableRow>& rows = node.table->rows;
    if (!facts_.depends_on_data(node.operands[0]) || rows.size() < 2 || !node.table->columns.empty()) return;
    if (rows[0].bound != plan::TableRow::Bound::short_of || rows[0].results.empty() || rows[1].results.empty()) return;
    const Range short_of = look_.ranges.of(rows[0].results.front());
    std::optional<Rational> most;
    for (const plan::TableRow& row : rows) {
      const std::optional<Rational> high = look_.ranges.of(row.results.front()).high;
      if (!high) return;
      most = most ? std::max(*most, *high) : *high;
    }
    const std::optional<Rational> first = look_.ranges.of(rows[1].results.front()).low;
    if (!first || !short_of.high || most->sign() <= 0) return;
    const Rational share = (*first - *short_of.high) / *most;
    if (share >= first_point_share())
      tell(facts_.span(rows[1].results.front()), share, "'" + facts_.name_of(value_) + "'");
  }

  void tell(Span span, const Rational& share, const std::string& what) {
    look_.findings.report(make<Id::CliffEdge>(span, value::format_percent(share), what));
  }

  Look look_;
  const Facts& facts_;
  ValueId value_;
  std::set<std::uint32_t> factors_;
  std::set<std::uint32_t> in_product_;  // with a figure that follows from data
  bool multiplied_ = false;             // so are the cases that are looked at
};

}  // namespace

void cliff_edges(Look look) { Cliffs(look).find(); }

}  // namespace quarterday::lint
