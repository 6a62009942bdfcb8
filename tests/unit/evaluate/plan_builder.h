// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small plans made by hand, data for them, and what their nodes and lines come to.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"
#include "runtime/plan/plan.h"
#include "runtime/plan/verify.h"
#include "tests/unit/value/figures.h"

namespace quarterday::evaluate {

using plan::Binder;
using plan::Grain;
using plan::MonthRange;
using plan::Op;
using plan::SetId;
using plan::TableRow;
using plan::TimeMove;
using plan::Value;
using value::figure;

// Settled each year, quarter and month from 2014/15 to 2018/19, in pounds.
class PlanBuilder {
 public:
  PlanBuilder() {
    plan.contract = "test";
    plan.title = "A contract for tests";
    plan.files = {"test.contract"};
    plan.currency = *value::currency_by_code("GBP");
    plan.term = {month("2014-04"), month("2019-03")};
    plan.settled = {{Grain::year, {}}, {Grain::quarter, {}}, {Grain::month, {}}};
    payer = party("payer");
    provider = party("provider");
  }

  plan::Plan plan;
  EntityId payer;
  EntityId provider;

  Period period(std::string_view text) const {
    if (text == "once") return {};
    const value::ParsedPeriod parsed = plan.calendar.parse(text);
    QD_CHECK(parsed.period.has_value(), "a test is written with periods");
    return *parsed;
  }
  std::int32_t month(std::string_view text) const { return period(text).first_month; }
  MonthRange months(std::string_view first, std::string_view last) const { return {month(first), month(last)}; }

  plan::OriginId origin(std::uint32_t line, std::string clause = {}, std::string text = {}) {
    plan.origins.push_back({line, 3, std::move(clause), std::move(text)});
    return plan::OriginId(static_cast<std::uint32_t>(plan.origins.size() - 1));
  }
  EntityId party(std::string name) { return entity(std::move(name), true); }
  EntityId entity(std::string name, bool is_party = false) {
    plan.entities.push_back({std::move(name), {}, is_party});
    return EntityId(static_cast<std::uint32_t>(plan.entities.size() - 1));
  }
  SetId set(std::string name, std::vector<EntityId> members) {
    const bool of_parties = !members.empty() && plan.entity(members.front()).is_party;
    plan.sets.push_back({name, name.substr(0, name.size() - 1), std::move(members), of_parties});
    return SetId(static_cast<std::uint32_t>(plan.sets.size() - 1));
  }
  SetId set(std::string name, const std::vector<std::string>& members, bool is_party = false) {
    std::vector<EntityId> ids;
    for (const std::string& member : members) ids.push_back(entity(member, is_party));
    return set(std::move(name), ids);
  }
  EntityId member(SetId id, std::size_t at) const { return plan.set(id).members[at]; }

  NodeId add(Node node) {
    plan.nodes.push_back(std::move(node));
    return NodeId(static_cast<std::uint32_t>(plan.nodes.size() - 1));
  }
  Node& at(NodeId id) { return plan.nodes[id.index]; }
  NodeId constant(Figure what) {
    Node node;
    node.figure = std::move(what);
    return add(std::move(node));
  }
  NodeId number(std::string_view text) { return constant(figure(text)); }
  NodeId yes() { return constant(true); }
  NodeId no() { return constant(false); }
  NodeId left_out(ValueId cause = {}) { return constant(plan::LeftOut{cause}); }
  NodeId refused(ValueId input = {}) { return constant(plan::Refused{input, {}}); }
  NodeId op(Op what, std::vector<NodeId> operands) {
    Node node;
    node.op = what;
    node.operands = std::move(operands);
    return add(std::move(node));
  }
  NodeId slot(std::uint32_t at) {
    Node node;
    node.op = Op::slot;
    node.slot = at;
    return add(std::move(node));
  }
  NodeId current(Grain grain) {
    Node node;
    node.op = Op::current_period;
    node.grain = grain;
    return add(std::move(node));
  }
  static plan::Argument by_slot(std::uint32_t slot) { return {plan::Argument::Kind::slot, slot, {}, {}}; }
  static plan::Argument by_member(EntityId entity) { return {plan::Argument::Kind::entity, 0, entity, {}}; }
  static plan::Argument by_node(NodeId node) { return {plan::Argument::Kind::node, 0, {}, node}; }
  NodeId load(ValueId value, std::vector<plan::Argument> arguments = {}, Op what = Op::load) {
    Node node;
    node.op = what;
    node.value = value;
    node.arguments = std::move(arguments);
    return add(std::move(node));
  }
  NodeId at_time(NodeId operand, TimeMove move) {
    const NodeId id = op(Op::at, {operand});
    at(id).time = move;
    return id;
  }
  NodeId last(Grain grain, NodeId operand, int count = -1) {
    return at_time(operand, {TimeMove::Kind::shift, grain, count, {}});
  }
  NodeId over(Op what, SetId set, std::uint32_t slot, std::vector<NodeId> operands, NodeId where = {}) {
    const NodeId id = op(what, std::move(operands));
    Binder binder;
    binder.set = set;
    binder.slot = slot;
    binder.where = where;
    at(id).binder = binder;
    return id;
  }
  NodeId over_periods(Op what, Grain grain, std::vector<NodeId> operands, NodeId where = {}) {
    const NodeId id = op(what, std::move(operands));
    Binder binder;
    binder.kind = Binder::Kind::periods;
    binder.grain = grain;
    binder.where = where;
    at(id).binder = binder;
    return id;
  }
  TableRow row(TableRow::Bound bound, NodeId at, std::vector<NodeId> results) {
    return {bound, {}, at, std::move(results), {}};
  }
  NodeId table(Op what, NodeId subject, std::vector<TableRow> rows, std::vector<EntityId> columns = {},
               std::uint32_t slot = 0) {
    const NodeId id = op(what, {subject});
    at(id).table = plan::RowTable{std::move(rows), std::move(columns), slot};
    return id;
  }

