// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/statement.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "runtime/evaluate/evaluate.h"
#include "runtime/plan/currencies.h"
#include "runtime/plan/member_types.h"
#include "runtime/plan/versions.h"
#include "runtime/statement/words.h"
#include "runtime/value/format.h"

namespace quarterday::statement {
namespace {

using evaluate::Instance;
using evaluate::Settlement;
using evaluate::Source;
using plan::OriginId;
using plan::Plan;

// The clause of the first place that has one, and the deed it is of.
template <class Item>
void take_clause(const Plan& plan, Item& item, OriginId place, OriginId otherwise) {
  for (const OriginId id : {place, otherwise}) {
    if (!id || !item.clause.empty() || !item.deed.empty()) continue;
    item.clause = plan.origin(id).clause;
    item.deed = plan.origin(id).deed;
  }
}

// The case of its table that a payment without a clause of its own was worked out by.
OriginId case_reached(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement,
                      const evaluate::Line& line) {
  const plan::NodeId body = plan::body_at(plan.value(line.payment), settlement.period);
  const bool worked_out = settlement.instance(line.instance).source == Source::computed;
  if (!worked_out || !body || plan.node(body).op != plan::Op::select) return {};
  evaluate::Step step = evaluate::trace(plan, dataset, settlement, line.instance);
  // Where deeds change the payment, a case of theirs is a choice again.
  while (step.node && plan.node(step.node).op == plan::Op::select && !step.operands.empty()) {
    evaluate::Step reached = std::move(step.operands.back());
    step = std::move(reached);
  }
  return step.node ? plan.node(step.node).origin : OriginId();
}

std::vector<StatementLine> lines_of(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement) {
  std::vector<StatementLine> lines;
  lines.reserve(settlement.lines.size());
  for (const evaluate::Line& line : settlement.lines) {
    const plan::Value& payment = plan.value(line.payment);
    lines.push_back({line.name, plan::title_at(payment, settlement.period), plan.entity(line.from).name,
                     plan.entity(line.to).name, line.amount, plan::currency_of(plan, payment.type), "", ""});
    const plan::OriginId declared = plan::origin_at(payment, settlement.period);
    const bool has_clause = declared && !plan.origin(declared).clause.empty();
    take_clause(plan, lines.back(), has_clause ? declared : case_reached(plan, dataset, settlement, line), declared);
  }
  return lines;
}

// In the order of the parties, and of each the contract's own currency first.
std::vector<PartyTotal> totals_of(const Plan& plan, const Settlement& settlement) {
  std::map<std::tuple<std::uint32_t, bool, std::string>, PartyTotal> totals;
  const auto total_of = [&](plan::EntityId party, const value::Currency& currency) -> PartyTotal& {
    PartyTotal& total = totals[{party.index, !(currency == plan.currency), currency.code}];
    total.currency = currency;
    return total;
  };
  for (const evaluate::Line& line : settlement.lines) {
    const value::Currency& currency = plan::currency_of(plan, plan.value(line.payment).type);
    const bool backwards = line.amount.sign() < 0;
    const Rational amount = abs(line.amount);
    total_of(backwards ? line.to : line.from, currency).paid += amount;
    total_of(backwards ? line.from : line.to, currency).received += amount;
  }
  std::vector<PartyTotal> listed;
  for (auto& [place, total] : totals) {
    const plan::Entity& party = plan.entities[std::get<0>(place)];
    total.party = party.name;
    total.title = party.title;
    listed.push_back(std::move(total));
  }
  return listed;
}

Absence absence_of(const Plan& plan, const Instance& instance) {
  const plan::Value& input = plan.value(instance.value);
  const bool small = instance.source == Source::small_numbers;
  const OriginId rule = small ? plan::denominator_origin_at(input, instance.period)
                              : plan::not_reported_origin_at(input, instance.period);
  Absence absence;
  absence.input = input.name;
  absence.members = member_names(plan, instance.members);
  absence.period = period_name(plan, instance.period);
  absence.figure = figure_text(plan, plan::type_of(plan, instance.value, instance.members), instance.figure);
  absence.rule = rule_words(plan, rule);
  take_clause(plan, absence, rule, plan::origin_at(input, instance.period));
  absence.small_numbers = small;
  return absence;
}

std::vector<Absence> absences_of(const Plan& plan, const Settlement& settlement) {
  std::vector<const Instance*> missing;
  for (const Instance& instance : settlement.instances) {
    if (instance.source == Source::rule || instance.source == Source::small_numbers) missing.push_back(&instance);
  }
  const auto place = [](const Instance* instance) {
    return std::tie(instance->value, instance->period, instance->members);
  };
  std::sort(missing.begin(), missing.end(),
            [&](const Instance* left, const Instance* right) { return place(left) < place(right); });
  std::vector<Absence> absences;
  absences.reserve(missing.size());
  for (const Instance* instance : missing) absences.push_back(absence_of(plan, *instance));
  return absences;
}

RefusalReason reason_of(const Plan& plan, const evaluate::Refusal& refusal, plan::Period period) {
  const plan::Value& input = plan.value(refusal.input);
  RefusalReason reason;
  reason.input = data_name(plan, refusal.input, refusal.members);
  reason.left_out_line = refusal.left_out_line;
  reason.details = refusal.details;
  if (refusal.requirement) reason.requirement = plan.origin(refusal.requirement).text;
  take_clause(plan, reason, refusal.requirement ? refusal.requirement : plan::not_reported_origin_at(input, period),
              plan::origin_at(input, period));
  return reason;
}

}  // namespace

Statement make_statement(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement) {
  Statement statement;
  statement.contract = plan.contract;
  statement.contract_hash = plan.hash;
  statement.title = plan.title;
  statement.source = plan.source;
  statement.period = plan.calendar.name(settlement.period);
  statement.period_in_words = period_in_words(plan.calendar, settlement.period);
  statement.currency = plan.currency;
  if (settlement.refusal) {
    statement.refusal = reason_of(plan, *settlement.refusal, settlement.period);
    return statement;
  }
  statement.lines = lines_of(plan, dataset, settlement);
  statement.totals = totals_of(plan, settlement);
  statement.absences = absences_of(plan, settlement);
  statement.warnings = find_warnings(plan, dataset, settlement);
  return statement;
}

}  // namespace quarterday::statement
