// SPDX-License-Identifier: Apache-2.0
#pragma once

// Text in columns for terminals and plain files. Widths are counted in columns of a terminal, not in bytes; nothing
// unprintable gets through and no line ends in blanks.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::statement {

inline constexpr std::size_t text_width = 120;

enum class Align { left, right };

class TextTable {
 public:
  explicit TextTable(std::vector<Align> columns) : columns_(std::move(columns)) {}

  // As many cells as there are columns.
  void add(std::vector<std::string> cells);
  // A rule across the whole table, after the rows so far.
  void add_rule();

  // Two blanks between columns, each line after `indent` blanks. Columns that are empty in every row but the first,
  // which is the heading, are left away.
  std::string text(std::size_t indent) const;

 private:
  std::vector<Align> columns_;
  std::vector<std::vector<std::string>> rows_;  // empty: a rule
};

// Broken at blanks so that no line is wider than `width`, where words allow; the first line after `indent` blanks, the
// others after `hanging`.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t hanging, std::size_t width = text_width);

// Cut to that many code points, with an ellipsis.
std::string shortened(std::string_view text, std::size_t code_points);

}  // namespace quarterday::statement
