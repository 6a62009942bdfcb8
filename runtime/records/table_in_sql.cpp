// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/table_in_sql.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "runtime/records/query.h"
#include "runtime/value/check.h"

namespace quarterday::records {
namespace {

using Sign = Bound::Sign;

// Tests of one query that are made here; the database makes all others, and again those of an order of texts.
constexpr std::size_t most_bounds = 16;

// A way to find rows: the tests that come with values, and the index that begins with the first of them.
struct Way {
  std::optional<std::size_t> index;
  std::vector<std::pair<std::uint32_t, Sign>> tests;

  bool operator==(const Way&) const = default;
};

struct Shown {
  const Table& table;
  Work& work;
};

struct ShownTable : sqlite3_vtab {
  explicit ShownTable(const Shown& shown) : sqlite3_vtab{}, table(shown.table), work(shown.work) {}
  const Table& table;
  Work& work;
  std::vector<Way> ways;
};

// Cells from `low` to `high`.
struct Between {
  std::uint32_t column = 0;
  Cell low = 0;
  Cell high = 0;
};

struct Cursor : sqlite3_vtab_cursor {
  const RowIndex::Place* places = nullptr;  // none: every row in turn
  Row at = 0;
  Row end = 0;
  std::size_t count = 0;
  std::array<Between, most_bounds> between;

