// SPDX-License-Identifier: Apache-2.0
//
// What all tables of terms have in common: rows that begin with a member or a period, and cells that become figures.
// Everything here reports what is wrong with the table as it goes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace quarterday::check {

// `January`, `Q3`: that part of every year of the term, and of the run-off.
struct PartOfYear {
  Grain grain = Grain::month;
  int part = 1;  // from the beginning of the contract year
};

// A row, column or cell that is given for some months.
struct PeriodRow {
  MonthRange months;
  std::size_t row = 0;  // where it stands
  Span span;
  std::string text;
  bool recurs = false;  // stands for other years too
};

void shape(Context& context, Span span, const std::string& what, const std::string& help = "");

// A period in a cell: `2014/15`, or a plain `2014` of a calendar-year contract.
std::optional<syntax::PeriodText> period_text(const Context& context, const syntax::Cell& cell);
std::optional<PartOfYear> part_of_year(const Context& context, const syntax::Cell& cell);
Period part_in(const Context& context, const PartOfYear& part, Period year);
// The months for which a cell stands: of a period, or `from` it to the end.
std::optional<PeriodRow> period_cell(Context& context, const syntax::Cell& cell, std::size_t at);
// One for each year.
void add_parts_of_years(Context& context, const syntax::Cell& cell, const PartOfYear& part, std::size_t at,
                        std::vector<PeriodRow>& rows);

// Where the member stands in the set.
std::optional<std::size_t> member_position(Context& context, SetId set, const syntax::Name& name);
// Whether the member takes part from the beginning of what is being read: of the contract, or of a deed.
bool takes_part(const Context& context, SetId set, std::size_t position);
// By position of the member: the row that is about it; `complete` if every member must have one.
std::vector<const syntax::Row*> rows_by_member(Context& context, const syntax::Table& table, std::size_t first_row,
                                               SetId set, bool complete);
// The rows in order of time.
std::vector<PeriodRow> read_period_rows(Context& context, const syntax::Table& table, std::size_t first_row);
// In order of time, without those that overlap.
std::vector<PeriodRow> sorted_periods(Context& context, std::vector<PeriodRow> rows);
// Gaps in what the head promises, once for each value.
void check_cover(Context& context, model::Value& value, const std::vector<MonthRange>& ranges, Span table);
// A row that lies outside what the head promises would never be read.
void check_outside(Context& context, const model::Value& value, const std::vector<PeriodRow>& rows);

void put_cell(Context::PendingCells& pending, const syntax::Row* row, std::size_t position);

// A parameter by three or more of members and periods, or by two with a row for each figure: its first columns say for
// what a row stands.
bool has_key_columns(const Context& context, const model::Value& value, const syntax::Table& table);
void declare_keyed_table(Context& context, model::Value value, const syntax::Table& table,
                         Context::PendingCells pending);

}  // namespace quarterday::check
