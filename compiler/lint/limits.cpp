// SPDX-License-Identifier: Apache-2.0
//
// Shares of a gain or loss without an end, costs that are made good whatever they are, and pools that are never
// emptied.
#include <algorithm>
#include <unordered_set>
#include <vector>

#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

// What a payment is made of, through the figures that it names.
class Made {
 public:
  Made(const Facts& facts, ValueId payment) : facts_(facts) { open(payment); }

  bool shares = false;      // a part of something below the whole
  bool difference = false;  // of two amounts, one of which follows from data
  bool capped = false;      // something ends it above
  bool floored = false;     // or below
  bool settles = false;     // what other payments have left: their advances, or the rest of a pool

 private:
  void open(ValueId id) {
    if (!seen_.insert(id.index).second) return;
    const model::Value& value = facts_.value(id);
    if (value.kind == plan::Value::Kind::input || value.kind == plan::Value::Kind::parameter) return;
    for (const NodeId one : facts_.nodes_of(id)) look(one);
  }

  void look(NodeId id) {
    const plan::Node& node = facts_.node(id);
    switch (node.op) {
      case Op::load:
        settles = settles || facts_.value(node.value).kind == plan::Value::Kind::payment;
        open(node.value);
        break;
      case Op::multiply:
        for (const NodeId operand : node.operands) {
          const auto figure = facts_.constant(operand);
          shares = shares || (figure && figure->sign() > 0 && *figure < Rational(1));
        }
        break;
      case Op::subtract:
        difference = difference || (facts_.type(id).is_money() && facts_.depends_on_data(id));
        break;
      case Op::at_most:
        capped = true;
        break;
      case Op::tiers:
      case Op::scale:
      case Op::steps:
      case Op::progress:
      case Op::lowest:
      case Op::split:
        capped = floored = true;
        break;
      case Op::at_least:
      case Op::highest:
        floored = true;
        break;
      case Op::select:
        look_at_cases(node);
        break;
      default:
        break;
    }
  }

  // `gain of x` is x where it is above nothing, otherwise nothing; other cases may be limits said at length.
  void look_at_cases(const plan::Node& node) {
    floored = true;
    const plan::Node& condition = facts_.node(node.operands[0]);
    const bool gain = node.operands.size() == 3 && (condition.op == Op::greater || condition.op == Op::greater_equal) &&
                      facts_.words(condition.operands[0]) == facts_.words(node.operands[1]);
    capped = capped || !gain;
  }

  const Facts& facts_;
  std::unordered_set<std::uint32_t> seen_;
};

// The inputs of which one pound more is one pound more of the payment.
class PassedOn {
 public:
  PassedOn(Look look, ValueId payment) : look_(look), facts_(look.facts) {
    add(facts_.value(payment).body, true);
    while (!open_.empty()) {
      const Part part = open_.back();
      open_.pop_back();
      take_apart(part);
    }
  }

 private:
  // What else goes into the sum in which a part stands, and so on outwards.
  struct Beside {
    NodeId other;
    std::size_t next = 0;  // one more than its place; 0: none
  };

  struct Part {
    NodeId sentence;
    bool rises = true;  // with it the payment
    std::size_t beside = 0;
  };

  void add(NodeId sentence, bool rises, std::size_t beside = 0) {
    const std::uint64_t key = 2 * std::uint64_t{sentence.index} + (rises ? 1 : 0);
    if (sentence && seen_.insert(key).second) open_.push_back({sentence, rises, beside});
  }

  void add_beside(NodeId sentence, bool rises, NodeId other, std::size_t outer) {
    beside_.push_back({other, outer});
    add(sentence, rises, beside_.size());
  }

  // `cost - 50% of gain of (cost - plan)` pays a part of it.
  bool is_offset(ValueId id, std::size_t beside) const {
    for (int steps = 0; beside != 0 && steps < 50; ++steps) {
      const Beside& one = beside_[beside - 1];
      if (facts_.depends_on(one.other, id)) return true;
      beside = one.next;
    }
    return false;
  }

  // `cost if cost <= £50, otherwise £50` is a limit.
  bool is_limited(const plan::Node& node, std::size_t at) const {
    const std::string words = facts_.words(node.operands[at]);
    for (std::size_t i = 0; i < at && i + 1 < node.operands.size(); i += 2) {
      const plan::Node& test = facts_.node(node.operands[i]);
      const bool own = i + 1 == at;
      const bool below = test.op == Op::less || test.op == Op::less_equal;
      const bool above = test.op == Op::greater || test.op == Op::greater_equal;
      if ((own ? below : above) && !words.empty() && facts_.words(test.operands[0]) == words) return true;
    }
    return false;
  }

