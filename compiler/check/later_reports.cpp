// SPDX-License-Identifier: Apache-2.0
//
// What a payment of a quarter or a month would need of reports that come later: all quarters of the year where one is
// weighed by them, or a yearly figure that is worked out from them. Said only of what is read whichever way the figures
// turn out; a case that only some of them reach is not.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/check/context.h"
#include "compiler/check/givens.h"
#include "runtime/plan/walk.h"

namespace quarterday::check {
namespace {

using plan::Op;

constexpr std::int32_t no_month = -1;

// The last report that is needed, and where the sentence is that asks for more than its own period holds.
struct Need {
  std::int32_t month = no_month;
  ValueId input;
  NodeId asked;
  const model::Requirement* requirement = nullptr;  // which asks for it, where none of the sentences does
};

std::int32_t last_month(Period period) { return months_of(period).last; }

class LaterReports {
 public:
  explicit LaterReports(const Contract& contract) : contract_(contract) {}

  // Certainly needed for the value in this period.
  Need of_value(ValueId id, Period period) {
    const model::Value& value = contract_.value(id);
    if (value.grain != Grain::once && !exists(value, period)) return {};
    if (value.kind == plan::Value::Kind::input) {
      if (value.grain != Grain::quarter && value.grain != Grain::month) return {};
      return later({period.first_month, id, {}}, of_requirements(id, period));
    }
    if (value.kind == plan::Value::Kind::parameter || !value.body) return {};
    const auto [place, is_new] = known_.try_emplace({id.index, period.first_month});
    if (!is_new || depth_ >= deepest || effort_ == 0) return place->second;  // nothing while it is being worked out
    ++depth_;
    const Need need = of(value.body, period, period);
    --depth_;
    return known_[{id.index, period.first_month}] = need;
  }

 private:
  // Chains of definitions may be as long as the file; what lies deeper is not looked for.
  static constexpr int deepest = 300;
  int effort_ = 300'000;

  bool exists(const model::Value& value, Period period) const {
    const bool right_month = !value.month_of_year || value::Calendar::first_day(period).month == *value.month_of_year;
    return right_month && covers(value.during, period);
  }

  static Need later(const Need& left, const Need& right) { return right.month > left.month ? right : left; }

  Need of_all(const std::vector<NodeId>& nodes, Period at, Period own) {
    Need need;
    for (const NodeId node : nodes) need = later(need, of(node, at, own));
    return need;
  }

  // What guards the input over a longer period; a condition itself reads it unguarded.
  Need of_requirements(ValueId input, Period period) {
    Need need;
    if (in_requirement_) return need;
    in_requirement_ = true;
    for (const model::Requirement& requirement : contract_.requirements) {
      if (requirement.input != input || requirement.grain >= period.grain || requirement.grain == Grain::once) continue;
      const Period whole = contract_.calendar.containing(period, requirement.grain);
      if (!covers(requirement.during, whole)) continue;
      Need one = of(requirement.condition, whole, whole);
      one.requirement = &requirement;
      need = later(need, one);
    }
    in_requirement_ = false;
    return need;
  }

  // The sentence at a period, within the value of the period `own`.
  Need of(NodeId id, Period at, Period own) {
    if (!id || effort_ == 0) return {};
    --effort_;
    const plan::Node& node = contract_.nodes[id.index];
    switch (node.op) {
      case Op::load:
      case Op::numerator:
      case Op::denominator:
        return read(id, node, at, own);
      case Op::at: {
        const auto moved_to = moved(contract_.calendar, *node.time, at);
        return moved_to ? of(node.operands[0], *moved_to, own) : Need{};
      }
      case Op::sum:
      case Op::average:
      case Op::highest:
      case Op::lowest:
      case Op::count:
      case Op::every:
      case Op::some:
        return over(node, at, own);
      case Op::select:
        return of_cases(node, at, own);
      case Op::first_reported:
      case Op::tiers:
      case Op::scale:
      case Op::steps:
        return of(node.operands[0], at, own);
      case Op::instalment: {
        const Period year = contract_.calendar.year_of(at);
        Need need = of(node.operands[0], year, own);
        if (node.operands.size() > 1)
          for (const Period part : contract_.calendar.parts(year, at.grain))
            need = later(need, of(node.operands[1], part, own));
        return need;
      }
      case Op::split:
        return node.binder->where ? of(node.operands[0], at, own) : of_all(node.operands, at, own);
      default:
        return of_all(node.operands, at, own);
    }
  }

