// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/warnings.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "runtime/evaluate/evaluate.h"
#include "runtime/plan/member_types.h"
#include "runtime/statement/words.h"
#include "runtime/value/format.h"

namespace quarterday::statement {
namespace {

using evaluate::Instance;
using evaluate::InstanceId;
using evaluate::Settlement;
using evaluate::Step;
using plan::Node;
using plan::NodeId;
using plan::Op;
using plan::Plan;
using plan::Rational;
using plan::Type;

bool is_percentage(const Type& type) { return type.kind == Type::Kind::percent || type.kind == Type::Kind::share; }

bool is_measured(const plan::Value& value) {
  if (value.kind != plan::Value::Kind::input) return false;
  return value.input.metric || is_percentage(value.type) ||
         std::any_of(value.type_by_member.begin(), value.type_by_member.end(), is_percentage);
}

bool is_comparison(Op op) {
  return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal;
}

bool has_thresholds(Op op) {
  return is_comparison(op) || op == Op::meets || op == Op::progress || op == Op::position || op == Op::scale ||
         op == Op::steps;
}

bool is_measured_load(const Plan& plan, NodeId id) {
  const Node* node = &plan.node(id);
  while (node->op == Op::at && !node->operands.empty()) node = &plan.node(node->operands.front());
  return node->op == Op::load && is_measured(plan.value(node->value));
}

bool is_near(const Rational& figure, const Rational& threshold) {
  // A threshold of zero has no neighbourhood of 1%.
  return !threshold.is_zero() && abs(figure - threshold) * Rational(100) <= abs(threshold);
}

bool is_near(const Rational& figure, const plan::Figure& threshold) {
  if (const auto* range = std::get_if<plan::Range>(&threshold)) {
    return is_near(figure, range->low) || is_near(figure, range->high);
  }
  if (const auto* standard = std::get_if<plan::Standard>(&threshold)) return is_near(figure, standard->bound);
  const auto* number = std::get_if<Rational>(&threshold);
  return number != nullptr && is_near(figure, *number);
}

// The thresholds that the sentences of a value hold measured figures against, as far as the plan shows them.
struct Thresholds {
  bool any = false;
  bool worked_out = false;  // some only show when the sentence is worked out
  std::vector<plan::Figure> constants;
};

class BodySearch {
 public:
  explicit BodySearch(const Plan& plan) : plan_(plan), seen_(plan.nodes.size(), 0), known_(plan.values.size()) {}

  const Thresholds& thresholds(plan::ValueId value) {
    std::optional<Thresholds>& known = known_[value.index];
    if (!known) {
      ++round_;
      known.emplace();
      search(plan_.value(value).body, *known);
    }
    return *known;
  }

 private:
  void search(NodeId body, Thresholds& found) {
    std::vector<NodeId> open{body};
    while (!open.empty()) {
      const NodeId id = open.back();
      open.pop_back();
      if (!id || seen_[id.index] == round_) continue;
      seen_[id.index] = round_;
      const Node& node = plan_.node(id);
      if (has_thresholds(node.op)) judge(node, found);
      open.insert(open.end(), node.operands.begin(), node.operands.end());
      if (node.binder) open.push_back(node.binder->where);
      if (!node.table) continue;
      for (const plan::TableRow& row : node.table->rows) {
        open.insert(open.end(), row.results.begin(), row.results.end());
      }
    }
  }

  void judge(const Node& node, Thresholds& found) {
    const bool judged = std::any_of(node.operands.begin(), node.operands.end(),
                                    [this](NodeId operand) { return operand && is_measured_load(plan_, operand); });
    if (!judged) return;
    found.any = true;
    for (const NodeId operand : node.operands) add(operand, found);
    if (!node.table) return;
    for (const plan::TableRow& row : node.table->rows) {
      add(row.low, found);
      add(row.at, found);
    }
  }

  void add(NodeId id, Thresholds& found) {
    if (!id) return;
    const Node* node = &plan_.node(id);
    while ((node->op == Op::at || node->op == Op::low || node->op == Op::high) && !node->operands.empty()) {
      node = &plan_.node(node->operands.front());
    }
    if (node->op == Op::constant) {
      found.constants.push_back(node->figure);
    } else if (node->op != Op::load) {
      found.worked_out = true;
    }
  }

  const Plan& plan_;
  std::vector<std::uint32_t> seen_;
  std::vector<std::optional<Thresholds>> known_;
  std::uint32_t round_ = 0;
};

// Whether a measured figure this instance read can be near a threshold at all: a threshold is a constant, or was read
// as well. Most are not, and those need not be worked out again.
bool may_be_near(const Plan& plan, const Settlement& settlement, const Instance& instance, const Thresholds& known) {
  if (!known.any || known.worked_out) return known.any;
  for (const InstanceId id : instance.reads) {
    const Instance& read = settlement.instance(id);
    const auto* figure = std::get_if<Rational>(&read.figure);
    if (figure == nullptr || !is_measured(plan.value(read.value))) continue;
    for (const plan::Figure& constant : known.constants) {
      if (is_near(*figure, constant)) return true;
    }
    for (const InstanceId other : instance.reads) {
      if (!(other == id) && is_near(*figure, settlement.instance(other).figure)) return true;
    }
  }
  return false;
}

class ThresholdSearch {
 public:
  ThresholdSearch(const Plan& plan, const Settlement& settlement, std::vector<Warning>& out)
      : plan_(plan), settlement_(settlement), out_(out) {}

