// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "runtime/plan/op_names.h"
#include "runtime/plan/records_form.h"
#include "runtime/plan/walk.h"

namespace quarterday::plan {

namespace {

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

struct OperandCount {
  std::size_t fewest = 0;
  std::size_t most = 0;
};

OperandCount operand_count(Op op) {
  switch (op) {
    case Op::constant:
    case Op::slot:
    case Op::current_period:
    case Op::contract_year:
    case Op::is_first_period:
    case Op::load:
    case Op::numerator:
    case Op::denominator:
      return {0, 0};
    case Op::at:
    case Op::negate:
    case Op::logical_not:
    case Op::round_money:
    case Op::is_reported:
    case Op::is_given:
    case Op::low:
    case Op::high:
    case Op::make_standard:
    case Op::sum:
    case Op::highest:
    case Op::lowest:
    case Op::every:
    case Op::some:
    case Op::tiers:
    case Op::scale:
    case Op::steps:
    case Op::first_day:
    case Op::last_day:
      return {1, 1};
    case Op::subtract:
    case Op::divide:
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal:
    case Op::equal:
    case Op::meets:
    case Op::at_most:
    case Op::at_least:
    case Op::make_range:
    case Op::growing:
    case Op::to_nearest:
    case Op::days_later:
    case Op::months_later:
      return {2, 2};
    case Op::progress:
    case Op::position:
      return {3, 3};
    case Op::add:
    case Op::multiply:
      return {2, any_number};
    case Op::average:
    case Op::split:
    case Op::instalment:
      return {1, 2};
    case Op::count:
      return {0, 1};
    case Op::logical_and:
    case Op::logical_or:
    case Op::one_of:
    case Op::select:
    case Op::first_reported:
      return {1, any_number};
  }
  return {};
}

bool needs_binder(Op op) {
  return op == Op::sum || op == Op::average || op == Op::highest || op == Op::lowest || op == Op::count ||
         op == Op::every || op == Op::some || op == Op::split;
}

bool needs_table(Op op) { return op == Op::tiers || op == Op::scale || op == Op::steps; }
bool needs_value(Op op) {
  return op == Op::load || op == Op::numerator || op == Op::denominator || op == Op::is_first_period;
}

bool bound_needs_figure(TableRow::Bound bound) {
  using Bound = TableRow::Bound;
  return bound != Bound::above && bound != Bound::loss_above && bound != Bound::loss && bound != Bound::otherwise;
}

class Verifier {
 public:
  explicit Verifier(const Plan& plan) : plan_(plan) {}

  std::vector<std::string> run() {
    check_sets();
    for (std::size_t at = 0; at < plan_.nodes.size(); ++at) check_node(at);
    for (const Value& value : plan_.values) check_value(value);
    for (const Requirement& requirement : plan_.requirements) check_requirement(requirement);
    for (const PaymentBlock& block : plan_.payments) check_block(block);
    for (const Scenario& scenario : plan_.scenarios) check_scenario(scenario);
    for (std::string& problem : verify_records(plan_)) problems_.push_back(std::move(problem));
    // Walking along operands is only safe when they all exist.
    if (problems_.empty()) check_circles();
    if (problems_.empty()) check_slots();
    return std::move(problems_);
  }

 private:
  template <class... Args>
  void complain(fmt::format_string<Args...> text, Args&&... args) {
    problems_.push_back(fmt::format(text, std::forward<Args>(args)...));
  }

  template <class Tag, class Item>
  void check_id(Id<Tag> id, const std::vector<Item>& items, bool optional, const std::string& where) {
    if (!id && optional) return;
    if (id.index >= items.size()) complain("{}: id {} is out of range", where, id.index);
  }
  void check_node_id(NodeId id, bool optional, const std::string& where) { check_id(id, plan_.nodes, optional, where); }
  void check_origin(OriginId id, const std::string& where) {
    check_id(id, plan_.origins, true, where);
    if (!id || id.index >= plan_.origins.size() || plan_.files.empty()) return;
    if (plan_.origin(id).file >= plan_.files.size()) complain("{}: comes from no file of the contract", where);
  }