  Need read(NodeId id, const plan::Node& node, Period at, Period own) {
    const model::Value& value = contract_.value(node.value);
    if (value.grain != Grain::once && (at.grain == Grain::once || value.grain > at.grain)) return {};
    Need need = of_value(node.value, contract_.calendar.containing(at, value.grain));
    if (!need.asked && own.grain != Grain::once && need.month > last_month(own)) need.asked = id;
    return need;
  }

  // Each case that may be reached, and the test that is always made.
  Need of_cases(const plan::Node& node, Period at, Period own) {
    const plan::Node& first = contract_.nodes[node.operands.front().index];
    if (first.op == Op::is_first_period && node.operands.size() == 3) {
      const std::vector<MonthRange>& during = contract_.value(first.value).during;
      const bool is_first = !during.empty() && during.front().first >= at.first_month;
      return of(node.operands[is_first ? 1 : 2], at, own);
    }
    Need least = of(node.operands.back(), at, own);
    for (std::size_t i = 1; i < node.operands.size(); i += 2) {
      const Need one = of(node.operands[i], at, own);
      if (one.month < least.month) least = one;
    }
    return later(of(node.operands.front(), at, own), least);
  }

  Need over(const plan::Node& node, Period at, Period own) {
    const plan::Binder& binder = *node.binder;
    const std::vector<NodeId> asked = binder.where ? std::vector<NodeId>{binder.where} : node.operands;
    if (binder.kind == plan::Binder::Kind::members) return of_all(asked, at, own);
    Need need;
    // Of those that end with the period at hand, the last one is the one that counts.
    const bool up_to_now = binder.to_date || binder.last_count > 0 || (binder.from && !binder.to);
    if (binder.to || at.grain == Grain::once) return need;
    if (up_to_now) {
      const Period last = contract_.calendar.containing({Grain::month, last_month(at)}, binder.grain);
      return of_all(asked, last, own);
    }
    for (const Period part : contract_.calendar.parts(at, binder.grain)) need = later(need, of_all(asked, part, own));
    return need;
  }

  const Contract& contract_;
  std::map<std::pair<std::uint32_t, std::int32_t>, Need> known_;
  int depth_ = 0;
  bool in_requirement_ = false;
};

// Lawful, but a surprise: no month can be settled before the year has ended.
void warn_of_requirement(Context& context, const model::Value& payment, const std::string& period, const Need& need,
                         const std::string& later) {
  const model::Value& input = context.contract.value(need.input);
  const std::string whole = grain_word(need.requirement->grain);
  const std::string rows = input.input.data_index ? " named ..." : " named " + input.input.data_prefix + " ...";
  context
      .report(make<Id::WaitsForRequirement>(context.contract.facts[need.asked.index].span, payment.name, period,
                                            input.name, later))
      .label(need.requirement->span, "asks for the whole " + whole)
      .help("if that is not meant, let the requirement name a second input that reads the same rows ('input " +
            input.name + "_of_the_" + whole + rows + "') and that only what is settled at the end reads");
}

void report(Context& context, const model::Value& payment, Period period, const Need& need) {
  Contract& contract = context.contract;
  const model::Value& input = contract.value(need.input);
  const std::string later = contract.calendar.name({input.grain, need.month});
  if (need.requirement != nullptr)
    return warn_of_requirement(context, payment, contract.calendar.name(period), need, later);
  context
      .report(make<Id::LaterPeriod>(contract.facts[need.asked.index].span,
                                    contract.value(contract.nodes[need.asked.index].value).name))
      .label(input.name_span, "reported each " + grain_word(input.grain))
      .help("'" + payment.name + "' of " + contract.calendar.name(period) + " would need '" + input.name + "' of " +
            later + ": take terms of the contract or figures of the year before, and make it good at the year's end");
}

}  // namespace

void check_later_reports(Context& context) {
  Contract& contract = context.contract;
  LaterReports search(contract);
  std::set<std::uint32_t> told;
  for (std::uint32_t v = 0; v < contract.values.size(); ++v) {
    const model::Value& payment = contract.value(ValueId(v));
    const bool within_year = payment.grain == Grain::quarter || payment.grain == Grain::month;
    if (payment.kind != plan::Value::Kind::payment || !within_year || payment.version_of) continue;
    for (const Period period : periods_in(payment.during, payment.grain, contract.calendar)) {
      const Need need = search.of_value(ValueId(v), period);
      if (!need.asked || need.month <= last_month(period) || !told.insert(need.asked.index).second) continue;
      report(context, payment, period, need);
      break;
    }
  }
}

}  // namespace quarterday::check
