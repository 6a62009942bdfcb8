// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "runtime/data/findings.h"

namespace quarterday::data {

enum class Column : std::size_t { name, period, party, segment, value, numerator, denominator, reported };
inline constexpr std::size_t column_kinds = 8;

// Where each column of a data file stands.
class Columns {
 public:
  // Nothing when the line is no header; then it is said why.
  static std::optional<Columns> read(const CsvLine& header, Findings& findings);

  // An empty cell at the end of the row where the file has no such column.
  Cell cell(const CsvLine& row, Column column) const;
  bool has(Column column) const { return places_[static_cast<std::size_t>(column)].has_value(); }
  std::size_t size() const { return size_; }

 private:
  std::array<std::optional<std::size_t>, column_kinds> places_;
  std::size_t size_ = 0;
};

// Whether at least one cell of the line, however the cells are separated, is the name of a column of ours. A file in a
// folder for which it is not is some other table.
bool names_a_column(std::string_view header);

}  // namespace quarterday::data
