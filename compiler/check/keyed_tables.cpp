// SPDX-License-Identifier: Apache-2.0
//
// Tables whose first columns say for what a row stands: one column for each member and period of the head, or, in a
// grid, for each but the last.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/check/heads.h"
#include "compiler/check/table_rows.h"
#include "compiler/check/variations.h"

namespace quarterday::check {
namespace {

using syntax::Cell;
using syntax::Row;
using syntax::Table;

// More figures than any schedule prints.
constexpr std::size_t most_figures = 1'000'000;

bool is_grain_word(const Context& context, const Cell& cell, Grain grain) {
  const auto* word = context.as<syntax::CalendarReference>(cell.expr);
  if (cell.kind != Cell::Kind::expression || !word) return false;
  switch (word->word) {
    case syntax::CalendarWord::year:
      return grain == Grain::year;
    case syntax::CalendarWord::quarter:
      return grain == Grain::quarter;
    case syntax::CalendarWord::month:
      return grain == Grain::month;
    case syntax::CalendarWord::contract_year:
      return false;
  }
  return false;
}

// Whether the cell heads the column of that index, or, past the indexes, of the periods.
bool heads(const Context& context, const model::Value& value, const Cell& cell, std::size_t dimension) {
  if (dimension == value.indexes.size()) return is_grain_word(context, cell, value.grain);
  const model::Index& index = value.indexes[dimension];
  return cell.name &&
         (cell.name->text == index.name || cell.name->text == context.contract.set(index.set).set.singular);
}

std::size_t dimensions_of(const model::Value& value) {
  return value.indexes.size() + (value.grain == Grain::once ? 0 : 1);
}

// The members that a figure is for, by position in their sets.
using Members = std::vector<std::size_t>;

struct Figure {
  PeriodRow period;  // for all time where the head has no periods
  const Row* row = nullptr;
  std::size_t column = 0;
};

class KeyedTable {
 public:
  KeyedTable(Context& context, model::Value& value, const Table& table)
      : context_(context), value_(value), table_(table), by_period_(value.grain != Grain::once) {}

  // False, with a report, when the table cannot be read.
  bool read() {
    if (!read_header()) return false;
    for (std::size_t r = 1; r < table_.rows.size(); ++r) read_row(table_.rows[r], r);
    return !strangers_ && is_complete();
  }

  // False, with a report, when there would be too many figures.
  bool fill(Context::PendingCells& pending) {
    if (!by_period_) {
      for (const auto& [members, figures] : figures_)
        put_cell(pending, figures.empty() ? nullptr : figures.front().row,
                 figures.empty() ? 0 : figures.front().column);
      return true;
    }
    find_periods();
    if (figures_.size() * value_.cells.periods.size() > most_figures) {
      shape(context_, table_.span, "it gives more than 1,000,000 figures");
      return false;
    }
    for (auto& [members, figures] : figures_) put_figures(pending, figures);
    return true;
  }

 private:
  std::string key_words(std::size_t count) const {
    std::string words;
    for (std::size_t d = 0; d < count; ++d) {
      const std::string name = d < value_.indexes.size() ? value_.indexes[d].name : grain_word(value_.grain);
      words += (d == 0 ? "" : d + 1 == count ? " and " : ", ") + ("'" + name + "'");
    }
    return words;
  }

  bool read_header() {
    const std::vector<Cell>& header = table_.rows.front().cells;
    const std::size_t dimensions = dimensions_of(value_);
    std::size_t keys = 0;
    while (keys < dimensions && keys < header.size() && heads(context_, value_, header[keys], keys)) ++keys;
    if (keys + 1 < dimensions || header.size() <= keys) {
      context_.report(make<Id::KeyColumns>(table_.rows.front().span, value_.name, key_words(dimensions - 1)))
          .help("then come a column for each " + (by_period_ ? grain_word(value_.grain) : value_.indexes.back().name) +
                ", or one column '" + (by_period_ ? grain_word(value_.grain) : value_.indexes.back().name) +
                "' and one of figures");
      return false;
    }
    keys_ = keys;
    is_grid_ = keys < dimensions;
    for (std::size_t c = keys; is_grid_ && c < header.size(); ++c) read_column(header[c], c);
    return true;
  }

  // A column of a grid, for a member or a period.
  void read_column(const Cell& cell, std::size_t at) {
    if (cell.kind == Cell::Kind::empty) return;
    if (by_period_) {
      if (const auto period = period_cell(context_, cell, at)) {
        columns_.push_back({*period, 0, at});
      } else if (!cell.period && !period_text(context_, cell)) {
        shape(context_, cell.span, "a column is headed by something that is no period");
      }
    } else if (cell.name) {
      if (const auto member = member_position(context_, value_.indexes.back().set, *cell.name))
        columns_.push_back({{}, *member, at});
      else
        strangers_ = true;
    }
  }

