// SPDX-License-Identifier: Apache-2.0
//
// Terms given as tables: parameters, and the columns of groups and dimensions. Each column becomes a value whose cells
// are sentences; their types are found when every name is known.
#include <algorithm>
#include <utility>

#include "compiler/check/heads.h"
#include "compiler/check/table_rows.h"
#include "compiler/check/variations.h"

namespace quarterday::check {
namespace {

using syntax::Cell;
using syntax::Table;

// A column of a table: one cell of the header, or several of one name that differ by period.
struct Column {
  syntax::Name name;
  std::optional<syntax::Type> type;
  std::vector<std::optional<Period>> periods;
  std::vector<bool> onward;        // from that period on, beside periods
  std::vector<std::size_t> cells;  // positions in a row, beside periods
  std::vector<Span> spans;         // in the header, likewise
};

std::vector<Column> read_header(Context& context, const Table& table, std::size_t from) {
  std::vector<Column> columns;
  bool reported = false;
  const auto& header = table.rows.front().cells;
  for (std::size_t c = from; c < header.size(); ++c) {
    const Cell& cell = header[c];
    if (cell.kind == Cell::Kind::empty) continue;  // a column of clauses needs no name
    std::optional<Period> period;
    if (const auto text = cell.period ? cell.period : period_text(context, cell)) {
      period = context.period(*text);
      if (!period) continue;
    }
    const bool onward = cell.onward || cell.kind == Cell::Kind::from;
    if (cell.name) {
      columns.push_back({*cell.name, cell.type, {period}, {onward}, {c}, {cell.span}});
    } else if (period && !columns.empty() && columns.back().periods.front()) {
      columns.back().periods.push_back(period);
      columns.back().onward.push_back(onward);
      columns.back().cells.push_back(c);
      columns.back().spans.push_back(cell.span);
    } else if (!std::exchange(reported, true)) {
      shape(context, cell.span, "a column has no name",
            "the header gives a name, or a name and a period such as `goal 2015/16`");
    }
  }
  return columns;
}

// A list has one figure in each row, and perhaps a clause after it.
bool is_list(Context& context, const Table& table) {
  const auto& cells = table.rows.front().cells;
  if (cells.size() < 2) {
    shape(context, table.rows.front().span, "its rows give no figure");
    return false;
  }
  if (cells.size() > 2 && cells[2].kind != Cell::Kind::clause && cells[2].kind != Cell::Kind::empty) {
    shape(context, cells[2].span, "a row gives a second figure",
          "a list by one index has one figure in each row; for several terms at once write `parameters`");
    return false;
  }
  // Rows of other lengths are reported where the text is read.
  return std::all_of(table.rows.begin(), table.rows.end(),
                     [&cells](const syntax::Row& row) { return row.cells.size() == cells.size(); });
}

// `parameter at_risk each quarter` with a row for each period.
void list_by_period(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  const auto rows = read_period_rows(context, table, 0);
  check_outside(context, value, rows);
  for (const PeriodRow& row : rows) {
    value.cells.periods.push_back(row.months);
    put_cell(pending, &table.rows[row.row], 1);
  }
  if (is_list(context, table) && rows.size() >= table.rows.size())
    check_cover(context, value, value.cells.periods, table.span);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

bool heads_parts_of_year(const Context& context, const Table& table) {
  const auto& header = table.rows.front().cells;
  return header.size() > 1 && part_of_year(context, header[1]).has_value();
}

// `parameter target each quarter` with a row for each year and a column for each quarter of it.
void grid_of_parts(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  const auto& header = table.rows.front().cells;
  std::vector<PeriodRow> cells;
  for (const PeriodRow& row : read_period_rows(context, table, 1)) {
    for (const Period year : periods_in({row.months}, Grain::year, context.contract.calendar)) {
      for (std::size_t c = 1; c < header.size(); ++c) {
        const auto part = part_of_year(context, header[c]);
        if (!part) continue;
        const Period period = part_in(context, *part, year);
        cells.push_back(
            {months_of(period), row.row * header.size() + c, row.span, context.contract.calendar.name(period), true});
      }
    }
  }
  cells = sorted_periods(context, std::move(cells));
  for (const PeriodRow& cell : cells) {
    value.cells.periods.push_back(cell.months);
    put_cell(pending, &table.rows[cell.row / header.size()], cell.row % header.size());
  }
  check_outside(context, value, cells);
  check_cover(context, value, value.cells.periods, table.span);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

// A deed gives the rows that it changes; the others stay as they were.
bool is_change(const Context& context, const std::string& name) {
  return term_changed_by_deed(context, name).has_value();
}

// `parameter advance_of_fund for each fund` with a row for each member.
void list_by_member(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  const bool whole = is_list(context, table) && !is_change(context, value.name);
  for (const syntax::Row* row : rows_by_member(context, table, 0, value.indexes.front().set, whole))
    put_cell(pending, row, 1);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

// Which column of the header stands for each member; 0 for none, which is reported.
std::vector<std::size_t> columns_of_members(Context& context, const Table& table, SetId across) {
  const model::Set& set = context.contract.set(across);
  const auto& header = table.rows.front().cells;
  std::vector<std::size_t> columns(set.set.members.size(), 0);
  for (std::size_t c = 1; c < header.size(); ++c) {
    if (!header[c].name) continue;
    if (const auto position = member_position(context, across, *header[c].name)) columns[*position] = c;
  }
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == 0 && takes_part(context, across, i))
      shape(context, table.rows.front().span,
            "no column for '" + context.contract.entities[set.set.members[i].index].name + "'");
  return columns;
}

// `parameter influence for each project, each sharer`: a row for each of the first, a column for each of the second.
void grid_of_members(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  const std::vector<std::size_t> columns = columns_of_members(context, table, value.indexes[1].set);
  const bool complete = !is_change(context, value.name);
  for (const syntax::Row* row : rows_by_member(context, table, 1, value.indexes.front().set, complete))
    for (const std::size_t c : columns) put_cell(pending, c == 0 ? nullptr : row, c);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

// `parameter growth for each area, each year` with a row for each period, a column for each member.
void grid_with_periods_down(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  const auto rows = read_period_rows(context, table, 1);
  for (const PeriodRow& row : rows) value.cells.periods.push_back(row.months);
  check_outside(context, value, rows);
  check_cover(context, value, value.cells.periods, table.span);
  for (const std::size_t column : columns_of_members(context, table, value.indexes.front().set))
    for (const PeriodRow& row : rows) put_cell(pending, column == 0 ? nullptr : &table.rows[row.row], column);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

bool begins_with_period(const Context& context, const syntax::Row& row) {
  if (row.cells.empty()) return false;
  const Cell& first = row.cells.front();
  return first.kind == Cell::Kind::from || period_text(context, first) || part_of_year(context, first);
}

bool has_periods_down(const Context& context, const Table& table) {
  return table.rows.size() > 1 && begins_with_period(context, table.rows[1]);
}

// `parameter baseline for each service, each quarter`: a row for each member, a column for each period.
void grid_by_period(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  std::vector<PeriodRow> columns;
  const auto& header = table.rows.front().cells;
  for (std::size_t c = 1; c < header.size(); ++c) {
    const Cell& cell = header[c];
    if (const auto part = part_of_year(context, cell)) {
      add_parts_of_years(context, cell, *part, c, columns);
      continue;
    }
    if (const auto column = period_cell(context, cell, c)) {
      columns.push_back(*column);
    } else if (cell.kind != Cell::Kind::empty && !cell.period && !period_text(context, cell)) {
      shape(context, cell.span, "a column is headed by something that is no period");
    }
  }
  columns = sorted_periods(context, std::move(columns));
  for (const PeriodRow& column : columns) value.cells.periods.push_back(column.months);
  check_outside(context, value, columns);
  check_cover(context, value, value.cells.periods, table.rows.front().span);
  const bool complete = !is_change(context, value.name);
  for (const syntax::Row* row : rows_by_member(context, table, 1, value.indexes.front().set, complete))
    for (const PeriodRow& column : columns) put_cell(pending, row, column.row);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

// What the head of a table probably left out: the period or the dimension that its rows begin with.
std::string missing_index(const Context& context, const Table& table) {
  const auto& cells = table.rows.back().cells;
  if (begins_with_period(context, table.rows.back()))
    return "each row is for a period: write `each year` (or quarter, or month) after the name";
  for (const model::Set& set : context.contract.sets)
    if (!cells.empty() && cells.front().name && set.positions_by_name.count(cells.front().name->text) > 0)
      return "each row is for one of the " + set.set.name + ": write `for each " + set.set.singular +
             "` after the name";
  return "say after the name what the rows are for (`for each ...`, `each year`), or give one figure: `= ...`";
}

// Its name is known, so that its uses are no mistakes of their own.
void declare_broken(Context& context, model::Value value) {
  context.contract.broken_names.insert(value.name);
  context.declare(std::move(value));
}

// A parameter of one figure.
void declare_figure(Context& context, model::Value value, ExprId figure, Context::PendingCells pending) {
  pending.cells.push_back(figure);
  pending.sources.push_back(nullptr);
  pending.places.push_back(Span::nowhere());
  pending.kept.push_back(false);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

void declare_parameter(Context& context, const syntax::ParameterDecl& decl) {
  const ReadHead head = read_head(context, decl.head);
  model::Value value = value_of(decl, plan::Value::Kind::parameter, head);
  Context::PendingCells pending;
  pending.span = decl.span;
  if (decl.type)
    pending.declared = decl.type->form == syntax::Type::Form::its ? context.figure_type(*decl.type, head.indexes)
                                                                  : context.type(*decl.type);
  if (head.broken) context.contract.broken_names.insert(decl.name.text);
  const std::size_t dimensions = head.indexes.size() + (head.grain != Grain::once ? 1 : 0);
  if (decl.body.expr && !decl.body.table) {
    if (dimensions != 0) {
      shape(context, decl.name.span, "a parameter that is given for each member or period has a table",
            "use `define` for a figure that is worked out");
      context.contract.broken_names.insert(decl.name.text);
    }
    return declare_figure(context, std::move(value), decl.body.expr, std::move(pending));
  }
  if (!decl.body.table || decl.body.expr || head.broken) {
    if (!head.broken)
      shape(context, decl.name.span, "it has no figures",
            "write `= ...`, or a table with a row for each member or period");
    return declare_broken(context, std::move(value));
  }
  const Table& table = *decl.body.table;
  if (context.has_mistake_in(table.span)) return declare_broken(context, std::move(value));
  if (dimensions == 0) {
    shape(context, decl.name.span, "a parameter of one figure has a table", missing_index(context, table));
    return declare_broken(context, std::move(value));
  }
  const bool by_period = head.grain != Grain::once;
  if (dimensions > 2 || (dimensions == 2 && has_key_columns(context, value, table)))
    return declare_keyed_table(context, std::move(value), table, std::move(pending));
  if (dimensions == 1 && by_period && heads_parts_of_year(context, table))
    return grid_of_parts(context, std::move(value), table, std::move(pending));
  if (dimensions == 1 && by_period) return list_by_period(context, std::move(value), table, std::move(pending));
  if (dimensions == 1) return list_by_member(context, std::move(value), table, std::move(pending));
  if (dimensions == 2 && by_period && has_periods_down(context, table))
    return grid_with_periods_down(context, std::move(value), table, std::move(pending));
  if (dimensions == 2 && by_period) return grid_by_period(context, std::move(value), table, std::move(pending));
  return grid_of_members(context, std::move(value), table, std::move(pending));
}

// `its figure` is what a column without a type of its own is anyway.
std::optional<Type> declared_type(Context& context, const Column& column) {
  if (!column.type || column.type->form == syntax::Type::Form::its) return std::nullopt;
  return context.type(*column.type);
}

// What the columns of a table have in common.
struct Around {
  Span span;
  const std::string& clause;
  bool complete = true;  // every member has a row
};

// A named column whose rows are members; several cells of one name make it vary by period.
void declare_column(Context& context, const Column& column, SetId set, const std::vector<const syntax::Row*>& rows,
                    const Around& table) {
  const model::Set& members = context.contract.set(set);
  if (column.name.text == "title" || column.name.text == members.figure_column) return;
  model::Value value;
  value.kind = plan::Value::Kind::parameter;
  value.name = column.name.text;
  value.name_span = column.name.span;
  value.span = column.name.span;
  value.clause = table.clause;
  value.some_rows = !table.complete;
  value.is_column = true;
  value.indexes.push_back({set, members.set.singular, false, {}, column.name.span, members.singular_span});
  Context::PendingCells pending;
  pending.span = table.span;
  pending.declared = declared_type(context, column);
  std::vector<PeriodRow> periods;
  if (column.periods.front()) {
    value.grain = column.periods.front()->grain;
    for (std::size_t i = 0; i < column.periods.size(); ++i) {
      if (column.periods[i]->grain != value.grain)
        shape(context, column.name.span, "the periods of a column are all years, all quarters or all months");
      MonthRange months = months_of(*column.periods[i]);
      if (column.onward[i]) months.last = context.last_month();
      periods.push_back({months, column.cells[i], column.spans[i], context.contract.calendar.name(*column.periods[i])});
    }
    periods = sorted_periods(context, std::move(periods));
    for (const PeriodRow& period : periods) value.cells.periods.push_back(period.months);
    value.during = value.cells.periods;
  } else {
    periods.push_back({{}, column.cells.front(), column.name.span, ""});
  }
  for (const syntax::Row* row : rows)
    for (const PeriodRow& period : periods) put_cell(pending, row, period.row);
  pending.value = context.declare(std::move(value));
  context.pending_cells.push_back(std::move(pending));
}

// The first column is headed by what its rows are.
void check_first_heading(Context& context, const Table& table, SetId set) {
  const std::string& singular = context.contract.set(set).set.singular;
  const Cell& first = table.rows.front().cells.front();
  if (first.name && first.name->text == singular) return;
  const std::string what =
      first.name ? "the first column is headed '" + first.name->text + "', but each of its rows is a " + singular
                 : "the first column has no heading";
  shape(context, first.span, what,
        "head it '" + singular + "': its rows are the " + context.contract.set(set).set.name);
}

void declare_columns(Context& context, const Table& table, SetId set, bool complete, const std::string& clause) {
  check_first_heading(context, table, set);
  const std::vector<Column> columns = read_header(context, table, 1);
  const bool all_rows = complete && !std::all_of(columns.begin(), columns.end(), [&](const Column& column) {
                          return is_change(context, column.name.text);
                        });
  const auto rows = rows_by_member(context, table, 1, set, all_rows);
  for (const Column& column : columns) declare_column(context, column, set, rows, {table.span, clause, complete});
}

// `parameters each year`: rows are periods, columns are terms.
void declare_terms_by_period(Context& context, const syntax::ParametersDecl& decl, const ReadHead& head) {
  const auto rows = read_period_rows(context, decl.table, 1);
  bool first = true;
  for (const Column& column : read_header(context, decl.table, 1)) {
    model::Value value = value_of(decl, plan::Value::Kind::parameter, head);
    value.name = column.name.text;
    value.name_span = column.name.span;
    Context::PendingCells pending;
    pending.span = decl.table.span;
    pending.declared = declared_type(context, column);
    for (const PeriodRow& row : rows) {
      value.cells.periods.push_back(row.months);
      put_cell(pending, &decl.table.rows[row.row], column.cells.front());
    }
    if (first) check_outside(context, value, rows);
    if (first && rows.size() + 1 >= decl.table.rows.size())
      check_cover(context, value, value.cells.periods, decl.table.span);
    first = false;
    pending.value = context.declare(std::move(value));
    context.pending_cells.push_back(std::move(pending));
  }
}

void declare_parameters(Context& context, const syntax::ParametersDecl& decl) {
  const ReadHead head = read_head(context, decl.head);
  if (head.broken || context.has_mistake_in(decl.table.span)) return context.give_up(decl.table);
  if (head.indexes.empty()) return declare_terms_by_period(context, decl, head);
  if (head.indexes.size() == 1)
    return declare_columns(context, decl.table, head.indexes.front().set, true, decl.clause.text);
  shape(context, decl.span, "`parameters` have one index: the rows are its members");
}

}  // namespace

void declare_table(Context& context, const syntax::Declaration& declaration) {
  if (const auto* parameter = std::get_if<syntax::ParameterDecl>(&declaration)) declare_parameter(context, *parameter);
  if (const auto* parameters = std::get_if<syntax::ParametersDecl>(&declaration))
    declare_parameters(context, *parameters);
  const auto columns_of = [&](const auto& decl) {
    const auto set = context.contract.sets_by_plural.find(decl.name.text);
    if (decl.table && !context.is_broken(decl.name.text) && set != context.contract.sets_by_plural.end())
      declare_columns(context, *decl.table, set->second, false, decl.clause.text);
  };
  if (const auto* group = std::get_if<syntax::GroupDecl>(&declaration)) columns_of(*group);
  if (const auto* dimension = std::get_if<syntax::DimensionDecl>(&declaration)) columns_of(*dimension);
}

}  // namespace quarterday::check
