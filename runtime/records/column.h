// SPDX-License-Identifier: Apache-2.0
#pragma once

// Cells of one file: whole numbers and texts.

#include <bit>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/records/words.h"

namespace quarterday::records {

using Row = std::uint32_t;  // from 0, in the order of the file

struct Field {
  enum class Kind : std::uint8_t { empty, integer, text };
  Kind kind = Kind::empty;
  std::int64_t integer = 0;
  std::string_view text;  // good until the next row
};

// A number, or where a word lies.
using Cell = std::int64_t;

inline Cell cell_of(Word word) { return std::bit_cast<Cell>(word); }
inline Word word_of(Cell cell) { return std::bit_cast<Word>(cell); }

struct Column {
  std::string name;
  bool is_text = false;
};

// Row by row: what is asked of a row then lies together, which counts most where rows are looked up all over a file.
struct Cells {
  static constexpr Cell nothing = std::numeric_limits<Cell>::min();  // in an empty cell

  std::vector<Column> columns;
  std::vector<Cell> all = {};

  Row row_count() const { return static_cast<Row>(all.size() / columns.size()); }
  const Cell* row(Row row) const { return all.data() + row * columns.size(); }
  Cell at(Row row, std::uint32_t column) const { return this->row(row)[column]; }
};

// What a row must be: its cell in a column against another one. An empty cell never is.
struct Bound {
  enum class Sign : std::uint8_t { equal, less, less_equal, greater, greater_equal };
  std::uint32_t column = 0;
  Sign sign = Sign::equal;
  Cell cell = 0;               // `nothing` for a text that no cell says
  std::string_view text = {};  // of a word
};

}  // namespace quarterday::records