  void check_sets();
  void check_node(std::size_t at);
  void check_load(const Node& node, const std::string& where);
  void check_binder(const Binder& binder, Op op, const std::string& where);
  void check_table(const Node& node, const std::string& where);
  void check_indexes(const std::vector<IndexInfo>& indexes, const std::string& where);
  void check_value(const Value& value);
  void check_cells(const Value& value, const std::string& where);
  void check_input(const Value& value, const std::string& where);
  void check_payment(const Value& value, const std::string& where);
  void check_party(const PartyRef& party, const std::string& where);
  void check_requirement(const Requirement& requirement);
  void check_block(const PaymentBlock& block);
  void check_scenario(const Scenario& scenario);
  void check_circles();
  void check_slots();
  void check_slots_below(NodeId root, std::size_t slot_count, const std::string& where);

  const Plan& plan_;
  std::vector<std::string> problems_;
};

void Verifier::check_sets() {
  for (const Set& set : plan_.sets) {
    for (const EntityId member : set.members) check_id(member, plan_.entities, false, "set " + set.name);
    if (!set.since.empty() && set.since.size() != set.members.size())
      complain("set {}: not every member says since when it takes part", set.name);
  }
}

void Verifier::check_node(std::size_t at) {
  const Node& node = plan_.nodes[at];
  const std::string where = fmt::format("node {} ({})", at, op_name(node.op));
  const OperandCount count = operand_count(node.op);
  if (node.operands.size() < count.fewest || node.operands.size() > count.most) {
    complain("{}: has {} operands", where, node.operands.size());
  }
  for (const NodeId operand : node.operands) check_node_id(operand, false, where);
  check_origin(node.origin, where);
  if (const auto* entity = std::get_if<EntityId>(&node.figure)) check_id(*entity, plan_.entities, false, where);
  if (needs_value(node.op)) check_load(node, where);
  if (node.op == Op::at && !node.time) complain("{}: names no time", where);
  if (needs_binder(node.op) != node.binder.has_value()) complain("{}: binder missing or out of place", where);
  if (node.binder) check_binder(*node.binder, node.op, where);
  if (needs_table(node.op) != node.table.has_value()) complain("{}: table missing or out of place", where);
  if (node.table) check_table(node, where);
}

void Verifier::check_load(const Node& node, const std::string& where) {
  check_id(node.value, plan_.values, false, where);
  for (const Argument& argument : node.arguments) {
    if (argument.kind == Argument::Kind::entity) check_id(argument.entity, plan_.entities, false, where);
    if (argument.kind == Argument::Kind::node) check_node_id(argument.node, false, where);
  }
  if (node.op == Op::is_first_period || node.value.index >= plan_.values.size()) return;
  const Value& value = plan_.value(node.value);
  if (node.arguments.size() != value.indexes.size()) {
    complain("{}: {} arguments for the {} indexes of {}", where, node.arguments.size(), value.indexes.size(),
             value.name);
  }
  if (node.op != Op::load && value.kind != Value::Kind::input) complain("{}: {} is no input", where, value.name);
}

void Verifier::check_binder(const Binder& binder, Op op, const std::string& where) {
  check_node_id(binder.where, true, where);
  if (binder.kind == Binder::Kind::members) {
    check_id(binder.set, plan_.sets, false, where);
  } else if (op == Op::split) {
    complain("{}: splits over members, not over periods", where);
  } else if (binder.grain == Grain::once) {
    complain("{}: no period has parts of the grain once", where);
  }
}

void Verifier::check_table(const Node& node, const std::string& where) {
  const std::size_t columns = node.table->columns.empty() ? 1 : node.table->columns.size();
  for (const EntityId column : node.table->columns) check_id(column, plan_.entities, false, where);
  std::size_t points = 0;
  for (const TableRow& row : node.table->rows) {
    if (row.bound == TableRow::Bound::at) ++points;
    check_node_id(row.at, !bound_needs_figure(row.bound), where);
    check_node_id(row.low, row.bound != TableRow::Bound::to_below, where);
    check_origin(row.origin, where);
    if (row.results.size() != columns) complain("{}: a row has {} results", where, row.results.size());
    for (const NodeId result : row.results) check_node_id(result, false, where);
  }
  if (node.op == Op::scale && points == 0) complain("{}: has no point", where);
}

void Verifier::check_indexes(const std::vector<IndexInfo>& indexes, const std::string& where) {
  for (const IndexInfo& index : indexes) {
    check_id(index.set, plan_.sets, false, where);
    check_node_id(index.where, true, where);
  }
}

void Verifier::check_value(const Value& value) {
  const std::string where = "value " + value.name;
  check_indexes(value.indexes, where);
  check_origin(value.origin, where);
  if (!value.type_by_member.empty() && value.figure_index >= value.indexes.size()) {
    complain("{}: its types go by an index it does not have", where);
  }
  if (value.month_of_year && value.grain != Grain::month && value.grain != Grain::quarter) {
    complain("{}: is of one part of the year but of no such grain", where);
  }
  for (const Version& version : value.versions) {
    check_node_id(version.body, true, where);
    check_node_id(version.when_not_reported, true, where);
    check_origin(version.origin, where);
    check_origin(version.not_reported_origin, where);
    check_origin(version.denominator_origin, where);
  }
  switch (value.kind) {
    case Value::Kind::input:
      return check_input(value, where);
    case Value::Kind::parameter:
      return check_cells(value, where);
    case Value::Kind::payment:
      check_payment(value, where);
      [[fallthrough]];
    case Value::Kind::define:
      check_node_id(value.body, false, where);
  }
}

void Verifier::check_cells(const Value& value, const std::string& where) {
  std::size_t count = value.cells.periods.empty() ? 1 : value.cells.periods.size();
  for (const IndexInfo& index : value.indexes) {
    if (index.set.index < plan_.sets.size()) count *= plan_.set(index.set).members.size();
  }
  if (value.cells.nodes.size() != count) {
    complain("{}: has {} cells, needs {}", where, value.cells.nodes.size(), count);
  }
  for (const NodeId cell : value.cells.nodes) check_node_id(cell, true, where);
}

void Verifier::check_input(const Value& value, const std::string& where) {
  const InputRules& rules = value.input;
  check_node_id(rules.when_not_reported, true, where);
  check_node_id(rules.denominator_bound, true, where);
  check_node_id(rules.when_denominator_below, !rules.denominator_bound, where);
  check_origin(rules.not_reported_origin, where);
  check_origin(rules.denominator_origin, where);
  if (rules.data_index && *rules.data_index >= value.indexes.size()) {
    complain("{}: its name goes by an index it does not have", where);
  }
}

void Verifier::check_payment(const Value& value, const std::string& where) {
  check_party(value.payment.from, where);
  check_party(value.payment.to, where);
  if (value.payment.name_index && *value.payment.name_index >= value.indexes.size()) {
    complain("{}: its name goes by an index it does not have", where);
  }
}

void Verifier::check_party(const PartyRef& party, const std::string& where) {
  if (party.party) {
    check_id(party.party, plan_.entities, false, where);
  } else {
    check_node_id(party.node, false, where);
  }
}

void Verifier::check_requirement(const Requirement& requirement) {
  const std::string where = "a requirement";
  check_id(requirement.input, plan_.values, false, where);
  check_indexes(requirement.indexes, where);
  check_node_id(requirement.condition, false, where);
  check_origin(requirement.origin, where);
}

void Verifier::check_block(const PaymentBlock& block) {
  for (const ValueId id : block.payments) {
    check_id(id, plan_.values, false, "a payment block");
    if (id.index >= plan_.values.size()) continue;
    const Value& value = plan_.value(id);
    if (value.kind != Value::Kind::payment) complain("a payment block: {} is no payment", value.name);
    if (value.indexes.size() < block.shared) complain("a payment block: {} lacks the shared indexes", value.name);
  }
}

void Verifier::check_scenario(const Scenario& scenario) {
  const std::string where = "scenario " + scenario.title;
  check_origin(scenario.origin, where);
  for (const Given& given : scenario.given) {
    check_id(given.value, plan_.values, false, where);
    for (const EntityId member : given.members) check_id(member, plan_.entities, false, where);
    check_node_id(given.figure, true, where);
  }
  for (const Expectation& expectation : scenario.expect) {
    check_node_id(expectation.condition, true, where);
    check_node_id(expectation.left, true, where);
    check_node_id(expectation.right, true, where);
    check_id(expectation.refused_input, plan_.values, true, where);
    check_origin(expectation.origin, where);
  }
}

// Depth first with a stack of our own: a plan may nest deeper than the machine's stack.
void Verifier::check_circles() {
  enum class Mark : std::uint8_t { unseen, open, done };
  std::vector<Mark> marks(plan_.nodes.size(), Mark::unseen);
  for (std::uint32_t root = 0; root < plan_.nodes.size(); ++root) {
    std::vector<NodeId> open{NodeId(root)};
    while (!open.empty()) {
      const NodeId id = open.back();
      Mark& mark = marks[id.index];
      if (mark != Mark::unseen) {
        mark = Mark::done;
        open.pop_back();
        continue;
      }
      mark = Mark::open;
      for (const NodeId next : nodes_below(plan_.node(id))) {
        if (marks[next.index] == Mark::open) return complain("node {}: is worked out from itself", next.index);
        if (marks[next.index] == Mark::unseen) open.push_back(next);
      }
    }
  }
}

void Verifier::check_slots() {
  for (const Value& value : plan_.values) {
    const std::size_t count = std::max<std::size_t>(value.slot_count, value.indexes.size());
    for (const NodeId root : roots_of(value)) check_slots_below(root, count, "value " + value.name);
  }
  for (const Requirement& requirement : plan_.requirements) {
    const std::size_t count = std::max<std::size_t>(requirement.slot_count, requirement.indexes.size());
    check_slots_below(requirement.condition, count, "a requirement");
    for (const IndexInfo& index : requirement.indexes) check_slots_below(index.where, count, "a requirement");
  }
  for (const Guarantee& guarantee : plan_.guarantees) {
    const std::size_t count = std::max<std::size_t>(guarantee.slot_count, guarantee.indexes.size());
    check_slots_below(guarantee.condition, count, "a guarantee");
    for (const IndexInfo& index : guarantee.indexes) check_slots_below(index.where, count, "a guarantee");
    for (const Movement& movement : guarantee.movements) {
      check_slots_below(movement.subject, count, "a guarantee");
      check_slots_below(movement.driver, count, "a guarantee");
    }
  }
  for (const Scenario& scenario : plan_.scenarios) {
    const std::string where = "scenario " + scenario.title;
    for (const Given& given : scenario.given) check_slots_below(given.figure, scenario.slot_count, where);
    for (const Expectation& expectation : scenario.expect) {
      for (const NodeId root : {expectation.condition, expectation.left, expectation.right}) {
        check_slots_below(root, scenario.slot_count, where);
      }
    }
  }
}

void Verifier::check_slots_below(NodeId root, std::size_t slot_count, const std::string& where) {
  for_each_node_below(plan_.nodes, root, [&](NodeId id) {
    const Node& node = plan_.node(id);
    const auto check = [&](bool used, std::uint32_t slot) {
      if (used && slot >= slot_count) complain("{}: node {} uses slot {} of {}", where, id.index, slot, slot_count);
    };
    check(node.op == Op::slot || node.op == Op::split, node.slot);
    if (node.binder) check(node.binder->kind == Binder::Kind::members, node.binder->slot);
    if (node.table) check(!node.table->columns.empty(), node.table->slot);
    for (const Argument& argument : node.arguments) check(argument.kind == Argument::Kind::slot, argument.slot);
  });
}

}  // namespace

std::vector<std::string> verify_plan(const Plan& plan) { return Verifier(plan).run(); }

}  // namespace quarterday::plan
