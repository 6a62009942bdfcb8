// SPDX-License-Identifier: Apache-2.0
#pragma once

// A table as the database sees it: it reads the columns where they lie and looks rows up by the table's indexes, so
// nothing is copied, and its queries are none the wiser.

#include <cstdint>

#include "runtime/records/table.h"

struct sqlite3;

namespace quarterday::records {

// What a query has cost so far, in steps of the database and in rows looked at for it.
struct Work {
  std::int64_t most = 0;
  std::int64_t done = 0;
  bool is_too_much() const { return done > most; }
};

// Under its name. The table and the work must outlive the connection.
void show_table(sqlite3* connection, const Table& table, Work& work);

}  // namespace quarterday::records
