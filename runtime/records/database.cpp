// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/database.h"

#include <sqlite3.h>

#include <utility>

#include "runtime/records/calendar.h"
#include "runtime/records/table_in_sql.h"
#include "runtime/value/check.h"

namespace quarterday::records {
namespace {

constexpr int work_between_looks = 10'000;

int look(void* work) {
  auto& at = *static_cast<Work*>(work);
  at.done += work_between_looks;
  return at.is_too_much() ? 1 : 0;
}

// after_months(n, day): the same day that many months later, the last of the month where it has no such day.
void after_months_of_day(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[1]) == SQLITE_NULL) return sqlite3_result_null(context);
  sqlite3_result_int64(context, months_after(sqlite3_value_int64(arguments[1]), sqlite3_value_int64(arguments[0])));
}

void day_of_minute(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  sqlite3_result_int64(context, day_of(sqlite3_value_int64(arguments[0])));
}

Field field(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return {Field::Kind::integer, sqlite3_column_int64(statement, column), {}};
    default:
      break;
  }
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
  return {Field::Kind::text, 0,
          std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)))};
}

}  // namespace

struct Database::Impl {
  Words words;
  std::vector<std::unique_ptr<Table>> tables;
  Work work;
  sqlite3* connection = nullptr;
};

Database::Database(std::int64_t most_work_of_query) : impl_(std::make_unique<Impl>()) {
  impl_->work.most = most_work_of_query;
  QD_CHECK(sqlite3_open(":memory:", &impl_->connection) == SQLITE_OK, "there is memory for a database");
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  sqlite3_create_function(impl_->connection, "months_after", 2, flags, nullptr, after_months_of_day, nullptr, nullptr);
  sqlite3_create_function(impl_->connection, "day_of", 1, flags, nullptr, day_of_minute, nullptr, nullptr);
}

Database::~Database() { sqlite3_close(impl_->connection); }

void Database::add_table(std::string name, std::vector<Column> columns) {
  impl_->tables.push_back(std::make_unique<Table>(std::move(name), std::move(columns), impl_->words));
  show_table(impl_->connection, *impl_->tables.back(), impl_->work);
}

Table& Database::table(std::size_t at) { return *impl_->tables[at]; }

std::optional<std::string> Database::ask(const std::string& query,
                                         const std::function<void(const std::vector<Field>&)>& row) const {
  impl_->work.done = 0;
  sqlite3_progress_handler(impl_->connection, work_between_looks, look, &impl_->work);
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(impl_->connection, query.c_str(), static_cast<int>(query.size()) + 1, &statement, nullptr);
  if (statement == nullptr) return "the tests of its rows are too long";
  std::vector<Field> fields(static_cast<std::size_t>(sqlite3_column_count(statement)));
  int state = sqlite3_step(statement);
  for (; state == SQLITE_ROW; state = sqlite3_step(statement)) {
    for (std::size_t i = 0; i < fields.size(); ++i) fields[i] = field(statement, static_cast<int>(i));
    row(fields);
  }
  sqlite3_finalize(statement);
  sqlite3_progress_handler(impl_->connection, 0, nullptr, nullptr);
  if (state == SQLITE_DONE) return std::nullopt;
  if (state == SQLITE_INTERRUPT) return "its rows would have to be compared with too many others";
  return "the sum is too large";
}

}  // namespace quarterday::records
