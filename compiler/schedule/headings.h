// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which of the author's `##` lines are headings, and which are remarks to what follows them. Internal to this room.

#include <string>
#include <string_view>
#include <vector>

namespace quarterday::schedule {

// Headings are not longer.
constexpr std::size_t long_heading = 100;

struct ProseLine {
  std::string text;
  bool heads = false;
};

// "3 Payments", "A4 Target budget", "3, 4 Two clauses", "6-7 A range", "Schedule A: the payments", "Part II".
bool is_numbered(std::string_view line);

// Of the lines as the tree has them, an empty one for each blank line. A heading is what is numbered and what stands
// alone, with a blank line after it. A line that is indented goes on with the one before.
std::vector<ProseLine> prose_lines(const std::vector<std::string>& lines);

}  // namespace quarterday::schedule
