// SPDX-License-Identifier: Apache-2.0
#pragma once

// The database in memory that holds the records and answers the queries. It knows integers and texts, no other numbers.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::records {

struct Field {
  enum class Kind : std::uint8_t { empty, integer, text };
  Kind kind = Kind::empty;
  std::int64_t integer = 0;
  std::string_view text;  // good until the next row
};

class Database {
 public:
  Database();
  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) = delete;

  // Statements of ours about tables and indexes; they cannot fail but by a mistake of ours.
  void run(const std::string& statement);
  // Rows of one table in a transaction.
  class Insertion {
   public:
    Insertion(Database& database, const std::string& table, std::size_t columns);
    ~Insertion();
    Insertion(const Insertion&) = delete;
    void add(const std::vector<Field>& row);

   private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
  };

  // Calls `row` for each row of the answer. What stopped it, if anything did: a sum that is too large, too much work.
  std::optional<std::string> ask(const std::string& query,
                                 const std::function<void(const std::vector<Field>&)>& row) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace quarterday::records
