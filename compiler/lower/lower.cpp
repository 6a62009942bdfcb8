// SPDX-License-Identifier: Apache-2.0
#include "compiler/lower/lower.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "compiler/model/roots.h"

namespace quarterday::lower {
namespace {

using diagnostics::Span;
using model::Contract;
using plan::NodeId;
using plan::OriginId;
using plan::ValueId;

// Words of an origin are shown on one line; a long body is cut where it stops helping.
constexpr std::size_t words_limit = 2000;

std::string one_line(std::string_view text) {
  std::string words;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = !words.empty();
      continue;
    }
    if (blank) words += ' ';
    blank = false;
    words += c;
    if (words.size() >= words_limit && (c & 0x80) == 0) return words + " ...";
  }
  return words;
}

class Lowering {
 public:
  Lowering(const Contract& contract, const diagnostics::SourceMap& sources) : contract_(contract), sources_(sources) {
    for (const model::Set& set : contract.sets) sets_.push_back(set.set);
  }

  plan::Plan run() {
    lower_header();
    mark_reachable();
    number_values();
    lower_nodes();
    for (const model::Value& value : contract_.values)
      if (!value.version_of) plan_.values.push_back(lower_value(value));
    for (const model::Requirement& requirement : contract_.requirements)
      plan_.requirements.push_back(lower_requirement(requirement));
    for (const model::Guarantee& guarantee : contract_.guarantees)
      plan_.guarantees.push_back(lower_guarantee(guarantee));
    for (const model::Scenario& scenario : contract_.scenarios) plan_.scenarios.push_back(lower_scenario(scenario));
    lower_records();
    return std::move(plan_);
  }

 private:
  void lower_header() {
    plan_.contract = contract_.name;
    plan_.title = contract_.title;
    plan_.source = contract_.source;
    file_index(contract_.file);
    plan_.currency = contract_.currency;
    plan_.calendar = contract_.calendar;
    plan_.term = contract_.term;
    plan_.run_off_last = contract_.run_off_last;
    plan_.settled = contract_.settled;
    plan_.naming = contract_.naming;
    plan_.entities = contract_.entities;
    plan_.sets = sets_;
    plan_.units = contract_.units;
  }

  void number_values() {
    numbers_ = numbers_in_plan(contract_);
    plan_.payments = contract_.payments;
    for (plan::PaymentBlock& block : plan_.payments)
      for (ValueId& payment : block.payments) payment = moved(payment);
  }

  void mark(NodeId id) {
    if (id) reachable_[id.index] = true;
  }

  void mark_indexes(const std::vector<model::Index>& indexes) {
    for (const model::Index& index : indexes) mark(index.where);
  }

  void mark_roots() {
    for (const model::Value& value : contract_.values)
      for (const NodeId root : model::roots_of(value)) mark(root);
    for (const model::Requirement& requirement : contract_.requirements) {
      mark(requirement.condition);
      mark_indexes(requirement.indexes);
    }
    for (const model::Guarantee& guarantee : contract_.guarantees) {
      mark(guarantee.condition);
      mark_indexes(guarantee.indexes);
      for (const plan::Movement& movement : guarantee.movements) {
        mark(movement.subject);
        mark(movement.driver);
      }
    }
    for (const model::Scenario& scenario : contract_.scenarios) {
      for (const plan::Given& given : scenario.scenario.given) mark(given.figure);
      for (const plan::Expectation& expectation : scenario.scenario.expect) mark(expectation.condition);
    }
  }

  // Operands were made before what uses them, so one pass from the end finds all.
  void mark_reachable() {
    reachable_.assign(contract_.nodes.size(), false);
    mark_roots();
    for (std::size_t n = contract_.nodes.size(); n-- > 0;) {
      if (!reachable_[n]) continue;
      const plan::Node& node = contract_.nodes[n];
      for (const NodeId operand : node.operands) mark(operand);
      for (const plan::Argument& argument : node.arguments) mark(argument.node);
      if (node.binder) mark(node.binder->where);
      if (!node.table) continue;
      for (const plan::TableRow& row : node.table->rows) {
        mark(row.low);
        mark(row.at);
        for (const NodeId result : row.results) mark(result);
      }
    }
  }

  OriginId origin(Span span, const std::string& clause) {
    if (!span.has_place()) span.file = contract_.file;
    const std::uint32_t in = file_index(span.file);
    const auto [place, is_new] = origins_.try_emplace(std::tuple{in, span.begin, span.end, clause});
    if (!is_new) return place->second;
    const diagnostics::SourceFile& file = sources_.file(span.file);
    const auto position = file.position(span.begin);
    plan_.origins.push_back({position.line, position.column, clause,
                             one_line(std::string_view(file.text()).substr(span.begin, span.end - span.begin)), in,
                             deed_at(span)});
    return place->second = OriginId(static_cast<std::uint32_t>(plan_.origins.size() - 1));
  }

