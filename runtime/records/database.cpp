// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/database.h"

#include <sqlite3.h>

#include "runtime/records/calendar.h"
#include "runtime/value/check.h"

namespace quarterday::records {
namespace {

// Some ten seconds of work. A query over a million rows takes a twentieth of it; what takes more compares each row with
// very many others.
constexpr std::int64_t most_work = 2'000'000'000;
constexpr int work_between_looks = 1'000'000;

struct Work {
  std::int64_t done = 0;
};

int look(void* work) {
  auto& at = *static_cast<Work*>(work);
  at.done += work_between_looks;
  return at.done > most_work ? 1 : 0;
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
  sqlite3* connection = nullptr;

  sqlite3_stmt* prepare(const std::string& text) const {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(connection, text.c_str(), static_cast<int>(text.size()) + 1, &statement, nullptr);
    return statement;
  }
};

Database::Database() : impl_(std::make_unique<Impl>()) {
  QD_CHECK(sqlite3_open(":memory:", &impl_->connection) == SQLITE_OK, "there is memory for a database");
  run("PRAGMA journal_mode = OFF");
  run("PRAGMA temp_store = MEMORY");
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;
  sqlite3_create_function(impl_->connection, "months_after", 2, flags, nullptr, after_months_of_day, nullptr, nullptr);
  sqlite3_create_function(impl_->connection, "day_of", 1, flags, nullptr, day_of_minute, nullptr, nullptr);
}

Database::~Database() {
  if (impl_) sqlite3_close(impl_->connection);
}

Database::Database(Database&&) noexcept = default;

void Database::run(const std::string& statement) {
  QD_CHECK(sqlite3_exec(impl_->connection, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK,
           "a statement of ours is well formed");
}

struct Database::Insertion::Impl {
  Database& database;
  sqlite3_stmt* statement = nullptr;
};

Database::Insertion::Insertion(Database& database, const std::string& table, std::size_t columns)
    : impl_(std::make_unique<Impl>(Impl{database, nullptr})) {
  database.run("BEGIN");
  std::string text = "INSERT INTO " + table + " VALUES (?";
  for (std::size_t i = 1; i < columns; ++i) text += ", ?";
  impl_->statement = database.impl_->prepare(text + ")");
  QD_CHECK(impl_->statement != nullptr, "a table of ours has its columns");
}

Database::Insertion::~Insertion() {
  sqlite3_finalize(impl_->statement);
  impl_->database.run("COMMIT");
}

void Database::Insertion::add(const std::vector<Field>& row) {
  sqlite3_stmt* statement = impl_->statement;
  int at = 0;
  for (const Field& field : row) {
    ++at;
    switch (field.kind) {
      case Field::Kind::empty:
        sqlite3_bind_null(statement, at);
        break;
      case Field::Kind::integer:
        sqlite3_bind_int64(statement, at, field.integer);
        break;
      case Field::Kind::text:
        sqlite3_bind_text(statement, at, field.text.data(), static_cast<int>(field.text.size()), SQLITE_STATIC);
        break;
    }
  }
  QD_CHECK(sqlite3_step(statement) == SQLITE_DONE, "there is memory for the rows");
  sqlite3_reset(statement);
}

std::optional<std::string> Database::ask(const std::string& query,
                                         const std::function<void(const std::vector<Field>&)>& row) const {
  Work work;
  sqlite3_progress_handler(impl_->connection, work_between_looks, look, &work);
  sqlite3_stmt* statement = impl_->prepare(query);
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
