// SPDX-License-Identifier: Apache-2.0
#pragma once

// The plan: what a contract means, as exact operations over named values. It comes from the compiler and goes to
// settling, explaining and documentation; everything it needs to explain itself (titles, clauses, places and words of
// the contract) is in it, so it can be kept and settled again without the compiler. Types, units and grains were
// checked before: here every reference is an id, and a figure is an exact rational.
//
// A Value is one name of the contract. It exists once for each combination of members of its indexes and each period of
// its span; one such combination is an *instance*. Its body is a node that is evaluated in a frame: slot i holds the
// member of index i, and further slots hold the members bound by `sum over ...`; the frame also has a current period.
// Deliberately not here: source text beyond the words of each origin, data, and any evaluation.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/plan/figure.h"
#include "runtime/plan/ids.h"
#include "runtime/plan/records.h"
#include "runtime/value/currency.h"
#include "runtime/value/period.h"
#include "runtime/value/rational.h"

namespace quarterday::plan {

using value::Calendar;
using value::Grain;
using value::Period;

// Where something stands in the contract, and in which words.
struct Origin {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string clause;      // "9.1, 9.2"; empty when none
  std::string text;        // the author's words, white space collapsed
  std::uint32_t file = 0;  // in Plan::files
  std::string deed = {};   // the dated deed in which it stands; empty in the contract itself
};

struct Entity {
  std::string name;
  std::string title;  // empty when none
  bool is_party = false;
};

struct Set {
  std::string name;               // plural: "trusts"
  std::string singular;           // "trust"
  std::vector<EntityId> members;  // in order of declaration
  bool of_parties = false;
  // Beside members: the month from which on each takes part, where deeds add some; otherwise empty.
  std::vector<std::int32_t> since = {};

