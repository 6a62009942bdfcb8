// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/positions.h"

#include <algorithm>

#include "runtime/diagnostics/utf8.h"

namespace quarterday::lsp {
namespace {

// A byte that begins no valid sequence counts as one character, as U+FFFD would.
std::uint32_t units_of(diagnostics::CodePoint point, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return static_cast<std::uint32_t>(point.size);
    case Encoding::utf16:
      return point.valid && point.value > 0xFFFF ? 2 : 1;
    case Encoding::utf32:
      return 1;
  }
  return 1;
}

// The line begins in `text` between two offsets, the second included.
void add_begins(std::string_view text, std::size_t from, std::size_t to, std::vector<std::size_t>& begins) {
  for (std::size_t at = from; at < to && at < text.size(); ++at) {
    const bool ends = text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.size() || text[at + 1] != '\n'));
    if (ends) begins.push_back(at + 1);
  }
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "utf-8";
    case Encoding::utf16:
      return "utf-16";
    case Encoding::utf32:
      return "utf-32";
  }
  return "utf-16";
}

Lines::Lines(std::string_view text) : begins_{0} { add_begins(text, 0, text.size(), begins_); }

std::size_t Lines::line_of(std::size_t offset) const {
  return static_cast<std::size_t>(std::upper_bound(begins_.begin(), begins_.end(), offset) - begins_.begin()) - 1;
}

Position Lines::position(std::string_view text, std::size_t offset, Encoding encoding) const {
  offset = std::min(offset, text.size());
  const std::size_t line = line_of(offset);
  const std::string_view before = text.substr(begins_[line], offset - begins_[line]);
  return {static_cast<std::uint32_t>(line), length_in(before, encoding)};
}

std::size_t Lines::offset(std::string_view text, Position position, Encoding encoding) const {
  if (position.line >= begins_.size()) return text.size();
  std::size_t at = begins_[position.line];
  std::uint32_t left = position.character;
  while (left > 0 && at < text.size() && text[at] != '\n' && text[at] != '\r') {
    const diagnostics::CodePoint point = diagnostics::decode_utf8(text, at);
    const std::uint32_t units = units_of(point, encoding);
    if (units > left) break;
    left -= units;
    at += point.size;
  }
  return at;
}

void Lines::replace(std::string_view text, std::size_t begin, std::size_t size, std::string_view replacement) {
  // A \r before the change may lose or gain its \n, so the line end before it is looked at again.
  const std::size_t first = begin == 0 ? 0 : begin - 1;
  const auto keep = std::upper_bound(begins_.begin(), begins_.end(), first);
  std::vector<std::size_t> after(std::upper_bound(keep, begins_.end(), begin + size + 1), begins_.end());
  begins_.erase(keep, begins_.end());
  const std::size_t end = begin + replacement.size();
  add_begins(text, first, end + 1, begins_);
  for (std::size_t& at : after) at = at - size + replacement.size();
  begins_.insert(begins_.end(), after.begin(), after.end());
}

std::uint32_t length_in(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::utf8) return static_cast<std::uint32_t>(text.size());
  std::uint32_t length = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const diagnostics::CodePoint point =
        byte < 0x80 ? diagnostics::CodePoint{byte, 1, true} : diagnostics::decode_utf8(text, at);
    length += units_of(point, encoding);
    at += point.size;
  }
  return length;
}

}  // namespace quarterday::lsp
