// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tables of records and the sets of their rows that a contract measures: what a set is, as data. From this one form
// come the query that is run, the words that explain it and the reason for which a row is left out.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runtime/plan/ids.h"
#include "runtime/value/period.h"

namespace quarterday::plan {

using TableId = Id<struct TableTag>;      // a file of records
using RowSetId = Id<struct RowSetTag>;    // a table, or rows selected from one
using RowExprId = Id<struct RowExprTag>;  // a test or figure of one row

struct RecordColumn {
  enum class Holds { text, date, time, yes_no, number, money, choice, member };
  std::string name;
  Holds holds = Holds::text;
  bool optional = false;             // a cell may be empty
  std::vector<std::string> choices;  // choice: what a cell may say
  SetId set;                         // member: of which group or dimension
  TableId refers_to;                 // text: the key of a row of that table
  std::uint32_t refers_column = 0;   // ... which stands in this column of it
};

struct RecordTable {
  std::string name;      // plural: "discharges"
  std::string singular;  // "discharge"
  std::string file;      // "discharges.csv"
  std::vector<RecordColumn> columns;
  ValueId value;  // by which a refusal names it
  OriginId origin;
};

// Numbers and money of a row are kept as whole millionths, so that every comparison and sum is exact.
inline constexpr std::int64_t record_scale = 1'000'000;
inline constexpr int record_decimals = 6;

enum class RowOp : std::uint8_t {
  column,        // `column` of `row`, reached through the references in `path`
  constant,      // `integer`: millionths, days or minutes since 1970, 1 or 0; or `text`
  member,        // the member in `slot`, by its name
  boundary,      // the first instant of the period of `grain` at hand; the first after it with `flag`
  add,           // numbers or money
  subtract,      //
  after,         // operand[0] and `count` times `unit`: later; `flag`: operand[0] is a time and not a date
  day_of,        // the date of a time
  start_of_day,  // the first instant of a date
  less,          // a test with an empty cell is not met
  less_equal,    //
  equal,         //
  one_of,        // operand[0] is one of the others
  is_given,      // the column is not empty
  refers,        // the reference at the end of `path` leads to a row
  in_period,     // operand[0], a date or with `flag` a time, lies in the period of `grain` at hand
  in_set,        // the row at the end of `path` belongs to `set`
  exists,        // some row of `set`, which becomes row `row`, with the same keys passes operand[0]
  logical_and,   //
  logical_or,    //
  logical_not,   //
};

struct RowExpr {
  enum class Unit : std::uint8_t { minute, hour, day, week, month, year };
  RowOp op = RowOp::constant;
  std::vector<RowExprId> operands;
  std::uint32_t row = 0;            // 0 is the row that is judged, the rows of joins follow from the outside in
  std::vector<std::uint32_t> path;  // columns that refer to another table
  std::uint32_t column = 0;
  std::int64_t integer = 0;
  std::string text;
  bool is_text = false;  // constant: `text`
  bool flag = false;
  std::uint32_t slot = 0;
  value::Grain grain = value::Grain::once;
  Unit unit = Unit::day;
  std::int64_t count = 0;
  RowSetId set;
  std::vector<std::uint32_t> slots;                           // of `set`: the member for each of its indexes
  std::vector<std::pair<std::uint32_t, std::uint32_t>> same;  // exists: columns of row - 1 and of `row`
  bool other = false;                                         // exists: not that row itself
};

struct RowOrder {
  std::uint32_t column = 0;
  bool by_place = false;  // in the file
  bool highest = false;   // that one counts; otherwise the lowest
};

struct RowStep {
  enum class Kind { where, unless, keep_one };
  Kind kind = Kind::where;
  RowExprId condition;              // where, unless
  std::vector<std::uint32_t> keys;  // keep_one: of rows with the same, the first in `order` counts
  std::vector<RowOrder> order;
  bool elsewhere = false;  // what it drops belongs to another period or member
  OriginId origin;
};

struct RowSet {
  struct Index {
    SetId set;
    std::string name;
    std::optional<std::uint32_t> column;  // a row is of the member in this column
  };
  std::string name;
  std::string singular;  // empty where it has none of its own
  TableId table;
  RowSetId of;                          // none: all rows of the table
  std::vector<std::uint32_t> of_slots;  // the member for each index of `of`
  std::vector<Index> indexes;
  value::Grain grain = value::Grain::once;
  std::vector<RowStep> steps;  // in the order in which they are taken
  OriginId origin;
};

// What a value says of a set of rows.
struct RecordFigure {
  enum class What { table, number, sum, average, highest, lowest };
  What what = What::table;  // table: no figure, only the name of the records
  RowSetId set;
  RowExprId of;  // sum, average, highest, lowest
};

struct Records {
  std::vector<RecordTable> tables;
  std::vector<RowSet> sets;  // a set stands after the sets it reads
  std::vector<RowExpr> exprs;

  const RecordTable& table(TableId id) const { return tables[id.index]; }
  const RowSet& set(RowSetId id) const { return sets[id.index]; }
  const RowExpr& expr(RowExprId id) const { return exprs[id.index]; }
};

}  // namespace quarterday::plan
