// SPDX-License-Identifier: Apache-2.0
#pragma once

// The tables in memory and the database that answers queries over them.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/records/table.h"

namespace quarterday::records {

class Database {
 public:
  // Steps of the database and rows looked at for one query: some ten seconds of them. A query over a million rows takes
  // a twentieth; what takes more compares each row with very many others.
  static constexpr std::int64_t most_work = 2'000'000'000;

  explicit Database(std::int64_t most_work_of_query = most_work);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The first column is the line in the file.
  void add_table(std::string name, std::vector<Column> columns);
  // In the order in which they were added.
  Table& table(std::size_t at);

  // Calls `row` for each row of the answer. What stopped it, if anything did: a sum that is too large, too much work.
  std::optional<std::string> ask(const std::string& query,
                                 const std::function<void(const std::vector<Field>&)>& row) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quarterday::records
