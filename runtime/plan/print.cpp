// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>
#include <utility>

#include "runtime/plan/op_names.h"
#include "runtime/plan/records_form.h"
#include "runtime/plan/walk.h"

namespace quarterday::plan {

namespace {

// What is nested deeper stands by itself, so that no plan is too deep to be printed.
constexpr int max_nesting = 64;

class Printer {
 public:
  explicit Printer(const Plan& plan) : plan_(plan), uses_(plan.nodes.size()) {
    for (const Node& node : plan.nodes) {
      for (const NodeId below : nodes_below(node)) ++uses_[below.index];
    }
  }

  std::string run() {
    print_header();
    for (const Set& set : plan_.sets) {
      line("{} {} (each {}): {}", set.of_parties ? "group" : "dimension", set.name, set.singular, names(set.members));
      for (std::size_t at = 0; at < set.since.size(); ++at)
        if (set.since[at] != 0)
          line("  {} since {}", name(set.members[at]), plan_.calendar.name({Grain::month, set.since[at]}));
    }
    text_ += print_records(plan_);
    for (const Value& value : plan_.values) print_value(value);
    for (const Requirement& requirement : plan_.requirements) print_requirement(requirement);
    for (const PaymentBlock& block : plan_.payments) print_block(block);
    for (const Scenario& scenario : plan_.scenarios) print_scenario(scenario);
    print_apart();
    return std::move(text_);
  }

 private:
  template <class... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    text_ += fmt::format(format, std::forward<Args>(args)...) + "\n";
  }
  void property(const char* name, NodeId node) {
    if (node) line("  {}: {}", name, expression(node));
  }

  void print_header();
  void print_value(const Value& value);
  void print_input(const InputRules& rules);
  void print_cells(const Value& value);
  void print_requirement(const Requirement& requirement);
  void print_block(const PaymentBlock& block);
  void print_scenario(const Scenario& scenario);
  void print_apart();

  std::string expression(NodeId id, int depth = 0);
  std::string nested(const Node& node, int depth);
  std::string details(const Node& node, int depth);
  std::string binder(const Binder& binder, int depth);
  std::string table(const RowTable& table, int depth);
  std::string argument(const Argument& argument, int depth);
  std::string figure(const Figure& figure) const;
  std::string time(const TimeMove& move) const;
  std::string party(const PartyRef& party) { return party.party ? name(party.party) : expression(party.node); }
  std::string indexes(const std::vector<IndexInfo>& indexes);
  std::string head(const std::vector<IndexInfo>& indexes, Grain grain, const std::vector<MonthRange>& span);
  std::string name(EntityId id) const { return id ? plan_.entity(id).name : "none"; }
  std::string names(const std::vector<EntityId>& ids) const {
    std::string text;
    for (const EntityId id : ids) text += (text.empty() ? "" : ", ") + name(id);
    return text;
  }
  std::string value_name(ValueId id) const { return id ? plan_.value(id).name : "none"; }
  std::string months(const MonthRange& range) const {
    return plan_.calendar.name({Grain::month, range.first}) + ".." + plan_.calendar.name({Grain::month, range.last});
  }
  std::string place(OriginId id) const {
    if (!id) return {};
    const Origin& origin = plan_.origin(id);
    const std::string file = origin.file == 0 ? "" : plan_.file_of(origin) + ":";
    return fmt::format(" @{}{}:{}{}{}", file, origin.line, origin.column, origin.clause.empty() ? "" : " clause ",
                       origin.clause);
  }