  Row row() const { return places == nullptr ? at : places[at].row; }
  bool is_met(const Cells& cells) const {
    const Cell* row = cells.row(this->row());
    for (std::size_t i = 0; i < count; ++i) {
      const Cell cell = row[between[i].column];
      if (cell < between[i].low || cell > between[i].high) return false;
    }
    return true;
  }
};

const ShownTable& table_of(sqlite3_vtab_cursor* cursor) { return *static_cast<ShownTable*>(cursor->pVtab); }

int connect(sqlite3* connection, void* shown, int, const char* const*, sqlite3_vtab** table, char**) {
  const Shown& known = *static_cast<Shown*>(shown);
  std::string text = "CREATE TABLE shown (" + std::string(line_column);
  for (std::size_t i = 1; i < known.table.columns().size(); ++i)
    text += ", " + quoted_name(known.table.columns()[i].name);
  const int state = sqlite3_declare_vtab(connection, (text + ")").c_str());
  if (state == SQLITE_OK) *table = new ShownTable(known);
  return state;
}

int disconnect(sqlite3_vtab* table) {
  delete static_cast<ShownTable*>(table);
  return SQLITE_OK;
}

std::optional<Sign> sign_of(int operation) {
  switch (operation) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      return Sign::equal;
    case SQLITE_INDEX_CONSTRAINT_LT:
      return Sign::less;
    case SQLITE_INDEX_CONSTRAINT_LE:
      return Sign::less_equal;
    case SQLITE_INDEX_CONSTRAINT_GT:
      return Sign::greater;
    case SQLITE_INDEX_CONSTRAINT_GE:
      return Sign::greater_equal;
    default:
      return std::nullopt;
  }
}

// How many rows are looked at, in shares of one: guesses of this kind are only good to choose between.
using Effort = std::int64_t;
constexpr Effort for_one_row = 1024;

// Nothing when the first column of the index is not bounded to one cell.
std::optional<Effort> effort(const RowIndex& index, const Way& way) {
  constexpr Effort narrowing = 4;
  Effort effort = index.usual_count() * for_one_row;
  for (std::size_t level = 0; level < index.by().size(); ++level) {
    const auto on_it = [&](const auto& test) { return test.first == index.by()[level]; };
    const auto equal = [&](const auto& test) { return on_it(test) && test.second == Sign::equal; };
    const bool is_one = std::ranges::any_of(way.tests, equal);
    if (level == 0 && !is_one) return std::nullopt;
    if (level > 0 && std::ranges::any_of(way.tests, on_it)) effort /= narrowing;
    if (!is_one) break;
  }
  return effort;
}

Effort choose_index(const Table& table, Way& way) {
  Effort least = table.size() * for_one_row;
  for (std::size_t i = 0; i < table.indexes().size(); ++i) {
    const std::optional<Effort> found = effort(table.indexes()[i], way);
    if (!found || *found >= least) continue;
    way.index = i;
    least = *found;
  }
  return least;
}

int plan(sqlite3_vtab* base, sqlite3_index_info* info) {
  ShownTable& shown = *static_cast<ShownTable*>(base);
  Way way;
  for (int i = 0; i < info->nConstraint && way.tests.size() < most_bounds; ++i) {
    const auto& constraint = info->aConstraint[i];
    const std::optional<Sign> sign = sign_of(constraint.op);
    // The database would look for each of a list of words by itself.
    if (constraint.usable == 0 || !sign || constraint.iColumn < 0 || sqlite3_vtab_in(info, i, -1) != 0) continue;
    way.tests.emplace_back(static_cast<std::uint32_t>(constraint.iColumn), *sign);
    info->aConstraintUsage[i].argvIndex = static_cast<int>(way.tests.size());
    const bool is_order_of_texts = *sign != Sign::equal && shown.table.columns()[way.tests.back().first].is_text;
    info->aConstraintUsage[i].omit = is_order_of_texts ? 0 : 1;
  }
  const auto rows = static_cast<int>(choose_index(shown.table, way) / for_one_row) + 1;
  info->estimatedCost = rows;
  info->estimatedRows = rows;
  if (!way.index && info->nOrderBy == 1 && info->aOrderBy[0].iColumn == 0 && info->aOrderBy[0].desc == 0)
    info->orderByConsumed = 1;
  const auto known = std::ranges::find(shown.ways, way);
  info->idxNum = static_cast<int>(known - shown.ways.begin());
  if (known == shown.ways.end()) shown.ways.push_back(std::move(way));
  return SQLITE_OK;
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
  *cursor = new Cursor();
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete static_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

// Nothing when no row can pass.
std::optional<Bound> bound_of(const Table& table, std::pair<std::uint32_t, Sign> test, sqlite3_value* value) {
  Bound bound{test.first, test.second, Cells::nothing, {}};
  if (!table.columns()[test.first].is_text) {
    if (sqlite3_value_type(value) != SQLITE_INTEGER) return std::nullopt;
    bound.cell = sqlite3_value_int64(value);
    if (bound.cell == Cells::nothing && bound.sign == Sign::equal) return std::nullopt;
    return bound;
  }
  if (sqlite3_value_type(value) != SQLITE_TEXT) return std::nullopt;
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  bound.text = std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
  const Word word = table.words().holds(text) ? text : table.words().find(bound.text);
  if (word != nullptr) bound.cell = cell_of(word);
  if (word == nullptr && bound.sign == Sign::equal) return std::nullopt;
  return bound;
}

// Nothing for an order of texts: where they lie says nothing about it.
std::optional<Between> between(const Table& table, const Bound& bound) {
  const Column& column = table.columns()[bound.column];
  if (column.is_text && bound.sign != Sign::equal) return std::nullopt;
  constexpr Cell lowest = Cells::nothing + 1;
  constexpr Cell highest = std::numeric_limits<Cell>::max();
  switch (bound.sign) {
    case Sign::equal:
      return Between{bound.column, bound.cell, bound.cell};
    case Sign::less:
      return Between{bound.column, lowest, bound.cell == Cells::nothing ? bound.cell : bound.cell - 1};
    case Sign::less_equal:
      return Between{bound.column, lowest, bound.cell};
    case Sign::greater:
      return Between{bound.column, bound.cell == highest ? highest : bound.cell + 1, highest};
    case Sign::greater_equal:
      return Between{bound.column, std::max(lowest, bound.cell), highest};
  }
  return std::nullopt;
}

// To the first row from here on that passes.
int settle(Cursor& cursor) {
  const Cells& cells = table_of(&cursor).table.cells();
  Work& work = table_of(&cursor).work;
  const Row from = cursor.at;
  while (cursor.at < cursor.end && !cursor.is_met(cells)) ++cursor.at;
  work.done += cursor.at - from;
  return work.is_too_much() ? SQLITE_INTERRUPT : SQLITE_OK;
}

int filter(sqlite3_vtab_cursor* base, int way_number, const char*, int, sqlite3_value** values) {
  Cursor& cursor = *static_cast<Cursor*>(base);
  const Table& table = table_of(base).table;
  const Way& way = table_of(base).ways[static_cast<std::size_t>(way_number)];
  std::array<Bound, most_bounds> bounds;
  std::size_t count = 0;
  cursor.places = nullptr;
  cursor.at = cursor.end = 0;
  cursor.count = 0;
  for (std::size_t i = 0; i < way.tests.size(); ++i) {
    if (sqlite3_value_type(values[i]) == SQLITE_FLOAT) return SQLITE_ERROR;  // a sum that is no whole number any more
    const std::optional<Bound> bound = bound_of(table, way.tests[i], values[i]);
    if (!bound) return SQLITE_OK;
    bounds[count++] = *bound;
    if (const auto cells = between(table, *bound)) cursor.between[cursor.count++] = *cells;
  }
  cursor.end = table.size();
  if (way.index) {
    const auto found = table.indexes()[*way.index].rows(std::span(bounds).first(count));
    cursor.places = found.data();
    cursor.end = static_cast<Row>(found.size());
  }
  return settle(cursor);
}

int next(sqlite3_vtab_cursor* base) {
  Cursor& cursor = *static_cast<Cursor*>(base);
  ++cursor.at;
  return settle(cursor);
}

int is_at_end(sqlite3_vtab_cursor* base) {
  const Cursor& cursor = *static_cast<Cursor*>(base);
  return cursor.at < cursor.end ? 0 : 1;
}

int cell(sqlite3_vtab_cursor* base, sqlite3_context* context, int number) {
  const Row row = static_cast<Cursor*>(base)->row();
  const Table& table = table_of(base).table;
  const auto column = static_cast<std::uint32_t>(number);
  const Cell cell = table.cells().at(row, column);
  if (cell == Cells::nothing) {
    sqlite3_result_null(context);
  } else if (table.columns()[column].is_text) {
    // Its length is left to its end: the database then knows that it need not be copied.
    sqlite3_result_text(context, word_of(cell), -1, SQLITE_STATIC);
  } else {
    sqlite3_result_int64(context, cell);
  }
  return SQLITE_OK;
}

int row_id(sqlite3_vtab_cursor* base, sqlite3_int64* id) {
  *id = static_cast<Cursor*>(base)->row();
  return SQLITE_OK;
}

sqlite3_module module_of_tables() {
  sqlite3_module module{};
  module.xConnect = connect;
  module.xBestIndex = plan;
  module.xDisconnect = disconnect;
  module.xOpen = open;
  module.xClose = close;
  module.xFilter = filter;
  module.xNext = next;
  module.xEof = is_at_end;
  module.xColumn = cell;
  module.xRowid = row_id;
  return module;
}

const sqlite3_module module = module_of_tables();

void forget(void* shown) { delete static_cast<Shown*>(shown); }

}  // namespace

void show_table(sqlite3* connection, const Table& table, Work& work) {
  const int state = sqlite3_create_module_v2(connection, table.name().c_str(), &module, new Shown{table, work}, forget);
  QD_CHECK(state == SQLITE_OK, "a table has a name of its own");
}

}  // namespace quarterday::records
