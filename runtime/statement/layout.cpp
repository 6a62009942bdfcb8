// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/layout.h"

#include <algorithm>

#include "runtime/diagnostics/utf8.h"
#include "runtime/value/check.h"

namespace quarterday::statement {
namespace {

void trim_end(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

void append_cell(std::string& line, const std::string& cell, std::size_t width, Align align) {
  const std::string padding(width - diagnostics::text_width(cell), ' ');
  line += align == Align::right ? padding + cell : cell + padding;
}

}  // namespace

void TextTable::add(std::vector<std::string> cells) {
  QD_CHECK(cells.size() == columns_.size(), "a row has a cell for each column");
  for (std::string& cell : cells) cell = diagnostics::printable(cell);
  rows_.push_back(std::move(cells));
}

void TextTable::add_rule() { rows_.emplace_back(); }

std::string TextTable::text(std::size_t indent) const {
  std::vector<std::size_t> widths(columns_.size(), 0);
  std::vector<bool> used(columns_.size(), false);
  for (std::size_t row = 0; row < rows_.size(); ++row) {
    for (std::size_t column = 0; column < rows_[row].size(); ++column) {
      widths[column] = std::max(widths[column], diagnostics::text_width(rows_[row][column]));
      if (row > 0 && !rows_[row][column].empty()) used[column] = true;
    }
  }
  std::size_t total = 0;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (used[column]) total += widths[column] + (total == 0 ? 0 : 2);
  }

  std::string out;
  for (const std::vector<std::string>& row : rows_) {
    std::string line(indent, ' ');
    if (row.empty()) line.append(total, '-');
    bool first = true;
    for (std::size_t column = 0; column < row.size(); ++column) {
      if (!used[column]) continue;
      if (!first) line += "  ";
      append_cell(line, row[column], widths[column], columns_[column]);
      first = false;
    }
    trim_end(line);
    out += line + "\n";
  }
  return out;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t hanging, std::size_t width) {
  const std::string safe = diagnostics::printable(text);
  std::string out;
  std::string line(indent, ' ');
  std::size_t line_width = indent;
  bool empty = true;
  for (std::size_t at = 0; at < safe.size();) {
    const std::size_t begin = safe.find_first_not_of(' ', at);
    if (begin == std::string::npos) break;
    const std::size_t end = std::min(safe.find(' ', begin), safe.size());
    const std::string_view word = std::string_view(safe).substr(begin, end - begin);
    const std::size_t word_width = diagnostics::text_width(word);
    if (!empty && line_width + 1 + word_width > width) {
      out += line + "\n";
      line.assign(hanging, ' ');
      line_width = hanging;
      empty = true;
    }
    if (!empty) {
      line += ' ';
      ++line_width;
    }
    line += word;
    line_width += word_width;
    empty = false;
    at = end;
  }
  trim_end(line);
  return out + line + "\n";
}

std::string shortened(std::string_view text, std::size_t code_points) {
  std::size_t at = 0;
  std::size_t end = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == code_points) return std::string(text.substr(0, end)) + "…";
    if (count + 1 == code_points) end = at;
    at += diagnostics::decode_utf8(text, at).size;
  }
  return std::string(text);
}

}  // namespace quarterday::statement
