// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/table.h"

#include <algorithm>
#include <utility>

#include "runtime/value/check.h"

namespace quarterday::records {

Table::Table(std::string name, std::vector<Column> columns, Words& words)
    : name_(std::move(name)), cells_{std::move(columns)}, words_(words) {}

void Table::add(const std::vector<Field>& row) {
  QD_CHECK(indexes_.empty(), "a table is read before it is searched");
  for (const Field& field : row)
    if (field.kind == Field::Kind::text) words_.announce(field.text);
  for (const Field& field : row) {
    Cell cell = Cells::nothing;
    if (field.kind == Field::Kind::integer) cell = field.integer;
    if (field.kind == Field::Kind::text) cell = cell_of(words_.add(field.text));
    cells_.all.push_back(cell);
  }
}

const RowIndex& Table::index(const std::vector<std::string>& names) {
  std::vector<std::uint32_t> by;
  by.reserve(names.size() + 1);
  for (const std::string& name : names) {
    const auto found = std::ranges::find(cells_.columns, name, &Column::name);
    by.push_back(static_cast<std::uint32_t>(found - cells_.columns.begin()));
  }
  const auto serves = [&](const RowIndex& known) { return known.begins_with(by); };
  if (const auto known = std::ranges::find_if(indexes_, serves); known != indexes_.end()) return *known;
  by.push_back(0);
  return indexes_.emplace_back(cells_, words_, std::move(by));
}

}  // namespace quarterday::records
