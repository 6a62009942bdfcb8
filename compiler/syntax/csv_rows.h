// SPDX-License-Identifier: Apache-2.0
#pragma once

// The cells of a CSV file by their places in its text. Internal to this room.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::syntax {

struct CsvCell {
  std::uint32_t begin = 0;  // without blanks around it and without its quotation marks
  std::uint32_t end = 0;
  bool quoted = false;
};

struct CsvRow {
  std::vector<CsvCell> cells;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct CsvMistake {
  std::uint32_t at = 0;
  std::string what;
};

// Commas between cells, a row on each line; lines without anything are passed over. A cell with a comma stands in
// quotation marks, and a quotation mark within it is written twice.
std::optional<CsvMistake> split_csv(std::string_view text, std::vector<CsvRow>& rows);

// The text of a cell: doubled quotation marks are one.
std::string csv_text(std::string_view text, const CsvCell& cell);

}  // namespace quarterday::syntax