  // `clause` is that of the value at hand, for comparisons without a clause of their own.
  void search(const Step& step, const std::string& clause) {
    const Node& node = plan_.node(step.node);
    const std::string& own = node.origin ? plan_.origin(node.origin).clause : clause;
    const std::string& here = own.empty() ? clause : own;
    if (has_thresholds(node.op)) judge(step, node, here);
    for (const Step& operand : step.operands) search(operand, here);
  }

 private:
  void judge(const Step& step, const Node& node, const std::string& clause) {
    if (is_comparison(node.op) && step.operands.size() == 2) {
      compare(step.operands[0], step.operands[1].figure, node, clause);
      compare(step.operands[1], step.operands[0].figure, node, clause);
      return;
    }
    if (step.operands.empty()) return;
    const Step& subject = step.operands.front();
    if (node.table) {
      for (const plan::TableRow& row : node.table->rows) {
        compare(subject, bound(step, row.low), node, clause);
        compare(subject, bound(step, row.at), node, clause);
      }
      return;
    }
    for (std::size_t i = 1; i < step.operands.size(); ++i) compare(subject, step.operands[i].figure, node, clause);
  }

  // The bounds of a table were kept as steps if they were reached; a constant needs no working out.
  plan::Figure bound(const Step& step, NodeId id) const {
    if (!id) return plan::LeftOut{};
    for (const Step& operand : step.operands) {
      if (operand.node == id) return operand.figure;
    }
    const Node& node = plan_.node(id);
    return node.op == Op::constant ? node.figure : plan::Figure(plan::LeftOut{});
  }

  void compare(const Step& side, const plan::Figure& against, const Node& node, const std::string& clause) {
    if (const auto* range = std::get_if<plan::Range>(&against)) {
      compare_number(side, range->low, node, clause);
      compare_number(side, range->high, node, clause);
    } else if (const auto* standard = std::get_if<plan::Standard>(&against)) {
      compare_number(side, standard->bound, node, clause);
    } else if (const auto* number = std::get_if<Rational>(&against)) {
      compare_number(side, *number, node, clause);
    }
  }

  void compare_number(const Step& side, const Rational& threshold, const Node& node, const std::string& clause) {
    const Step* load = &side;
    while (plan_.node(load->node).op == Op::at && !load->operands.empty()) load = &load->operands.front();
    const Node& loaded = plan_.node(load->node);
    const auto* figure = std::get_if<Rational>(&side.figure);
    if (loaded.op != Op::load || !is_measured(plan_.value(loaded.value)) || figure == nullptr || !load->read) return;
    if (!is_near(*figure, threshold)) return;

    const Instance& instance = settlement_.instance(load->read);
    const Type& type = plan::type_of(plan_, instance.value, instance.members);
    const std::string limit = figure_text(plan_, type, threshold);
    if (!told_.emplace(load->read.index, limit).second) return;
    Warning warning;
    warning.kind = Warning::Kind::near_threshold;
    warning.input = plan_.value(instance.value).name;
    warning.members = member_names(plan_, instance.members);
    warning.period = period_name(plan_, instance.period);
    warning.clause = clause;
    warning.text = instance_name(plan_, instance.value, instance.members, instance.period) + " is " +
                   figure_text(plan_, type, *figure) + ", within 1% of the threshold " + limit;
    const std::string words = node.origin ? plan_.origin(node.origin).text : std::string();
    if (!node.table && !words.empty()) warning.text += " in '" + words + "'";
    if (!clause.empty()) warning.text += " (" + clause_in_words(clause) + ")";
    out_.push_back(std::move(warning));
  }

  const Plan& plan_;
  const Settlement& settlement_;
  std::vector<Warning>& out_;
  std::set<std::pair<std::uint32_t, std::string>> told_;
};

void find_typed_without_sign(const Plan& plan, const Instance& instance, std::vector<Warning>& out) {
  if (instance.source != evaluate::Source::reported || instance.observation == nullptr) return;
  const Type& type = plan::type_of(plan, instance.value, instance.members);
  const data::Observation& observation = *instance.observation;
  if (!is_percentage(type) || plan.value(instance.value).input.may_pass_whole || observation.denominator ||
      observation.value <= Rational(1)) {
    return;
  }
  Warning warning;
  warning.kind = Warning::Kind::percent_as_number;
  warning.input = plan.value(instance.value).name;
  warning.members = member_names(plan, instance.members);
  warning.period = period_name(plan, instance.period);
  warning.clause = plan.origin(plan.value(instance.value).origin).clause;
  const std::string plain = value::format_number(observation.value);
  warning.text = instance_name(plan, instance.value, instance.members, instance.period) + " is reported as " + plain +
                 ", which is " + value::format_percent(observation.value) + "; if " + plain + "% is meant, write " +
                 (observation.value / Rational(100)).to_text();
  out.push_back(std::move(warning));
}

}  // namespace

std::vector<Warning> find_warnings(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement) {
  std::vector<Warning> out;
  BodySearch bodies(plan);
  ThresholdSearch thresholds(plan, settlement, out);
  for (std::uint32_t i = 0; i < settlement.instances.size(); ++i) {
    const Instance& instance = settlement.instances[i];
    find_typed_without_sign(plan, instance, out);
    if (instance.source != evaluate::Source::computed ||
        !may_be_near(plan, settlement, instance, bodies.thresholds(instance.value))) {
      continue;
    }
    thresholds.search(evaluate::trace(plan, dataset, settlement, InstanceId{i}),
                      plan.origin(plan.value(instance.value).origin).clause);
  }
  return out;
}

}  // namespace quarterday::statement
