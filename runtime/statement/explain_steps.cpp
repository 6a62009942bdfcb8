// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/explain_steps.h"

#include <algorithm>
#include <variant>

#include "runtime/plan/member_types.h"
#include "runtime/plan/versions.h"
#include "runtime/statement/words.h"

namespace quarterday::statement {
namespace {

using evaluate::Step;
using plan::Node;
using plan::Op;
using plan::Plan;

bool is_aggregate(Op op) {
  return op == Op::sum || op == Op::average || op == Op::highest || op == Op::lowest || op == Op::count ||
         op == Op::every || op == Op::some;
}

// What a step of this kind says is said by the figures read or by the words themselves.
bool is_silent(Op op) {
  switch (op) {
    case Op::constant:
    case Op::slot:
    case Op::current_period:
    case Op::contract_year:
    case Op::is_first_period:
    case Op::load:
    case Op::numerator:
    case Op::denominator:
    case Op::at:
    case Op::logical_and:
    case Op::logical_or:
    case Op::logical_not:
    case Op::make_range:
    case Op::make_standard:
    case Op::low:
    case Op::high:
    case Op::first_day:
    case Op::last_day:
      return true;
    default:
      return false;
  }
}

class StepWriter {
 public:
  StepWriter(const Plan& plan, const evaluate::Settlement& settlement, const evaluate::Instance& instance)
      : plan_(plan), settlement_(settlement), instance_(instance) {}

  std::vector<ExplainedStep> write(const Step& root) {
    if (!root.note.empty()) add(root, {}, false);
    write_operands(root, words_of(root), {});
    if (!(root.figure == instance_.figure)) {
      ExplainedStep before;
      before.words = "before rounding";
      before.figure = figure_of(root);
      out_.push_back(std::move(before));
    }
    return std::move(out_);
  }

 private:
  void write_operands(const Step& step, const std::string& words, const std::string& member) {
    const Node& node = plan_.node(step.node);
    for (std::size_t i = 0; i < step.operands.size(); ++i) {
      const Step& operand = step.operands[i];
      // Which members take part is seen from those that are listed.
      if (node.binder && operand.node == node.binder->where) continue;
      // The operands of a choice that were reached: tests, and last the case that holds.
      const bool outcome = node.op == Op::select && i + 1 == step.operands.size();
      write_step(operand, words, is_aggregate(node.op) ? bound_member(node, step, operand) : member, outcome,
                 is_aggregate(node.op));
    }
  }

  void write_step(const Step& step, const std::string& outer_words, const std::string& member, bool outcome,
                  bool in_aggregate) {
    const std::string words = words_of(step);
    const bool repeats = words.empty() || words == outer_words;
    if (outcome ? !repeats : (!repeats && says_something(step))) add(step, member, outcome);
    // One step for each member is enough: what it consists of is in its words.
    if (in_aggregate && !is_silent(plan_.node(step.node).op) && !repeats) return;
    write_operands(step, words.empty() ? outer_words : words, member);
  }

  bool says_something(const Step& step) const {
    const Op op = plan_.node(step.node).op;
    if (is_silent(op)) return false;
    // `measure is oxford_hip_gain` tells nothing about the figures at hand.
    if (op == Op::is_given) return false;
    if (op != Op::equal && op != Op::one_of) return true;
    return step.operands.empty() || !std::holds_alternative<plan::EntityId>(step.operands.front().figure);
  }

  std::string words_of(const Step& step) const {
    const Node& node = plan_.node(step.node);
    return node.origin ? plan_.origin(node.origin).text : std::string();
  }

  std::string figure_of(const Step& step) const {
    if (!step.read) return figure_text(plan_, plan_.node(step.node).type, step.figure);
    const evaluate::Instance& read = settlement_.instance(step.read);
    return figure_text(plan_, plan::type_of(plan_, read.value, read.members), step.figure);
  }

  std::string bound_member(const Node& node, const Step& aggregate, const Step& operand) const {
    if (!node.binder) return {};
    if (node.binder->kind == plan::Binder::Kind::periods) {
      return operand.period == aggregate.period ? std::string() : period_name(plan_, operand.period);
    }
    const std::uint32_t slot = node.binder->slot;
    return slot < operand.slots.size() && operand.slots[slot] ? plan_.entity(operand.slots[slot]).name : std::string();
  }

  void add(const Step& step, const std::string& member, bool outcome) {
    ExplainedStep explained;
    explained.words = words_of(step);
    explained.member = member;
    explained.figure = figure_of(step);
    explained.note = step.note;
    explained.outcome = outcome;
    const Node& node = plan_.node(step.node);
    const plan::Origin& whole = plan_.origin(plan::origin_at(plan_.value(instance_.value), instance_.period));
    const plan::Origin& own = node.origin ? plan_.origin(node.origin) : whole;
    if (own.clause != whole.clause || own.deed != whole.deed) {
      explained.clause = own.clause;
      explained.deed = own.deed;
    }
    const auto same = [&](const ExplainedStep& known) {
      return known.words == explained.words && known.member == explained.member && known.figure == explained.figure;
    };
    if (std::none_of(out_.begin(), out_.end(), same)) out_.push_back(std::move(explained));
  }

  const Plan& plan_;
  const evaluate::Settlement& settlement_;
  const evaluate::Instance& instance_;
  std::vector<ExplainedStep> out_;
};

}  // namespace

std::vector<ExplainedStep> explain_steps(const Plan& plan, const evaluate::Settlement& settlement,
                                         const evaluate::Instance& instance, const Step& root) {
  return StepWriter(plan, settlement, instance).write(root);
}

}  // namespace quarterday::statement