  void read_row(const Row& row, std::size_t at) {
    if (row.cells.size() < keys_) return;
    Members members;
    for (std::size_t d = 0; d < std::min(keys_, value_.indexes.size()); ++d) {
      const Cell& cell = row.cells[d];
      if (!cell.name) {
        shape(context_, cell.span,
              "this column has the name of a " + context_.contract.set(value_.indexes[d].set).set.singular +
                  " in each row");
        strangers_ = true;
        return;
      }
      const auto member = member_position(context_, value_.indexes[d].set, *cell.name);
      if (!member) {
        strangers_ = true;
        return;
      }
      members.push_back(*member);
    }
    if (is_grid_) {
      for (const Column& column : columns_) {
        Members all = members;
        if (!by_period_) all.push_back(column.member);
        add(all, {column.period, &row, column.at}, row.cells.front().span);
      }
      return;
    }
    PeriodRow period;
    if (by_period_) {
      const Cell& cell = row.cells[keys_ - 1];
      const auto read = period_cell(context_, cell, at);
      if (!read && !cell.period && !period_text(context_, cell))
        shape(context_, cell.span, "this column has a period in each row");
      if (!read) {
        strangers_ = true;
        return;
      }
      period = *read;
    }
    add(members, {period, &row, keys_}, row.cells.front().span);
  }

  void add(const Members& members, const Figure& figure, Span span) {
    std::vector<Figure>& figures = figures_[members];
    for (const Figure& other : figures) {
      const bool apart = by_period_ && (figure.period.months.last < other.period.months.first ||
                                        other.period.months.last < figure.period.months.first);
      if (apart) continue;
      context_.report(make<Id::DeclaredTwice>(span, words_of(members)))
          .label(other.row->cells.front().span, "given here first");
      return;
    }
    figures.push_back(figure);
  }

  std::string words_of(const Members& members) const {
    std::string words;
    for (std::size_t d = 0; d < members.size(); ++d) {
      const auto& set = context_.contract.set(value_.indexes[d].set).set.members;
      words += (d == 0 ? "" : ", ") + context_.contract.entities[set[members[d]].index].name;
    }
    return words;
  }

  bool is_complete() {
    // Gone through in order until one is missing, so that a few rows never cost more than a few steps.
    Members members(value_.indexes.size(), 0);
    for (const model::Index& index : value_.indexes)
      if (context_.contract.set(index.set).set.members.empty()) return false;
    for (std::size_t count = 0;; ++count) {
      const bool is_given = figures_.count(members) != 0 || (!is_needed(members) && figures_[members].empty());
      if (!is_given || count == most_figures) {
        context_.report(make<Id::MemberWithoutRow>(table_.rows.front().span, words_of(members)));
        return false;
      }
      std::size_t d = members.size();
      while (d > 0 && members[d - 1] + 1 == context_.contract.set(value_.indexes[d - 1].set).set.members.size())
        members[--d] = 0;
      if (d == 0) return true;
      ++members[d - 1];
    }
  }

  // Not of a member who joins later, and not in a deed, which leaves the others as they were.
  bool is_needed(const Members& members) const {
    if (term_changed_by_deed(context_, value_.name)) return false;
    for (std::size_t d = 0; d < members.size(); ++d)
      if (!takes_part(context_, value_.indexes[d].set, members[d])) return false;
    return true;
  }

  void put_figures(Context::PendingCells& pending, std::vector<Figure>& figures) const {
    std::sort(figures.begin(), figures.end(),
              [](const Figure& a, const Figure& b) { return a.period.months.first < b.period.months.first; });
    auto figure = figures.begin();
    for (const MonthRange& period : value_.cells.periods) {
      while (figure != figures.end() && figure->period.months.last < period.first) ++figure;
      const bool holds = figure != figures.end() && figure->period.months.first <= period.first;
      put_cell(pending, holds ? figure->row : nullptr, holds ? figure->column : 0);
    }
  }

  // The longest stretches of time in which no figure changes.
  void find_periods() {
    std::set<std::int32_t> starts;
    std::vector<PeriodRow> all;
    for (const auto& [members, figures] : figures_) {
      std::vector<MonthRange> ranges;
      for (const Figure& figure : figures) {
        starts.insert({figure.period.months.first, figure.period.months.last + 1});
        ranges.push_back(figure.period.months);
        all.push_back(figure.period);
      }
      std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      if (!value_.uncovered_reported && !figures.empty()) check_cover(context_, value_, ranges, table_.span);
    }
    check_outside(context_, value_, all);
    for (auto start = starts.begin(); start != starts.end() && std::next(start) != starts.end(); ++start)
      value_.cells.periods.push_back({*start, *std::next(start) - 1});
  }

  struct Column {
    PeriodRow period;
    std::size_t member = 0;
    std::size_t at = 0;
  };

  Context& context_;
  model::Value& value_;
  const Table& table_;
  bool by_period_ = false;
  bool is_grid_ = false;
  std::size_t keys_ = 0;
  std::vector<Column> columns_;
  std::map<Members, std::vector<Figure>> figures_;  // row-major over the indexes
  bool strangers_ = false;                          // rather a misspelt member than a missing row
};

}  // namespace

bool has_key_columns(const Context& context, const model::Value& value, const Table& table) {
  const std::vector<Cell>& header = table.rows.front().cells;
  const std::size_t dimensions = dimensions_of(value);
  return header.size() > dimensions && heads(context, value, header[dimensions - 1], dimensions - 1);
}

void declare_keyed_table(Context& context, model::Value value, const Table& table, Context::PendingCells pending) {
  KeyedTable keyed(context, value, table);
  if (keyed.read() && keyed.fill(pending)) {
    pending.value = context.declare(std::move(value));
    context.pending_cells.push_back(std::move(pending));
  } else {
    context.contract.broken_names.insert(value.name);
    context.declare(std::move(value));
  }
}

}  // namespace quarterday::check
