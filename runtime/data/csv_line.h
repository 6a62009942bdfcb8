// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::data {

struct Cell {
  std::string_view text;    // unquoted, blanks around it cut off
  std::uint32_t begin = 0;  // where it stands in the line, with its quotation marks
  std::uint32_t end = 0;
};

enum class CsvProblem { none, unclosed_quote, text_after_quote };

// One line of CSV (RFC 4180) taken apart. A cell cannot hold a line end: no name or figure does, and a quotation mark
// that is never closed would swallow the rows after it. Cells are good until the next line is split.
class CsvLine {
 public:
  void split(std::string_view line);

  const std::vector<Cell>& cells() const { return cells_; }  // those before the problem, if there is one
  CsvProblem problem() const { return problem_; }
  std::uint32_t problem_at() const { return problem_at_; }
  std::uint32_t size() const { return size_; }
  bool is_blank() const;

 private:
  std::size_t take_quoted(std::string_view line, std::size_t at);

  std::vector<Cell> cells_;
  std::string unquoted_;  // cells with doubled quotation marks; reserved beforehand, so that views into it stay good
  CsvProblem problem_ = CsvProblem::none;
  std::uint32_t problem_at_ = 0;
  std::uint32_t size_ = 0;
};

std::string_view trimmed(std::string_view text);

}  // namespace quarterday::data