  std::string deed_at(Span span) const {
    for (const model::Deed& deed : contract_.deeds)
      if (deed.span.file == span.file && deed.span.begin <= span.begin && span.end <= deed.span.end) return deed.name;
    return {};
  }

  // A file that is read several times has several ids and one name.
  std::uint32_t file_index(diagnostics::FileId file) {
    const auto [place, is_new] =
        files_.try_emplace(sources_.file(file).name(), static_cast<std::uint32_t>(plan_.files.size()));
    if (is_new) plan_.files.push_back(place->first);
    return place->second;
  }

  OriginId origin_of(NodeId id) {
    const model::NodeFacts& facts = contract_.facts[id.index];
    return origin(facts.span, contract_.clauses[facts.clause]);
  }

  NodeId moved(NodeId id) const { return id ? places_[id.index] : NodeId{}; }
  ValueId moved(ValueId id) const { return id ? numbers_[id.index] : ValueId{}; }

  plan::Type type(const model::Type& from) {
    return model::lower_type(from, {contract_.units, sets_, contract_.currency.code});
  }

  void lower_nodes() {
    places_.assign(contract_.nodes.size(), NodeId{});
    for (std::uint32_t n = 0; n < contract_.nodes.size(); ++n) {
      if (!reachable_[n]) continue;
      plan::Node node = contract_.nodes[n];
      node.origin = origin_of(NodeId(n));
      node.type = type(contract_.facts[n].type);
      node.value = moved(node.value);
      for (NodeId& operand : node.operands) operand = moved(operand);
      for (plan::Argument& argument : node.arguments) argument.node = moved(argument.node);
      if (node.binder) node.binder->where = moved(node.binder->where);
      if (node.table) lower_rows(*node.table);
      places_[n] = NodeId(static_cast<std::uint32_t>(plan_.nodes.size()));
      plan_.nodes.push_back(std::move(node));
    }
  }

  void lower_rows(plan::RowTable& table) {
    for (plan::TableRow& row : table.rows) {
      row.low = moved(row.low);
      row.at = moved(row.at);
      for (NodeId& result : row.results) result = moved(result);
      row.origin = origin_of(NodeId(row.origin.index));
    }
  }

  std::vector<plan::IndexInfo> lower_indexes(const std::vector<model::Index>& indexes) const {
    std::vector<plan::IndexInfo> lowered;
    lowered.reserve(indexes.size());
    for (const model::Index& index : indexes) lowered.push_back({index.set, index.name, moved(index.where)});
    return lowered;
  }

  plan::Value lower_value(const model::Value& value) {
    plan::Value lowered;
    lowered.kind = value.kind;
    lowered.name = value.name;
    lowered.title = value.title;
    lowered.prose = value.prose;
    lowered.type = type(value.type);
    lowered.indexes = lower_indexes(value.indexes);
    lowered.grain = value.grain;
    lowered.month_of_year = value.month_of_year;
    lowered.made = value.made;
    lowered.copy_of = moved(value.copy_of);
    lowered.span = value.during;
    lowered.at_hand = value.at_hand;
    lowered.body = moved(value.body);
    lowered.cells.periods = value.cells.periods;
    for (const NodeId cell : value.cells.nodes) lowered.cells.nodes.push_back(moved(cell));
    lowered.input = value.input;
    lowered.input.when_not_reported = moved(value.input.when_not_reported);
    lowered.input.denominator_bound = moved(value.input.denominator_bound);
    lowered.input.when_denominator_below = moved(value.input.when_denominator_below);
    if (value.not_reported_span.has_place())
      lowered.input.not_reported_origin = origin(value.not_reported_span, value.not_reported_clause);
    if (value.denominator_span.has_place())
      lowered.input.denominator_origin = origin(value.denominator_span, value.denominator_clause);
    lowered.records = value.records;
    lowered.payment = value.payment;
    lowered.payment.from.node = moved(value.payment.from.node);
    lowered.payment.to.node = moved(value.payment.to.node);
    lowered.slot_count = value.slot_count;
    lowered.origin = origin(value.span, value.clause);
    if (value.type.is_figure()) lower_figures(value, lowered);
    for (const model::Version& version : value.versions)
      if (version.source) lowered.versions.push_back(lower_version(version));
    return lowered;
  }

