// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/statement.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "runtime/statement/words.h"
#include "runtime/value/format.h"

namespace quarterday::statement {
namespace {

using evaluate::Instance;
using evaluate::Settlement;
using evaluate::Source;
using plan::OriginId;
using plan::Plan;

std::string clause_of(const Plan& plan, OriginId id) { return id ? plan.origin(id).clause : std::string(); }

std::vector<StatementLine> lines_of(const Plan& plan, const Settlement& settlement) {
  std::vector<StatementLine> lines;
  lines.reserve(settlement.lines.size());
  for (const evaluate::Line& line : settlement.lines) {
    const plan::Value& payment = plan.value(line.payment);
    lines.push_back({line.name, payment.title, plan.entity(line.from).name, plan.entity(line.to).name, line.amount,
                     clause_of(plan, payment.origin)});
  }
  return lines;
}

std::vector<PartyTotal> totals_of(const Plan& plan, const Settlement& settlement) {
  std::vector<PartyTotal> by_entity(plan.entities.size());
  std::vector<bool> taking_part(plan.entities.size(), false);
  for (const evaluate::Line& line : settlement.lines) {
    taking_part[line.from.index] = taking_part[line.to.index] = true;
    const bool backwards = line.amount.sign() < 0;
    const Rational amount = abs(line.amount);
    by_entity[(backwards ? line.to : line.from).index].paid += amount;
    by_entity[(backwards ? line.from : line.to).index].received += amount;
  }
  std::vector<PartyTotal> totals;
  for (std::size_t i = 0; i < by_entity.size(); ++i) {
    if (!taking_part[i]) continue;
    by_entity[i].party = plan.entities[i].name;
    by_entity[i].title = plan.entities[i].title;
    totals.push_back(std::move(by_entity[i]));
  }
  return totals;
}

Absence absence_of(const Plan& plan, const Instance& instance) {
  const plan::Value& input = plan.value(instance.value);
  const bool small = instance.source == Source::small_numbers;
  const OriginId rule = small ? input.input.denominator_origin : input.input.not_reported_origin;
  Absence absence;
  absence.input = input.name;
  absence.members = member_names(plan, instance.members);
  absence.period = period_name(plan, instance.period);
  absence.figure = figure_text(plan, type_of(plan, instance.value, instance.members), instance.figure);
  absence.rule = rule_words(plan, rule);
  absence.clause = clause_of(plan, rule);
  if (absence.clause.empty()) absence.clause = clause_of(plan, input.origin);
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

RefusalReason reason_of(const Plan& plan, const evaluate::Refusal& refusal) {
  const plan::Value& input = plan.value(refusal.input);
  RefusalReason reason;
  reason.input = data_name(plan, refusal.input, refusal.members);
  reason.left_out_line = refusal.left_out_line;
  reason.details = refusal.details;
  if (refusal.requirement) {
    reason.requirement = plan.origin(refusal.requirement).text;
    reason.clause = plan.origin(refusal.requirement).clause;
  } else {
    reason.clause = clause_of(plan, input.input.not_reported_origin);
  }
  if (reason.clause.empty()) reason.clause = clause_of(plan, input.origin);
  return reason;
}

}  // namespace

Statement make_statement(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement) {
  Statement statement;
  statement.contract = plan.contract;
  statement.title = plan.title;
  statement.source = plan.source;
  statement.period = plan.calendar.name(settlement.period);
  statement.period_in_words = period_in_words(plan.calendar, settlement.period);
  statement.currency = plan.currency;
  if (settlement.refusal) {
    statement.refusal = reason_of(plan, *settlement.refusal);
    return statement;
  }
  statement.lines = lines_of(plan, settlement);
  statement.totals = totals_of(plan, settlement);
  statement.absences = absences_of(plan, settlement);
  statement.warnings = find_warnings(plan, dataset, settlement);
  return statement;
}

}  // namespace quarterday::statement