  Value& value(ValueId id) { return plan.values[id.index]; }
  ValueId value(Value::Kind kind, std::string name, Grain grain, const std::vector<SetId>& sets = {}) {
    Value value;
    value.kind = kind;
    value.name = std::move(name);
    value.grain = grain;
    for (const SetId set : sets) value.indexes.push_back({set, plan.set(set).singular, {}});
    if (grain != Grain::once) value.span = {plan.term};
    value.slot_count = static_cast<std::uint32_t>(sets.size()) + 4;  // room for binders
    plan.values.push_back(std::move(value));
    return ValueId(static_cast<std::uint32_t>(plan.values.size() - 1));
  }
  ValueId define(std::string name, Grain grain, NodeId body, const std::vector<SetId>& sets = {}) {
    const ValueId id = value(Value::Kind::define, std::move(name), grain, sets);
    value(id).body = body;
    return id;
  }
  ValueId input(std::string name, Grain grain, const std::vector<SetId>& sets = {}) {
    const ValueId id = value(Value::Kind::input, name, grain, sets);
    value(id).input.data_prefix = std::move(name);
    return id;
  }
  ValueId parameter(std::string name, Grain grain, const std::vector<SetId>& sets, std::vector<NodeId> cells,
                    std::vector<MonthRange> periods = {}) {
    const ValueId id = value(Value::Kind::parameter, std::move(name), grain, sets);
    value(id).cells = {std::move(periods), std::move(cells)};
    return id;
  }
  ValueId payment(std::string name, Grain grain, NodeId body, const std::vector<SetId>& sets = {}) {
    const ValueId id = value(Value::Kind::payment, name, grain, sets);
    Value& made = value(id);
    made.body = body;
    made.type.kind = plan::Type::Kind::money;
    made.payment.from.party = payer;
    made.payment.to.party = provider;
    made.payment.name_prefix = sets.empty() ? name : name + "_";
    if (!sets.empty()) made.payment.name_index = 0;
    plan.payments.push_back({0, {id}});
    return id;
  }
  void require(ValueId input, Grain grain, NodeId condition, const std::vector<SetId>& sets = {}) {
    plan::Requirement requirement;
    requirement.input = input;
    requirement.grain = grain;
    for (const SetId set : sets) requirement.indexes.push_back({set, plan.set(set).singular, {}});
    requirement.span = {plan.term};
    requirement.condition = condition;
    requirement.slot_count = static_cast<std::uint32_t>(sets.size()) + 2;
    requirement.origin = origin(99, "9.9");
    plan.requirements.push_back(std::move(requirement));
  }
};

// The rows of a data file: `name,period,party,segment,value,numerator,denominator`.
inline data::Dataset data_of(const plan::Plan& plan, const std::vector<std::string>& rows) {
  if (rows.empty()) return {};
  const std::filesystem::path path =
      std::filesystem::temp_directory_path() / ("quarterday-evaluate-" + std::to_string(getpid()) + ".csv");
  std::ofstream file(path);
  file << "name,period,party,segment,value,numerator,denominator\n";
  for (const std::string& row : rows) file << row << "\n";
  file.close();
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  data::Dataset dataset = data::load({path.string()}, plan, {}, sources, sink);
  std::filesystem::remove(path);
  for (const diagnostics::Diagnostic& diagnostic : sink.all()) FAIL(diagnostic.message);
  return dataset;
}

// What a node comes to, as text: `1/3`, `yes`, `2014/15-Q1`, `left out`, `left out: cost`, `refused: cost`,
// `QD8103` where it fails.
class Worked {
 public:
  explicit Worked(const PlanBuilder& built, std::vector<std::string> rows = {})
      : plan_(built.plan), period_of_([&built](std::string_view text) { return built.period(text); }) {
    const std::vector<std::string> problems = plan::verify_plan(plan_);
    for (const std::string& problem : problems) FAIL(problem);
    dataset_ = data_of(plan_, rows);
  }

  std::string out(NodeId node, std::string_view period = "2014/15", std::vector<EntityId> members = {}) const {
    Evaluator evaluator(plan_, dataset_, Options{});
    Frame frame{period_of_(period), std::move(members), "test", 0};
    frame.slots.resize(8);
    try {
      return text(evaluator.evaluate(node, frame));
    } catch (const Failure& failure) {
      return "QD" + std::to_string(static_cast<int>(failure.diagnostic.id));
    }
  }

  std::string text(const Figure& figure) const {
    if (const auto* number = std::get_if<Rational>(&figure)) return number->to_text();
    if (const auto* left_out = std::get_if<plan::LeftOut>(&figure)) {
      return left_out->cause ? "left out: " + plan_.value(left_out->cause.input).name : "left out";
    }
    if (const auto* refused = std::get_if<plan::Refused>(&figure)) {
      const std::string name = refused->cause ? plan_.value(refused->cause.input).name : "nothing";
      return (refused->requirement ? "required: " : "refused: ") + name;
    }
    return figure_text(plan_, figure, {});
  }

  const data::Dataset& dataset() const { return dataset_; }

 private:
  const plan::Plan& plan_;
  std::function<Period(std::string_view)> period_of_;
  data::Dataset dataset_;
};

}  // namespace quarterday::evaluate
