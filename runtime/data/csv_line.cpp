// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/csv_line.h"

#include <algorithm>

namespace quarterday::data {
namespace {

constexpr std::string_view blanks = " \t";

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

std::size_t skip_blanks(std::string_view line, std::size_t at) {
  return std::min(line.find_first_not_of(blanks, at), line.size());
}

Cell plain_cell(std::string_view line, std::size_t begin, std::size_t end) {
  while (end > begin && (line[end - 1] == ' ' || line[end - 1] == '\t')) --end;
  return {line.substr(begin, end - begin), narrow(begin), narrow(end)};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = skip_blanks(text, 0);
  return plain_cell(text, begin, text.size()).text;
}

void CsvLine::split(std::string_view line) {
  cells_.clear();
  unquoted_.clear();
  unquoted_.reserve(line.size());
  problem_ = CsvProblem::none;
  size_ = narrow(line.size());
  std::size_t at = 0;
  for (;;) {
    at = skip_blanks(line, at);
    if (at < line.size() && line[at] == '"') {
      at = take_quoted(line, at);
      if (problem_ != CsvProblem::none) return;
    } else {
      const std::size_t end = std::min(line.find(',', at), line.size());
      cells_.push_back(plain_cell(line, at, end));
      at = end;
    }
    if (at == line.size()) return;
    ++at;
  }
}

// From the opening quotation mark to the comma after the cell, or the end of the line.
std::size_t CsvLine::take_quoted(std::string_view line, std::size_t at) {
  const std::size_t opening = at;
  const std::size_t from = unquoted_.size();
  for (++at;; ++at) {
    const std::size_t quote = line.find('"', at);
    if (quote == std::string_view::npos) {
      problem_ = CsvProblem::unclosed_quote;
      problem_at_ = narrow(opening);
      return at;
    }
    unquoted_ += line.substr(at, quote - at);
    at = quote + 1;
    if (at == line.size() || line[at] != '"') break;
    unquoted_ += '"';
  }
  cells_.push_back({trimmed(std::string_view(unquoted_).substr(from)), narrow(opening), narrow(at)});
  at = skip_blanks(line, at);
  if (at < line.size() && line[at] != ',') {
    problem_ = CsvProblem::text_after_quote;
    problem_at_ = narrow(at);
  }
  return at;
}

bool CsvLine::is_blank() const {
  return problem_ == CsvProblem::none &&
         std::all_of(cells_.begin(), cells_.end(), [](const Cell& cell) { return cell.text.empty(); });
}

}  // namespace quarterday::data