  plan::Version lower_version(const model::Version& version) {
    const model::Value& source = contract_.value(version.source);
    plan::Version lowered;
    lowered.first_month = version.first;
    lowered.title = source.title;
    lowered.body = moved(version.body);
    lowered.when_not_reported = moved(version.when_not_reported);
    lowered.origin = origin(source.span, source.clause);
    if (source.not_reported_span.has_place())
      lowered.not_reported_origin = origin(source.not_reported_span, source.not_reported_clause);
    if (source.denominator_span.has_place())
      lowered.denominator_origin = origin(source.denominator_span, source.denominator_clause);
    return lowered;
  }

  // `its figure`: each member has a type of its own.
  void lower_figures(const model::Value& value, plan::Value& lowered) {
    for (std::uint32_t i = 0; i < value.indexes.size(); ++i)
      if (value.indexes[i].set == value.type.figure_of) lowered.figure_index = i;
    for (model::Type figure : contract_.set(value.type.figure_of).figures) {
      figure.kind = value.type.kind;
      lowered.type_by_member.push_back(type(figure));
    }
  }

  void lower_records() {
    plan_.records.exprs = contract_.row_exprs;
    for (const model::RecordTable& table : contract_.tables) {
      plan_.records.tables.push_back(table.table);
      plan_.records.tables.back().origin = origin(table.span, table.clause);
    }
    for (const model::RowSet& rows : contract_.row_sets) {
      plan::RowSet& lowered = plan_.records.sets.emplace_back(rows.set);
      lowered.origin = origin(rows.span, rows.clause);
      for (std::size_t i = 0; i < lowered.steps.size(); ++i)
        lowered.steps[i].origin = origin(rows.step_spans[i], rows.step_clauses[i]);
    }
  }

  plan::Requirement lower_requirement(const model::Requirement& requirement) {
    return {moved(requirement.input),           requirement.naming,     requirement.every_settlement,
            lower_indexes(requirement.indexes), requirement.grain,      requirement.during,
            moved(requirement.condition),       requirement.slot_count, origin(requirement.span, requirement.clause)};
  }

  plan::Guarantee lower_guarantee(const model::Guarantee& guarantee) {
    std::vector<plan::Movement> movements = guarantee.movements;
    for (plan::Movement& movement : movements) {
      movement.subject = moved(movement.subject);
      movement.driver = moved(movement.driver);
    }
    return {guarantee.title,
            lower_indexes(guarantee.indexes),
            guarantee.grain,
            guarantee.during,
            moved(guarantee.condition),
            std::move(movements),
            guarantee.slot_count,
            origin(guarantee.span, guarantee.clause)};
  }

  plan::Scenario lower_scenario(const model::Scenario& scenario) {
    plan::Scenario lowered = scenario.scenario;
    lowered.origin = origin(scenario.span, "");
    for (const model::ScenarioData& data : scenario.data) lowered.data.push_back({data.path, origin(data.span, "")});
    for (std::size_t i = 0; i < lowered.given.size(); ++i) {
      lowered.given[i].value = moved(lowered.given[i].value);
      lowered.given[i].figure = moved(lowered.given[i].figure);
      lowered.given[i].origin = origin(scenario.given_spans[i], "");
    }
    for (std::size_t i = 0; i < lowered.expect.size(); ++i) {
      plan::Expectation& expectation = lowered.expect[i];
      expectation.refused_input = moved(expectation.refused_input);
      expectation.condition = moved(expectation.condition);
      expectation.left = moved(expectation.left);
      expectation.right = moved(expectation.right);
      expectation.origin = origin(scenario.expect_spans[i], "");
    }
    return lowered;
  }

  const Contract& contract_;
  const diagnostics::SourceMap& sources_;
  plan::Plan plan_;
  std::vector<plan::Set> sets_;
  std::vector<bool> reachable_;
  std::vector<NodeId> places_;
  std::vector<ValueId> numbers_;  // by value of the contract
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::string>, OriginId> origins_;
  std::map<std::string, std::uint32_t, std::less<>> files_;
};

}  // namespace

std::vector<ValueId> numbers_in_plan(const Contract& contract) {
  std::vector<ValueId> numbers;
  std::uint32_t next = 0;
  for (const model::Value& value : contract.values)
    numbers.emplace_back(value.version_of ? ValueId() : ValueId(next++));
  return numbers;
}

plan::Plan lower(const model::Contract& contract, const diagnostics::SourceMap& sources) {
  return Lowering(contract, sources).run();
}

}  // namespace quarterday::lower