  const Plan& plan_;
  std::vector<int> uses_;
  std::set<NodeId> apart_;  // nodes that stand by themselves, at the end
  std::string text_;
};

void Printer::print_header() {
  line("contract {} \"{}\"", plan_.contract, plan_.title);
  line("currency {}, years from month {}", plan_.currency.code, plan_.calendar.first_month_of_year);
  line("term {}", months(plan_.term));
  if (plan_.run_off_last) line("run-off to {}", plan_.calendar.name({Grain::month, *plan_.run_off_last}));
  for (const Plan::Rhythm& rhythm : plan_.settled) line("settled each {}", grain_name(rhythm.grain));
  std::string parties;
  for (const Entity& entity : plan_.entities) {
    if (entity.is_party) parties += (parties.empty() ? "" : ", ") + entity.name;
  }
  line("parties {}", parties);
}

std::string Printer::indexes(const std::vector<IndexInfo>& indexes) {
  std::string text;
  for (std::size_t at = 0; at < indexes.size(); ++at) {
    const IndexInfo& index = indexes[at];
    text += fmt::format(" [{}: {} of {}{}]", at, index.name, plan_.set(index.set).name,
                        index.where ? " where " + expression(index.where) : "");
  }
  return text;
}

std::string Printer::head(const std::vector<IndexInfo>& members, Grain grain, const std::vector<MonthRange>& span) {
  std::string text = indexes(members) + " " + std::string(grain_name(grain));
  for (const MonthRange& range : span) text += " " + months(range);
  return text;
}

void Printer::print_value(const Value& value) {
  constexpr const char* kinds[] = {"input", "parameter", "define", "payment"};
  text_ += "\n";
  line("{} {}{}{} : {}{}", kinds[static_cast<std::size_t>(value.kind)], value.name,
       head(value.indexes, value.grain, value.span),
       value.month_of_year ? fmt::format(" in month {}", *value.month_of_year) : "", value.type.words,
       place(value.origin));
  if (value.slot_count > value.indexes.size()) line("  slots: {}", value.slot_count);
  for (const Type& type : value.type_by_member) line("  type: {}", type.words);
  if (value.kind == Value::Kind::input) print_input(value.input);
  if (value.kind == Value::Kind::parameter) print_cells(value);
  if (value.kind == Value::Kind::payment) {
    line("  from {} to {}", party(value.payment.from), party(value.payment.to));
    line("  named {}{}{}", value.payment.name_prefix,
         value.payment.name_index ? fmt::format("[{}]", *value.payment.name_index) : "", value.payment.name_suffix);
  }
  property("body", value.body);
  for (const Version& version : value.versions)
    line("  as of {}{}", plan_.calendar.name({Grain::month, version.first_month}), place(version.origin));
}

void Printer::print_input(const InputRules& rules) {
  line("  named {}{}{}", rules.data_prefix, rules.data_index ? fmt::format("[{}]", *rules.data_index) : "",
       rules.data_suffix);
  if (rules.metric) line("  metric, {} is better", rules.lower_is_better ? "lower" : "higher");
  if (rules.may_pass_whole) line("  may pass the whole");
  if (rules.may_be_negative) line("  may be negative");
  if (rules.between) line("  {}", rules.between_words);
  if (rules.needs_ratio) line("  needs a ratio");
  property("not reported", rules.when_not_reported);
  property("denominator below", rules.denominator_bound);
  property("then", rules.when_denominator_below);
}

// Cells go by members, then periods; the odometer of positions names each.
void Printer::print_cells(const Value& value) {
  const std::size_t periods = value.cells.periods.size();
  for (std::size_t at = 0; at < value.cells.nodes.size(); ++at) {
    if (!value.cells.nodes[at]) continue;
    std::size_t rest = periods == 0 ? at : at / periods;
    std::string where;
    for (auto index = value.indexes.rbegin(); index != value.indexes.rend(); ++index) {
      const std::vector<EntityId>& members = plan_.set(index->set).members;
      where.insert(0, " " + name(members[rest % members.size()]));
      rest /= members.size();
    }
    if (periods > 0) where += " " + months(value.cells.periods[at % periods]);
    line("  cell{}: {}", where, expression(value.cells.nodes[at]));
  }
}

void Printer::print_requirement(const Requirement& requirement) {
  text_ += "\n";
  line("require for {}{}{}", value_name(requirement.input),
       head(requirement.indexes, requirement.grain, requirement.span), place(requirement.origin));
  property("condition", requirement.condition);
}

void Printer::print_block(const PaymentBlock& block) {
  std::string payments;
  for (const ValueId payment : block.payments) payments += " " + value_name(payment);
  text_ += "\n";
  line("lines ({} shared):{}", block.shared, payments);
}

void Printer::print_scenario(const Scenario& scenario) {
  text_ += "\n";
  line("scenario \"{}\" in {}{}", scenario.title, plan_.calendar.name(scenario.period), place(scenario.origin));
  for (const ScenarioData& data : scenario.data) line("  given from {}", place(data.origin));
  for (const Given& given : scenario.given) {
    line("  given {}({}){} {}", value_name(given.value), names(given.members),
         given.period ? " in " + plan_.calendar.name(*given.period) : "",
         given.figure ? "= " + expression(given.figure) : "is not reported");
  }
  for (const Expectation& expectation : scenario.expect) {
    if (expectation.refused_input) line("  expect refused naming {}", value_name(expectation.refused_input));
    property("expect", expectation.condition);
  }
}

void Printer::print_apart() {
  if (apart_.empty()) return;
  text_ += "\n";
  // What is printed here may set further nodes apart, before or after this one.
  for (std::set<NodeId> printed; printed.size() < apart_.size();) {
    for (const NodeId id : std::set<NodeId>(apart_)) {
      if (printed.insert(id).second) line("n{} = {}", id.index, nested(plan_.node(id), 0));
    }
  }
}

std::string Printer::expression(NodeId id, int depth) {
  const Node& node = plan_.node(id);
  const bool small = nodes_below(node).empty();
  if (depth < max_nesting && (small || uses_[id.index] <= 1)) return nested(node, depth);
  apart_.insert(id);
  return fmt::format("n{}", id.index);
}

std::string Printer::nested(const Node& node, int depth) {
  if (node.op == Op::constant) return figure(node.figure);
  if (node.op == Op::slot) return fmt::format("${}", node.slot);
  std::string text = "(" + std::string(op_name(node.op)) + details(node, depth + 1);
  for (const NodeId operand : node.operands) text += " " + expression(operand, depth + 1);
  return text + ")";
}

std::string Printer::details(const Node& node, int depth) {
  std::string text;
  if (node.op == Op::current_period) text += " " + std::string(grain_name(node.grain));
  if (node.op == Op::make_standard) text += node.flag ? " at least" : " at most";
  if (node.op == Op::split) text += fmt::format(" part of ${}", node.slot);
  if (node.value) text += " " + value_name(node.value);
  for (const Argument& item : node.arguments) text += " " + argument(item, depth);
  if (node.time) text += " " + time(*node.time);
  if (node.binder) text += " " + binder(*node.binder, depth);
  if (node.table) text += " " + table(*node.table, depth);
  return text;
}

std::string Printer::argument(const Argument& argument, int depth) {
  switch (argument.kind) {
    case Argument::Kind::slot:
      return fmt::format("${}", argument.slot);
    case Argument::Kind::entity:
      return name(argument.entity);
    case Argument::Kind::node:
      break;
  }
  return expression(argument.node, depth);
}

std::string Printer::binder(const Binder& binder, int depth) {
  std::string text;
  if (binder.kind == Binder::Kind::members) {
    text = fmt::format("[${} over {}", binder.slot, plan_.set(binder.set).name);
  } else {
    text = fmt::format("[each {}", grain_name(binder.grain));
    if (binder.to_date) text += " to date";
    if (binder.last_count > 0) text += fmt::format(", the last {}", binder.last_count);
    if (binder.from) text += " from " + plan_.calendar.name(*binder.from);
  }
  if (binder.where) text += " where " + expression(binder.where, depth);
  return text + "]";
}

std::string Printer::table(const RowTable& table, int depth) {
  std::string text = "{";
  if (!table.columns.empty()) text += fmt::format(" ${} of {};", table.slot, names(table.columns));
  for (const TableRow& row : table.rows) {
    text += " " + std::string(bound_name(row.bound));
    if (row.low) text += " " + expression(row.low, depth);
    if (row.at) text += " " + expression(row.at, depth);
    text += ":";
    for (const NodeId result : row.results) text += " " + expression(result, depth);
    text += ";";
  }
  return text + " }";
}

std::string Printer::time(const TimeMove& move) const {
  switch (move.kind) {
    case TimeMove::Kind::shift:
      return fmt::format("<{} {:+}>", grain_name(move.grain), move.count);
    case TimeMove::Kind::part_of_year:
      return fmt::format("<{} {} of the year>", grain_name(move.grain), move.count);
    case TimeMove::Kind::absolute:
      break;
  }
  return "<" + plan_.calendar.name(move.period) + ">";
}

struct FigurePrinter {
  const Plan& plan;

  std::string operator()(const LeftOut&) const { return "left-out"; }
  std::string operator()(const Refused&) const { return "refused"; }
  std::string operator()(const Rational& number) const { return number.to_text(); }
  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
  std::string operator()(EntityId id) const { return id ? plan.entity(id).name : "none"; }
  std::string operator()(const Range& range) const { return range.low.to_text() + ".." + range.high.to_text(); }
  std::string operator()(const Standard& standard) const {
    return (standard.at_least ? ">=" : "<=") + standard.bound.to_text();
  }
  std::string operator()(const Period& period) const { return plan.calendar.name(period); }
  std::string operator()(const value::Date& date) const { return date.to_text(); }
  std::string operator()(const std::string& text) const { return fmt::format("\"{}\"", text); }
};

std::string Printer::figure(const Figure& figure) const { return std::visit(FigurePrinter{plan_}, figure); }

}  // namespace

std::string print(const Plan& plan) { return Printer(plan).run(); }

}  // namespace quarterday::plan
