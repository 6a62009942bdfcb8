// SPDX-License-Identifier: Apache-2.0
#pragma once

// The model: the contract with every name resolved and every sentence typed. In comes what `check` learns from the
// syntax tree; out goes all that `lower`, documentation and editors need. A sentence is kept as the plan's operations
// (one plan::Node each) with its span and type beside it, so that there is one form of what is checked and what is run.
// Not here: anything about how it is evaluated or shown.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/model/type.h"
#include "runtime/diagnostics/source_file.h"
#include "runtime/plan/plan.h"

namespace quarterday::model {

using diagnostics::Span;
using plan::EntityId;
using plan::Grain;
using plan::MonthRange;
using plan::NodeId;
using plan::Period;
using plan::ValueId;

struct NodeFacts {
  Span span;
  Type type;
  std::uint32_t clause = 0;  // position in Contract::clauses
};

struct Set {
  plan::Set set;
  Span name_span;
  Span singular_span;  // the same where the name is its own singular
  bool is_group = false;
  std::unordered_map<std::string, std::uint32_t> positions_by_name;
  std::unordered_map<std::uint32_t, std::uint32_t> positions;  // by entity
  // The column of types (`figure`), by position of the member; empty when the table has none.
  std::vector<Type> figures;
  std::string figure_column;
};

struct Index {
  SetId set;
  std::string name;  // of the variable: the alias, otherwise the singular
  bool alias = false;
  NodeId where;
  Span span;
  Span name_span;  // where the variable gets its name
};

// A dated deed that changes the contract.
struct Deed {
  std::string name;
  std::string title;
  std::string clause;
  Span name_span;
  Span span;               // of all that stands in it
  std::int32_t first = 0;  // the month from which on it is in force
};

// A term as one deed, or the contract as it was signed, has it.
struct Version {
  std::int32_t first = 0;  // month; the first version is in force from the beginning
  ValueId source;          // whose sentences it has; none where the term ends
  std::vector<MonthRange> during;
  NodeId body;
  NodeId when_not_reported;
};

struct Value {
  plan::Value::Kind kind = plan::Value::Kind::define;
  std::string name;
  std::string title;
  std::vector<std::string> prose;
  std::string clause;
  Span name_span;
  Span span;
  Type type;
  std::vector<Index> indexes;
  Grain grain = Grain::once;
  std::optional<int> month_of_year;
  std::vector<MonthRange> during;  // when it exists; empty when it has no periods
  bool is_column = false;
  bool made = false;  // see plan::Value
  ValueId copy_of;    // likewise
  NodeId body;
  plan::Cells cells;
  std::vector<Span> cell_spans;  // beside cells.nodes
  std::vector<bool> kept_cells;  // likewise: the version before has it
  bool some_rows = false;        // a table that need not have a row for every member
  plan::InputRules input;
  std::string not_reported_clause;
  Span not_reported_span;
  std::optional<plan::RecordFigure> records;  // measured from records
  std::string denominator_clause;
  Span denominator_span;
  plan::PaymentRules payment;
  std::uint32_t slot_count = 0;
  bool uncovered_reported = false;    // a missing period was reported once
  std::optional<std::uint32_t> deed;  // in which it is declared
  ValueId version_of;                 // what it changes: then it has no name of its own and is no value of the plan
  bool at_hand = false;               // see plan::Value
  std::vector<Version> versions;      // in order of time; empty where no deed changes it