  bool takes_part(std::size_t position, Period period) const {
    return since.empty() || period.grain == Grain::once || since[position] <= period.first_month;
  }
};

struct Unit {
  std::string name;
  std::string singular;
};

// How a figure is shown and what data may supply it.
struct Type {
  enum class Kind { number, percent, share, money, count, yes_no, member, range, standard, text, date, period };
  Kind kind = Kind::number;
  UnitId unit;                 // count: of what
  std::string words;           // as the author would write it: "money per case", "share of patients"
  bool per_something = false;  // money per case: shown with all its decimals
  std::string currency;        // money: the code, where it is not the contract's
  SetId set;                   // member
};

// Months from `first` to `last`, both as months of Period::first_month, inclusive.
struct MonthRange {
  std::int32_t first = 0;
  std::int32_t last = 0;
};

struct IndexInfo {
  SetId set;
  std::string name;  // "sender" for `each trust as sender`
  NodeId where;      // may be none; a combination for which it does not hold does not exist
};

// The cells of a parameter or of a column: one node for each combination of members and each range of periods.
struct Cells {
  std::vector<MonthRange> periods;  // empty: the same in every period
  // Row-major over the members' positions in their sets, then the period ranges; none where nothing is given.
  std::vector<NodeId> nodes;
};

struct InputRules {
  // The name in the data: prefix + member + suffix where the name is a pattern, otherwise prefix alone.
  std::string data_prefix;
  std::string data_suffix;
  std::optional<std::uint32_t> data_index;  // which index the pattern holds
  bool metric = false;
  bool lower_is_better = false;
  bool higher_is_better = false;  // neither is said of many metrics; then their thresholds tell
  bool may_pass_whole = false;    // a share's numerator may be above its denominator
  bool may_be_negative = false;
  std::optional<Range> between;  // figures below `low` or above `high` are not accepted
  std::string between_words;     // "between £0 and £500,000"
  bool needs_ratio = false;      // the contract asks for its numerator or denominator
  NodeId when_not_reported;      // none: the settlement is refused
  OriginId not_reported_origin;
  NodeId denominator_bound;       // when the denominator is below it ...
  NodeId when_denominator_below;  // ... this figure stands instead
  OriginId denominator_origin;
};

// Who pays or is paid: a party, or what a node yields (an index's slot or a column of parties).
struct PartyRef {
  EntityId party;
  NodeId node;  // used when `party` is none
};

struct PaymentRules {
  PartyRef from;
  PartyRef to;
  // The printed name: prefix + member of that index + suffix where the name is a pattern, otherwise prefix alone.
  std::string name_prefix;
  std::string name_suffix;
  std::optional<std::uint32_t> name_index;
};

// A value as it stands from a month on, where dated deeds change it. Its `body` and rules are a choice by period
// already; this is for what is shown of them.
struct Version {
  std::int32_t first_month = 0;
  std::string title;         // empty: as before
  NodeId body;               // define, payment
  NodeId when_not_reported;  // input
  OriginId origin;
  OriginId not_reported_origin;
  OriginId denominator_origin;
};

struct Value {
  enum class Kind { input, parameter, define, payment };
  Kind kind = Kind::define;
  std::string name;
  std::string title;
  std::vector<std::string> prose;
  Type type;
  std::vector<Type> type_by_member;  // `its figure`: by position of the last index that has that column; else empty
  std::uint32_t figure_index = 0;    // which index type_by_member goes by
  std::vector<IndexInfo> indexes;
  Grain grain = Grain::once;
  std::optional<int> month_of_year;  // each October: 10; grain is month
  std::vector<MonthRange> span;      // when it exists; sorted; empty for grain once
  NodeId body;                       // define, payment
  Cells cells;                       // parameter
  InputRules input;
  std::optional<RecordFigure> records;  // input: measured from records instead of read from the data
  PaymentRules payment;
  std::uint32_t slot_count = 0;  // of a frame for its body: indexes first, then those bound inside
  bool made = false;             // a step of a balance or of `with ... as`, which has no sentence of its own
  ValueId copy_of;  // of `with ... as`: the value that is worked out again; it is guarded, and absent, as that one is
  bool at_hand = false;  // a term without periods that deeds change: the one of the period at hand, or its beginning
  OriginId origin;       // of the declaration
  std::vector<Version> versions;  // in order of time; empty where no deed changes it
};

enum class Op : std::uint8_t {
  constant,         // figure
  slot,             // the member in `slot`
  current_period,   // the year, quarter or month (`grain`) at hand
  contract_year,    // 1 in the first year of the term
  is_first_period,  // whether the current period is the first of the span of the value `value`
  load,             // `value` with `arguments`, at the current period (or the coarser one that holds it)
  numerator,        // like load, of an input's ratio
  denominator,
  at,  // operand[0] at another period: `time`
  negate,
  logical_not,
  round_money,  // to the minor unit of the currency, ties away from zero
  add,
  subtract,
  multiply,
  divide,
  less,
  less_equal,
  greater,
  greater_equal,  // not met when a side is left out
  equal,          // numbers, members, periods, yes/no, text; not met when a side is left out
  logical_and,
  logical_or,   // all operands are evaluated, so that what is missing is always found
  one_of,       // operand[0] equals one of the others
  is_reported,  // operand[0] (a load): the data have it; for anything else: it is not left out
  is_given,     // operand[0] is not left out
  meets,        // operand[0] meets the standard operand[1]
  select,       // condition, value, condition, value, ..., otherwise; only what is reached is evaluated
  at_most,
  at_least,  // operand[1] left out does not bind
  low,
  high,  // of a range
  make_range,
  make_standard,  // standard: `flag` at least
  sum,
  average,
  highest,
  lowest,
  count,
  every,
  some,            // over `binder`; operands: body, [weight]; see below
  first_reported,  // the first operand that is not left out, else refused naming the cause of the first
  instalment,      // operand[0] evaluated at the year; the part of the current period: cumulative rounding; operand[1]
                   // the weight of each period of the year (optional: equal)
  progress,        // operands: subject, from, to; clamped to 0..1
  position,        // the same, not clamped
  tiers,           // operand[0] the amount; `table`
  scale,
  steps,
  split,       // operand[0] the amount, operand[1] the weight (optional: equally); over `binder`.set; the part of
               // the member in `slot`
  growing,     // operand[0] * (1 + operand[1]) ^ (years since `year`, or since the first of the term)
  to_nearest,  // operand[0] to a multiple of operand[1], ties away from zero
  first_day,
  last_day,      // of the period operand[0]
  days_later,    // the date operand[0], operand[1] days later
  months_later,  // the same day of the month operand[1] months later, or that month's last day
};

// The period at which an operand is evaluated, from the current one.
struct TimeMove {
  enum class Kind { shift, part_of_year, absolute };
  Kind kind = Kind::shift;
  Grain grain = Grain::year;  // shift: the period of this grain that holds the current one, then `count` of them later
  std::int32_t count = 0;     // shift: 0 or negative; part_of_year: 1-based position of the part of `grain` in the year
  Period period;              // absolute
};

// What an aggregate runs over.
struct Binder {
  enum class Kind { members, periods };
  Kind kind = Kind::members;
  SetId set;  // members: bound to `slot` one after the other
  std::uint32_t slot = 0;
  Grain grain = Grain::month;   // periods: the parts of the current period of this grain ...
  bool to_date = false;         // ... or those of the year up to and including the current one
  std::int32_t last_count = 0;  // ... or the last n of them, the current one included
  std::optional<Period> from;   // ... or from this one up to the current one (years from P to date)
  std::optional<Period> to;     // ... or, of the years `from` to `to`, the part that the current period is of its own
  bool earlier = false;         // members: those before the member in `at_hand`
  std::uint32_t at_hand = 0;
  NodeId where;  // may be none
};

struct Argument {
  enum class Kind { slot, entity, node };
  Kind kind = Kind::slot;
  std::uint32_t slot = 0;
  EntityId entity;
  NodeId node;  // a column that holds a member
};

struct TableRow {
  enum class Bound {
    up_to,
    above,
    loss_up_to,
    loss_above,
    loss,
    at,
    short_of,
    below,
    to_below,
    at_least,
    at_most,
    otherwise
  };
  Bound bound = Bound::up_to;
  NodeId low;                   // to_below: from `low` (inclusive) to below `at`
  NodeId at;                    // the bound; none for above, loss_above, loss, otherwise
  std::vector<NodeId> results;  // one rate or value; or one weight for each column
  OriginId origin;
};

// Rows of tiers, a scale or steps. With columns each slice of tiers is split exactly over them, and the node yields the
// part of the member in `slot`.
struct RowTable {
  std::vector<TableRow> rows;
  std::vector<EntityId> columns;
  std::uint32_t slot = 0;
};

struct Node {
  Op op = Op::constant;
  std::vector<NodeId> operands;
  OriginId origin;
  Type type;
  Figure figure;               // constant
  std::uint32_t slot = 0;      // slot, split
  Grain grain = Grain::year;   // current_period
  bool flag = false;           // make_standard: at least; divide: by nothing is left out, for a ratio of no members
  std::optional<Period> year;  // growing: the year in which nothing has been added yet
  ValueId value;               // load, numerator, denominator, is_first_period
  std::vector<Argument> arguments;
  std::optional<TimeMove> time;   // at
  std::optional<Binder> binder;   // aggregates, split
  std::optional<RowTable> table;  // tiers, scale, steps
};

// `require`: guards the input it names. Whatever reads that input in a period for which the condition fails (for any
// combination of the indexes) is refused.
struct Requirement {
  ValueId input;
  std::vector<Argument> naming;   // which figure of the input is named: a member for each of its indexes
  bool every_settlement = false;  // of its period is refused, whatever it reads
  std::vector<IndexInfo> indexes;
  Grain grain = Grain::once;
  std::vector<MonthRange> span;
  NodeId condition;
  std::uint32_t slot_count = 0;
  OriginId origin;
};

// Payments whose lines come together: for each combination of the first `shared` indexes, all of them in turn.
struct PaymentBlock {
  std::uint32_t shared = 0;
  std::vector<ValueId> payments;
};

struct Given {
  ValueId value;
  std::vector<EntityId> members;
  std::optional<Period> period;  // none: the scenario's (or the coarser one that holds it)
  NodeId figure;                 // none: it is not reported
  OriginId origin;
};

struct Expectation {
  NodeId condition;  // none when a refusal is expected
  NodeId left;       // of an equality: what is compared, so that a failure can say both figures
  NodeId right;
  ValueId refused_input;                  // none unless a refusal is expected
  std::vector<EntityId> refused_members;  // whose figure is to be named; empty when any will do
  OriginId origin;
};

// An index that a sentence leaves open: it speaks of every member of the set, bound to the slot one after the other.
struct FreeIndex {
  std::uint32_t slot = 0;
  SetId set;
};

// `fee never falls as seen rises`: of any two cases that differ in the driver alone.
struct Movement {
  enum class As { rises, falls, improves };
  NodeId subject;
  std::vector<FreeIndex> subject_free;
  NodeId driver;  // a name, perhaps of another period
  std::vector<FreeIndex> driver_free;
  bool never_falls = true;  // otherwise it never rises
  As as = As::rises;
};

// What is to hold whatever the data, for each combination of the indexes in each period.
struct Guarantee {
  std::string title;
  std::vector<IndexInfo> indexes;
  Grain grain = Grain::once;
  std::vector<MonthRange> span;
  NodeId condition;  // its movements count as met
  std::vector<Movement> movements;
  std::uint32_t slot_count = 0;
  OriginId origin;
};

// A file of figures beside the contract: `given from "spring.csv"`.
struct ScenarioData {
  std::string path;
  OriginId origin;
};

struct Scenario {
  std::string title;
  Period period;
  std::vector<ScenarioData> data;
  std::vector<Given> given;
  std::vector<Expectation> expect;
  std::uint32_t slot_count = 0;
  OriginId origin;
};

// Of several missing figures, the one that a refused settlement names: by the order of declaration, or the one of the
// earliest or latest period first.
enum class Naming { declared_first, earliest_first, latest_first };

struct Plan {
  std::string contract;  // its name
  std::string title;
  std::string source;              // the publication or document it comes from
  std::vector<std::string> files;  // names of the contract's file and of what it imports, for places
  std::string hash;                // of everything the contract says, in whichever files; 64 hexadecimal digits
  value::Currency currency;
  Calendar calendar;
  MonthRange term;
  std::optional<std::int32_t> run_off_last;  // last month of the run-off
  MonthRange with_run_off() const { return {term.first, std::max(term.last, run_off_last.value_or(term.last))}; }
  struct Rhythm {
    Grain grain = Grain::year;
    std::vector<MonthRange> during;  // empty: the whole term, and the run-off
  };
  std::vector<Rhythm> settled;
  Naming naming = Naming::declared_first;
  std::vector<Entity> entities;
  std::vector<Set> sets;
  std::vector<Unit> units;
  std::vector<Value> values;  // in order of declaration
  std::vector<Node> nodes;
  std::vector<Origin> origins;
  std::vector<Guarantee> guarantees;
  std::vector<Requirement> requirements;
  std::vector<PaymentBlock> payments;  // in order of declaration
  std::vector<Scenario> scenarios;
  Records records;

  const Entity& entity(EntityId id) const { return entities[id.index]; }
  const Set& set(SetId id) const { return sets[id.index]; }
  const Value& value(ValueId id) const { return values[id.index]; }
  const Node& node(NodeId id) const { return nodes[id.index]; }
  const Origin& origin(OriginId id) const { return origins[id.index]; }
  std::string file_of(const Origin& origin) const { return origin.file < files.size() ? files[origin.file] : ""; }
};

}  // namespace quarterday::plan