  void take_apart(Part part) {
    const plan::Node& node = facts_.node(part.sentence);
    switch (node.op) {
      case Op::load:
        look_at(part, node.value);
        break;
      case Op::at:
      case Op::round_money:
      case Op::instalment:
      case Op::split:
      case Op::sum:
      case Op::at_least:
        add(node.operands[0], part.rises, part.beside);
        break;
      case Op::negate:
        add(node.operands[0], !part.rises, part.beside);
        break;
      case Op::first_reported:
        for (const NodeId operand : node.operands) add(operand, part.rises, part.beside);
        break;
      case Op::add:
      case Op::subtract:
        add_beside(node.operands[0], part.rises, node.operands[1], part.beside);
        add_beside(node.operands[1], part.rises == (node.op == Op::add), node.operands[0], part.beside);
        break;
      case Op::multiply:
        for (const std::size_t i : {0U, 1U}) {
          const auto times = facts_.constant(node.operands[1 - i]);
          if (times && *times >= Rational(1)) add(node.operands[i], part.rises, part.beside);
        }
        break;
      case Op::at_most:
        // What is left of a fund is no limit to a claim on it.
        if (facts_.depends_on_data(node.operands[1])) add(node.operands[0], part.rises, part.beside);
        break;
      case Op::select:
        for (std::size_t i = 1; i <= node.operands.size(); i += 2) {
          const std::size_t at = std::min(i, node.operands.size() - 1);
          if (!is_limited(node, at)) add(node.operands[at], part.rises, part.beside);
        }
        break;
      default:
        break;
    }
  }

  void look_at(Part part, ValueId id) {
    const model::Value& value = facts_.value(id);
    if (value.kind == plan::Value::Kind::define) add(value.body, part.rises, part.beside);
    if (value.kind != plan::Value::Kind::input || !value.type.is_money() || !part.rises) return;
    const bool limited = value.input.metric || value.records || value.input.between || facts_.is_required(id);
    if (!limited && !is_offset(id, part.beside))
      look_.findings.report(make<Id::PaidAsReported>(facts_.span(part.sentence), value.name));
  }

  Look look_;
  const Facts& facts_;
  std::vector<Part> open_;
  std::vector<Beside> beside_;
  std::unordered_set<std::uint64_t> seen_;
};

}  // namespace

void unlimited(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind != plan::Value::Kind::payment) return;
    const Made made(facts, id);
    if (!made.shares || !made.difference || made.settles) return;
    if (!made.capped) look.findings.report(make<Id::ShareWithoutCap>(value.name_span, value.name));
    if (!made.floored) look.findings.report(make<Id::LossWithoutLimit>(value.name_span, value.name));
  });
}

void costs_as_reported(Look look) {
  look.facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind == plan::Value::Kind::payment) PassedOn(look, id);
  });
}

void balances(Look look) {
  using Kind = syntax::BalanceLine::Kind;
  for (const syntax::Declaration& declaration : look.facts.subject.whole.declarations) {
    const auto* balance = std::get_if<syntax::BalanceDecl>(&declaration);
    if (balance == nullptr) continue;
    const auto has = [&](Kind kind) {
      return std::any_of(balance->lines.begin(), balance->lines.end(),
                         [&](const syntax::BalanceLine& line) { return line.kind == kind; });
    };
    if (!has(Kind::never_above) && !has(Kind::lapses_after) && has(Kind::takes_in))
      look.findings.report(make<Id::CarriedWithoutEnd>(balance->name.span, balance->name.text));
    const auto is_paid = [&](const std::string& word) {
      const auto named = look.facts.contract.values_by_name.find(word + balance->name.text);
      return named != look.facts.contract.values_by_name.end() &&
             std::any_of(named->second.begin(), named->second.end(),
                         [&](ValueId id) { return look.facts.reaches_payment(id); });
    };
    // A running total of which payments are made is as good as one that pays out.
    if (has(Kind::takes_in) && !has(Kind::pays_out) && !is_paid("closing ") && !is_paid("opening "))
      look.findings.report(make<Id::NeverPaidOut>(balance->name.span, balance->name.text));
  }
}

}  // namespace quarterday::lint
