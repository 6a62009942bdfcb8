// SPDX-License-Identifier: Apache-2.0
#pragma once

// Two lists side by side, as in a comparison of texts: the longest run of things they have in common in one order
// stays, and what lies between is changed, gone or new. Internal to this room.

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace quarterday::compare {

struct Aligned {
  std::optional<std::size_t> before;
  std::optional<std::size_t> after;
};

// Lists longer than this are set side by side by place; the table of a comparison would grow with the square.
inline constexpr std::size_t longest_aligned = 500;

template <class Same>
std::vector<Aligned> align(std::size_t before, std::size_t after, const Same& same) {
  std::vector<Aligned> pairs;
  const bool by_place = before == after || before > longest_aligned || after > longest_aligned;
  std::size_t x = 0;
  std::size_t y = 0;
  // Pairs what lies between two things in common, place by place.
  const auto fill = [&](std::size_t x_end, std::size_t y_end) {
    for (; x < x_end || y < y_end; x += x < x_end ? 1 : 0, y += y < y_end ? 1 : 0)
      pairs.push_back({x < x_end ? std::optional(x) : std::nullopt, y < y_end ? std::optional(y) : std::nullopt});
  };
  if (!by_place) {
    std::vector<std::vector<std::size_t>> longest(before + 1, std::vector<std::size_t>(after + 1));
    for (std::size_t i = before; i-- > 0;)
      for (std::size_t j = after; j-- > 0;)
        longest[i][j] = same(i, j) ? longest[i + 1][j + 1] + 1 : std::max(longest[i + 1][j], longest[i][j + 1]);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before && j < after) {
      if (same(i, j)) {
        fill(i, j);
        pairs.push_back({i, j});
        x = ++i;
        y = ++j;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        ++i;
      } else {
        ++j;
      }
    }
  }
  fill(before, after);
  return pairs;
}

}  // namespace quarterday::compare
