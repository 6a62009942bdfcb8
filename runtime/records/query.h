// SPDX-License-Identifier: Apache-2.0
#pragma once

// From a set of rows to the query that finds them: the one place where the form of a plan becomes SQL. Names of tables
// and columns are those of the contract, which are letters, digits and underscores, in quotation marks; whatever else
// stands in a query is a number or a quoted word of the contract, so nothing of the data can become part of one.

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::records {

// The line of the file in which a row stands; no name of a contract has a blank.
inline constexpr std::string_view line_column = "\"file line\"";

std::string quoted_name(std::string_view name);
// Of records in a query: as the contract calls them, unless the database keeps such names to itself.
std::string table_name(std::string_view name);

// What a query looks up quickly: columns of a table.
using Index = std::pair<std::uint32_t, std::vector<std::string>>;

class QueryWriter {
 public:
  QueryWriter(const plan::Plan& plan, plan::Period period) : plan_(plan), records_(plan.records), period_(period) {}

  // Members for the indexes of the set, by name.
  std::string figure(const plan::RecordFigure& figure, const std::vector<std::string>& members);
  // For each row of the table its line, the cell of its first column, and which step left it out: 0 none, otherwise
  // counted from 1 over the set's steps and those of the sets it is selected from, as `steps_of` lists them.
  std::string reasons(plan::RowSetId set, const std::vector<std::string>& members);

  const std::set<Index>& indexes() const { return indexes_; }

 private:
  struct Frame {
    std::vector<std::string> rows;  // what the rows are called, from the outside in
    const std::vector<std::string>& members;
  };

  void belongs(plan::RowSetId set, const std::string& row, const std::vector<std::string>& members, std::size_t steps,
               std::vector<std::string>& tests);
  std::string step(plan::RowSetId set, std::size_t at, const std::string& row, const std::vector<std::string>& members);
  std::string keep_one(plan::RowSetId set, std::size_t at, const std::string& row,
                       const std::vector<std::string>& members);
  std::string comes_before(const plan::RowSet& set, const plan::RowStep& step, const std::string& other,
                           const std::string& row);
  void index_of_member(const plan::RowExpr& equal);
  std::string test(plan::RowExprId id, const Frame& frame);
  std::string value(plan::RowExprId id, const Frame& frame);
  std::string column(const plan::RowExpr& expr, const Frame& frame);
  std::string cell(const std::string& row, plan::TableId table, const std::vector<std::uint32_t>& path,
                   std::uint32_t column);
  std::string referred(const plan::RowExpr& expr, const Frame& frame, const std::string& alias);
  std::string boundary(const plan::RowExpr& expr) const;
  std::string after(const plan::RowExpr& expr, const Frame& frame);
  std::string in_period(const plan::RowExpr& expr, const Frame& frame);
  std::string in_set(const plan::RowExpr& expr, const Frame& frame);
  std::string exists(const plan::RowExpr& expr, const Frame& frame);
  std::string first_compared(plan::RowExprId id, std::uint32_t row, plan::TableId table) const;
  bool may_be_empty(plan::RowExprId id) const;
  plan::TableId table_of(const plan::RowExpr& expr) const;
  std::string subquery(const std::string& alias, plan::TableId table, const std::vector<std::string>& tests);
  std::string joined(const std::vector<std::string>& tests) const;
  std::string new_row() { return "r" + std::to_string(++row_count_); }
  std::string break_line() const { return "\n" + std::string(2 * depth_, ' '); }
  const std::string& column_name(plan::TableId table, std::uint32_t column) const {
    return records_.table(table).columns[column].name;
  }

  const plan::Plan& plan_;
  const plan::Records& records_;
  plan::Period period_;
  std::set<Index> indexes_;
  std::vector<plan::TableId> tables_;  // of the rows of the frame at hand
  std::size_t row_count_ = 0;
  std::size_t depth_ = 1;
};

// The steps of a set from the table on: those of the sets it is selected from come first.
struct StepPlace {
  plan::RowSetId set;
  std::size_t step = 0;
};
std::vector<StepPlace> steps_of(const plan::Records& records, plan::RowSetId set);

}  // namespace quarterday::records
