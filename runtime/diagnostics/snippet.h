// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::diagnostics {

// A line of source as a terminal shows it: tabs expanded to stops of four, unprintable characters replaced. Knows in
// which column, counted from 0, each byte of the line stands.
class DisplayLine {
 public:
  explicit DisplayLine(std::string_view line);

  std::size_t width() const { return width_; }
  std::size_t column(std::size_t byte) const;

  // The columns from `from` up to `to`; half of a wide character at either edge becomes a blank.
  std::string slice(std::size_t from, std::size_t to) const;

 private:
  struct Cell {
    std::uint32_t byte;    // in the source
    std::uint32_t column;  // on the terminal
    std::uint32_t shown;   // in shown_
  };

  std::size_t column_after(std::size_t cell) const;

  std::string shown_;
  std::vector<Cell> cells_;
  std::size_t width_ = 0;
};

// The part of a long line that is shown.
struct Window {
  std::size_t from = 0;
  std::size_t to = 0;
  bool cut_before = false;
  bool cut_after = false;

  // In the clipped text; places outside are moved to the edge.
  std::size_t place(std::size_t column) const;
};

Window window_around(const DisplayLine& line, std::size_t column);

// With an ellipsis where something is left out.
std::string clipped(const DisplayLine& line, const Window& window);

}  // namespace quarterday::diagnostics
