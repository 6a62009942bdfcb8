// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/snippet.h"

#include <algorithm>

#include "runtime/diagnostics/utf8.h"

namespace quarterday::diagnostics {
namespace {

constexpr std::size_t tab_width = 4;
constexpr std::size_t max_columns = 160;
constexpr std::size_t columns_before_mark = 40;
constexpr std::string_view ellipsis = "…";
constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

DisplayLine::DisplayLine(std::string_view line) {
  for (std::size_t at = 0; at < line.size();) {
    const CodePoint code_point = decode_utf8(line, at);
    cells_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(width_),
                      static_cast<std::uint32_t>(shown_.size())});
    if (line[at] == '\t') {
      const std::size_t blanks = tab_width - width_ % tab_width;
      shown_.append(blanks, ' ');
      width_ += blanks;
    } else if (code_point.valid && is_printable(code_point.value)) {
      shown_ += line.substr(at, code_point.size);
      width_ += display_width(code_point.value);
    } else {
      shown_ += replacement;
      ++width_;
    }
    at += code_point.size;
  }
}

std::size_t DisplayLine::column(std::size_t byte) const {
  const auto found = std::lower_bound(cells_.begin(), cells_.end(), byte,
                                      [](const Cell& cell, std::size_t wanted) { return cell.byte < wanted; });
  return found == cells_.end() ? width_ : found->column;
}

std::size_t DisplayLine::column_after(std::size_t cell) const {
  return cell + 1 < cells_.size() ? cells_[cell + 1].column : width_;
}

std::string DisplayLine::slice(std::size_t from, std::size_t to) const {
  std::string out;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    const std::size_t begin = cells_[i].column;
    const std::size_t end = column_after(i);
    if (begin < from) {
      if (end > from) out.append(std::min(end, to) - from, ' ');
      continue;
    }
    // A combining mark at the edge still belongs to the letter before it.
    if (begin > to || (begin == to && end > begin)) break;
    if (end > to) {
      out.append(to - begin, ' ');
      break;
    }
    const std::size_t shown_end = i + 1 < cells_.size() ? cells_[i + 1].shown : shown_.size();
    out += std::string_view(shown_).substr(cells_[i].shown, shown_end - cells_[i].shown);
  }
  return out;
}

std::size_t Window::place(std::size_t column) const {
  return std::clamp(column, from, to) - from + (cut_before ? 1 : 0);
}

Window window_around(const DisplayLine& line, std::size_t column) {
  if (line.width() <= max_columns) return {0, line.width(), false, false};
  const std::size_t shown = max_columns - 2;
  std::size_t from = column + columns_before_mark <= shown ? 0 : column - columns_before_mark;
  from = std::min(from, line.width() - shown);
  return {from, from + shown, from > 0, from + shown < line.width()};
}

std::string clipped(const DisplayLine& line, const Window& window) {
  std::string out;
  if (window.cut_before) out += ellipsis;
  out += line.slice(window.from, window.to);
  if (window.cut_after) out += ellipsis;
  return out;
}

}  // namespace quarterday::diagnostics