  // The one in force; none before a term begins and after it ends.
  const Version* version_at(Period period) const;
};

struct Requirement {
  ValueId input;
  std::vector<plan::Argument> naming;
  bool every_settlement = false;
  std::vector<Index> indexes;
  Grain grain = Grain::once;
  std::vector<MonthRange> during;
  NodeId condition;
  std::uint32_t slot_count = 0;
  Span span;
  std::string clause;
};

struct Guarantee {
  std::string title;
  std::vector<Index> indexes;
  Grain grain = Grain::once;
  std::vector<MonthRange> during;
  NodeId condition;
  std::vector<plan::Movement> movements;
  std::uint32_t slot_count = 0;
  Span span;
  std::string clause;
};

struct ScenarioData {
  std::string path;
  Span span;
};

struct Scenario {
  plan::Scenario scenario;  // origins and data are filled when it is lowered
  std::vector<ScenarioData> data;
  std::vector<Span> given_spans;
  std::vector<Span> expect_spans;
  Span span;
};

struct RecordTable {
  plan::RecordTable table;  // its origin is filled when it is lowered
  Span span;
  Span name_span;
  std::vector<Span> column_spans;  // beside table.columns: of their names
  std::string clause;
  bool broken = false;  // columns with a mistake: what is asked of them stays silent
};

struct RowSet {
  plan::RowSet set;  // likewise
  Span span;
  Span name_span;
  std::string clause;
  std::vector<Span> step_spans;  // beside set.steps
  std::vector<std::string> step_clauses;
  std::vector<std::string> names;  // of one row, and of one row of what it is selected from: `this stay`
  std::size_t size = 1;            // tables that its query reads
  bool broken = false;
};

// A name in use and the place where what it names is declared; for editors.
struct Reference {
  Span at;
  Span declared;
};

// `reader` uses `read`, for the check that nothing is worked out from itself.
struct Dependency {
  ValueId reader;
  ValueId read;
  bool earlier = false;  // only ever of an earlier period
  Span span;
};

struct Contract {
  std::string name;
  std::string title;
  std::string source;
  diagnostics::FileId file;
  value::Currency currency;
  std::set<std::uint32_t> other_currencies;  // units of those that a type names
  plan::Calendar calendar;
  MonthRange term;
  std::optional<std::int32_t> run_off_last;
  std::vector<plan::Plan::Rhythm> settled;
  plan::Naming naming = plan::Naming::declared_first;

  std::vector<Deed> deeds;

  std::vector<plan::Entity> entities;
  std::vector<Span> entity_spans;  // beside entities: of their names
  std::vector<plan::Unit> units;
  std::vector<Span> unit_spans;  // beside units: of their names, and of their singulars
  std::vector<Span> unit_singular_spans;
  std::vector<Set> sets;
  SetId parties;  // all of them, `each party`
  std::vector<Value> values;
  std::vector<plan::Node> nodes;
  std::vector<NodeFacts> facts;  // beside nodes
  std::vector<std::string> clauses{""};
  std::vector<Guarantee> guarantees;
  std::vector<Requirement> requirements;
  std::vector<plan::PaymentBlock> payments;
  std::vector<Scenario> scenarios;
  std::vector<Dependency> dependencies;
  std::vector<Reference> references;  // in the order in which they were read; some more than once
  std::vector<RecordTable> tables;
  std::vector<RowSet> row_sets;
  std::vector<plan::RowExpr> row_exprs;

  // Names. Columns may share a name between tables, so a name can stand for several values.
  std::map<std::string, std::vector<ValueId>, std::less<>> values_by_name;
  std::map<std::string, SetId, std::less<>> sets_by_plural;
  std::map<std::string, SetId, std::less<>> sets_by_singular;
  std::map<std::string, UnitId, std::less<>> units_by_name;
  std::map<std::string, UnitId, std::less<>> units_by_singular;
  std::map<std::string, EntityId, std::less<>> parties_by_name;
  std::map<std::string, plan::RowSetId, std::less<>> row_sets_by_name;
  std::set<std::string, std::less<>> balances;      // whose figures are values: "closing reserve"
  std::set<std::string, std::less<>> broken_names;  // declared with a mistake: uses stay silent

  const Value& value(ValueId id) const { return values[id.index]; }
  const Set& set(SetId id) const { return sets[id.index]; }
  const RowSet& rows(plan::RowSetId id) const { return row_sets[id.index]; }
  void add_member(Set& set, EntityId member) const;
  std::optional<EntityId> member(SetId set, std::string_view wanted) const;
  std::optional<std::size_t> position(SetId set, EntityId member) const;
  // Whether every member of `inner` is one of `outer`.
  bool within(SetId inner, SetId outer) const;
  // Whether they share a member.
  bool overlap(SetId left, SetId right) const;
  std::string describe(const Type& type) const;
};

}  // namespace quarterday::model
