// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rows of one file in memory, and the orders in which they are looked up.

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/records/row_index.h"

namespace quarterday::records {

class Table {
 public:
  // The first column is the line in the file.
  Table(std::string name, std::vector<Column> columns, Words& words);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const std::string& name() const { return name_; }
  const std::vector<Column>& columns() const { return cells_.columns; }
  const Cells& cells() const { return cells_; }
  const Words& words() const { return words_; }
  Row size() const { return cells_.row_count(); }

  // A field for each column. No row is added once there is an index.
  void add(const std::vector<Field>& row);

  // One that begins with the columns of these names; it is made where there is none.
  const RowIndex& index(const std::vector<std::string>& names);
  const std::deque<RowIndex>& indexes() const { return indexes_; }

 private:
  std::string name_;
  Cells cells_;
  std::deque<RowIndex> indexes_;
  Words& words_;
};

}  // namespace quarterday::records
