// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"

namespace quarterday::statement {

using evaluate::InstanceId;
using plan::Rational;

// A contract of one page, as a plan, and a settlement of it made by hand:
//
//   party payer "Health Board"; party north; party south
//   metric result "Patients seen in time" for each measure : percent      not reported: left out, clause 6.2
//   parameter fee : money                                                 clause 3
//   define score for each measure : percent = 100% if result >= 92%, otherwise 50%   clause 4
//   payment bonus from payer to each provider = score for calls * fee     clause 5, 6
struct SmallContract {
  plan::Plan plan;
  data::Dataset dataset;
  data::Observation observation;
  evaluate::Settlement settlement;

  plan::EntityId payer{0}, north{1}, south{2}, calls{3}, visits{4};
  plan::ValueId result{0}, fee{1}, score{2}, bonus{3};
  plan::NodeId score_body, bonus_body;

  explicit SmallContract(Rational reported = {});
  SmallContract(const SmallContract&) = delete;
  SmallContract& operator=(const SmallContract&) = delete;

  InstanceId add(plan::ValueId value, std::vector<plan::EntityId> members, plan::Figure figure, evaluate::Source source,
                 std::vector<InstanceId> reads = {}) {
    const plan::Period period = plan.value(value).grain == plan::Grain::once ? plan::Period{} : settlement.period;
    settlement.instances.push_back({value, std::move(members), period, std::move(figure), source,
                                    source == evaluate::Source::reported ? &observation : nullptr, std::move(reads)});
    return InstanceId{static_cast<std::uint32_t>(settlement.instances.size() - 1)};
  }

  void pay(plan::EntityId to, const Rational& amount, InstanceId score_instance, InstanceId fee_instance) {
    const InstanceId id = add(bonus, {to}, amount, evaluate::Source::computed, {score_instance, fee_instance});
    settlement.lines.push_back({bonus, "bonus", payer, to, amount, id});
  }

 private:
  plan::OriginId origin(std::uint32_t line, std::string clause, std::string text) {
    plan.origins.push_back({line, 1, std::move(clause), std::move(text)});
    return plan::OriginId{static_cast<std::uint32_t>(plan.origins.size() - 1)};
  }
  plan::NodeId node(plan::Node made) {
    plan.nodes.push_back(std::move(made));
    return plan::NodeId{static_cast<std::uint32_t>(plan.nodes.size() - 1)};
  }
  plan::NodeId constant(plan::Type::Kind kind, plan::Figure figure) {
    plan::Node made;
    made.type.kind = kind;
    made.figure = std::move(figure);
    return node(made);
  }
  plan::NodeId operation(plan::Op op, plan::Type::Kind kind, std::vector<plan::NodeId> operands,
                         plan::OriginId origin = {}) {
    plan::Node made;
    made.op = op;
    made.type.kind = kind;
    made.operands = std::move(operands);
    made.origin = origin;
    return node(made);
  }
  plan::NodeId load(plan::ValueId value, plan::Type::Kind kind, std::vector<plan::Argument> arguments) {
    plan::Node made;
    made.op = plan::Op::load;
    made.type.kind = kind;
    made.value = value;
    made.arguments = std::move(arguments);
    return node(made);
  }
  void declare();
  void declare_bodies();
};

inline SmallContract::SmallContract(Rational reported) {
  plan.contract = "small";
  plan.title = "A small contract";
  plan.files = {"small.contract"};
  plan.currency = {"GBP", "£", 2};
  plan.settled = {{plan::Grain::quarter, {}}, {plan::Grain::year, {}}};
  plan.term = {2015 * 12 + 3, 2017 * 12 + 2};
  plan.entities = {{"payer", "Health Board", true},
                   {"north", "", true},
                   {"south", "Southern Trust", true},
                   {"calls", "Telephone calls", false},
                   {"visits", "", false}};
  plan.sets = {{"measures", "measure", {calls, visits}, false}, {"providers", "provider", {north, south}, true}};
  settlement.period = plan.calendar.quarter(2015, 1);
  observation.value = reported;
  observation.line = 7;
  declare();
  declare_bodies();
}

inline void SmallContract::declare() {
  plan.values.resize(4);
  plan::Value& metric = plan.values[result.index];
  metric.kind = plan::Value::Kind::input;
  metric.name = "result";
  metric.title = "Patients seen in time";
  metric.type.kind = plan::Type::Kind::percent;
  metric.indexes = {{plan::SetId{0}, "measure", {}}};
  metric.grain = plan::Grain::quarter;
  metric.span = {plan.term};
  metric.input.metric = true;
  metric.input.data_index = 0;
  metric.input.data_prefix = "seen_";
  metric.origin = origin(10, "6.1", "metric result named seen_[measure]");
  metric.input.not_reported_origin = origin(11, "6.2", "not reported: left out");
  metric.input.when_not_reported = constant(plan::Type::Kind::percent, plan::LeftOut{});

  plan::Value& money = plan.values[fee.index];
  money.kind = plan::Value::Kind::parameter;
  money.name = "fee";
  money.type.kind = plan::Type::Kind::money;
  money.origin = origin(12, "3", "parameter fee : money");
  money.cells.nodes = {constant(plan::Type::Kind::money, Rational(1000))};

  plan::Value& scored = plan.values[score.index];
  scored.name = "score";
  scored.type.kind = plan::Type::Kind::percent;
  scored.indexes = metric.indexes;
  scored.grain = plan::Grain::quarter;
  scored.span = {plan.term};
  scored.slot_count = 1;
  scored.origin = origin(13, "4", "define score for each measure");

  plan::Value& payment = plan.values[bonus.index];
  payment.kind = plan::Value::Kind::payment;
  payment.name = "bonus";
  payment.type.kind = plan::Type::Kind::money;
  payment.indexes = {{plan::SetId{1}, "provider", {}}};
  payment.grain = plan::Grain::quarter;
  payment.span = {plan.term};
  payment.slot_count = 1;
  payment.origin = origin(15, "5, 6", "payment bonus from payer to each provider");
}

inline void SmallContract::declare_bodies() {
  using Kind = plan::Type::Kind;
  plan::Argument member;
  const plan::NodeId seen = load(result, Kind::percent, {member});
  const plan::NodeId limit = constant(Kind::percent, Rational(92) / Rational(100));
  const plan::NodeId test =
      operation(plan::Op::greater_equal, Kind::yes_no, {seen, limit}, origin(14, "4.1", "result >= 92%"));
  const plan::NodeId whole = constant(Kind::percent, Rational(1));
  const plan::NodeId half = constant(Kind::percent, Rational(1) / Rational(2));
  score_body = operation(plan::Op::select, Kind::percent, {test, whole, half},
                         origin(14, "", "100% if result >= 92%, otherwise 50%"));
  plan.values[score.index].body = score_body;

  plan::Argument for_calls;
  for_calls.kind = plan::Argument::Kind::entity;
  for_calls.entity = calls;
  const plan::NodeId product =
      operation(plan::Op::multiply, Kind::money, {load(score, Kind::percent, {for_calls}), load(fee, Kind::money, {})},
                origin(16, "", "score for calls * fee"));
  bonus_body = product;
  plan.values[bonus.index].body = product;
}

}  // namespace quarterday::statement
