// SPDX-License-Identifier: Apache-2.0
//
// Where a figure that is left out can reach a payment: the settlement would then be refused, so the author is told
// beforehand. Sums and averages skip what is left out, tests are not met by it, and a case that asks 'is reported' has
// dealt with it; anything else passes it on.
#include <algorithm>
#include <vector>

#include "compiler/check/context.h"

namespace quarterday::check {
namespace {

class LeftOutSearch {
 public:
  explicit LeftOutSearch(const Contract& contract) : contract_(contract), states_(contract.values.size()) {}

  // The input whose missing figure can reach this value; none when every way is dealt with.
  ValueId cause(ValueId id) {
    const ValueId found = cause_alone(id);
    if (!found || present_.empty() || depth_ >= depth_limit || effort_ == 0) return found;
    // What the reader knows to be there is there all the way down; worked out anew, for another reader may not know it.
    const model::Value& value = contract_.value(id);
    if (value.kind != plan::Value::Kind::define) return found;
    --effort_;
    ++depth_;
    const ValueId among_present = of(value.body);
    --depth_;
    return among_present;
  }

 private:
  // Whatever its reader knows.
  ValueId cause_alone(ValueId id) {
    State& state = states_[id.index];
    if (state.seen) return state.cause;
    state.seen = true;  // a circle through earlier periods adds no new cause
    const model::Value& value = contract_.value(id);
    ValueId found;
    if (value.kind == plan::Value::Kind::input) {
      const bool left_out =
          depth_ < depth_limit && (of(value.input.when_not_reported) || of(value.input.when_denominator_below));
      found = left_out ? id : ValueId{};
    } else if (value.kind != plan::Value::Kind::parameter && depth_ < depth_limit) {
      std::vector<ValueId> outer;
      std::swap(outer, present_);
      ++depth_;
      found = of(value.body);
      --depth_;
      std::swap(outer, present_);
    }
    return states_[id.index].cause = found;
  }

  struct State {
    bool seen = false;
    ValueId cause;
  };

  ValueId of(NodeId id) {
    if (!id) return {};
    const plan::Node& node = contract_.nodes[id.index];
    switch (node.op) {
      case plan::Op::constant:
        return std::holds_alternative<plan::LeftOut>(node.figure) ? unnamed : ValueId{};
      case plan::Op::load:
        return std::find(present_.begin(), present_.end(), node.value) == present_.end() ? cause(node.value)
                                                                                         : ValueId{};
      case plan::Op::at:
      case plan::Op::negate:
      case plan::Op::round_money:
      case plan::Op::add:
      case plan::Op::subtract:
      case plan::Op::multiply:
      case plan::Op::divide:
      case plan::Op::low:
      case plan::Op::high:
      case plan::Op::progress:
      case plan::Op::position:
      case plan::Op::growing:
      case plan::Op::to_nearest:
      case plan::Op::first_day:
      case plan::Op::last_day:
      case plan::Op::days_later:
      case plan::Op::months_later:
        return of_any(node.operands);
      case plan::Op::tiers:
      case plan::Op::scale:
      case plan::Op::steps:
        return of_table(node);
      case plan::Op::at_most:
      case plan::Op::at_least:
      case plan::Op::split:
      case plan::Op::instalment:
        return of(node.operands.front());
      case plan::Op::select:
        return of_cases(node);
      default:
        return {};
    }
  }

  ValueId of_any(const std::vector<NodeId>& operands) {
    for (const NodeId operand : operands)
      if (const ValueId found = of(operand)) return found;
    return {};
  }

  ValueId of_table(const plan::Node& node) {
    if (const ValueId found = of(node.operands.front())) return found;
    for (const plan::TableRow& row : node.table->rows) {
      for (const NodeId bound : {row.low, row.at})
        if (const ValueId found = of(bound)) return found;
      if (const ValueId found = of_any(row.results)) return found;
    }
    return {};
  }

  ValueId of_cases(const plan::Node& node) {
    const std::size_t outer = present_.size();
    ValueId found;
    for (std::size_t i = 0; i < node.operands.size() && !found; i += 2) {
      if (i + 1 == node.operands.size()) {
        found = of(node.operands[i]);
        break;
      }
      const std::size_t before = present_.size();
      add_present(node.operands[i], true);
      found = of(node.operands[i + 1]);
      present_.resize(before);
      add_present(node.operands[i], false);
    }
    present_.resize(outer);
    return found;
  }

  // What is known to be there once a test is met, or once it is not.
  void add_present(NodeId test, bool met) {
    const plan::Node& node = contract_.nodes[test.index];
    switch (node.op) {
      case plan::Op::logical_not:
        add_present(node.operands.front(), !met);
        break;
      case plan::Op::logical_and:
        for (const NodeId operand : node.operands)
          if (met) add_present(operand, true);
        break;
      case plan::Op::logical_or:
        for (const NodeId operand : node.operands)
          if (!met) add_present(operand, false);
        break;
      case plan::Op::is_reported:
      case plan::Op::is_given:
      case plan::Op::less:
      case plan::Op::less_equal:
      case plan::Op::greater:
      case plan::Op::greater_equal:
      case plan::Op::equal:
      case plan::Op::meets:
        for (const NodeId operand : node.operands) {
          const plan::Node& subject = contract_.nodes[operand.index];
          if (met && subject.op == plan::Op::load) present_.push_back(subject.value);
        }
        break;
      default:
        break;
    }
  }

  // `left out` said in a definition has no input to name.
  static constexpr ValueId unnamed{0xfffffffe};

  // Chains of definitions may be as long as the file; a warning need not follow them to the end.
  static constexpr int depth_limit = 500;
  // Nor need it try all ways of knowing.
  int effort_ = 2000;

  const Contract& contract_;
  int depth_ = 0;
  std::vector<State> states_;
  std::vector<ValueId> present_;
};

}  // namespace

void check_left_out(Context& context) {
  Contract& contract = context.contract;
  LeftOutSearch search(contract);
  for (std::uint32_t v = 0; v < contract.values.size(); ++v) {
    const model::Value& payment = contract.values[v];
    if (payment.kind != plan::Value::Kind::payment) continue;
    const ValueId cause = search.cause(ValueId(v));
    if (!cause || cause.index >= contract.values.size()) continue;
    const model::Value& input = contract.value(cause);
    context.report(make<Id::LeftOutReachesPayment>(payment.name_span, input.name, payment.name))
        .label(input.not_reported_span.has_place() ? input.not_reported_span : input.name_span,
               "left out when it is not reported")
        .help(
            "a settlement that needs it is then refused; say what stands instead: 'first reported of (..., ...)' or "
            "'... if " +
            input.name + " is reported, otherwise ...'");
  }
}

}  // namespace quarterday::check
