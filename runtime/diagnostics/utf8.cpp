// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/utf8.h"

#include <algorithm>
#include <array>

namespace quarterday::diagnostics {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array zero_width{
    Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x064B, 0x065F}, Range{0x1AB0, 0x1AFF},
    Range{0x1DC0, 0x1DFF}, Range{0x200B, 0x200D}, Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
};

constexpr std::array double_width{
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0xA4CF},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x20000, 0x3FFFD},
};

constexpr std::array not_printable{
    Range{0x0000, 0x001F}, Range{0x007F, 0x009F}, Range{0x061C, 0x061C}, Range{0x200E, 0x200F},
    Range{0x2028, 0x202E}, Range{0x2066, 0x2069}, Range{0xFEFF, 0xFEFF},
};

template <std::size_t count>
bool holds(const std::array<Range, count>& ranges, char32_t code_point) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [=](Range range) { return range.first <= code_point && code_point <= range.last; });
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t offset) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(offset);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - offset < size) return {lead, 1, false};
  char32_t value = lead & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    const unsigned char next = byte(offset + i);
    if ((next & 0xC0u) != 0x80u) return {lead, 1, false};
    value = (value << 6) | (next & 0x3Fu);
  }
  const bool overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (overlong || surrogate || value > 0x10FFFF) return {lead, 1, false};
  return {value, size, true};
}

std::size_t display_width(char32_t code_point) {
  if (code_point < 0x300) return 1;
  if (holds(zero_width, code_point)) return 0;
  return holds(double_width, code_point) ? 2 : 1;
}

std::size_t text_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    width += display_width(point.value);
    at += point.size;
  }
  return width;
}

bool is_printable(char32_t code_point) { return !holds(not_printable, code_point); }

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint code_point = decode_utf8(text, at);
    if (code_point.valid && is_printable(code_point.value)) {
      out += text.substr(at, code_point.size);
    } else if (text[at] == '\n' || text[at] == '\t') {
      out += ' ';
    } else {
      out += "\xEF\xBF\xBD";
    }
    at += code_point.size;
  }
  return out;
}

}  // namespace quarterday::diagnostics
