// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quarterday::diagnostics {

struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;  // bytes; 1 for a byte that begins no valid sequence
  bool valid = false;
};

// Strict: overlong forms, surrogates and values beyond U+10FFFF are not valid. `offset` lies inside the text.
CodePoint decode_utf8(std::string_view text, std::size_t offset);

// Columns of a terminal: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1. Simple on purpose;
// no terminal agrees with another one on the rest.
std::size_t display_width(char32_t code_point);
std::size_t text_width(std::string_view text);

// Controls and marks that turn the direction of writing could make a terminal show something other than the text.
bool is_printable(char32_t code_point);

// With line ends and tabs made blanks, and everything that is not printable made U+FFFD.
std::string printable(std::string_view text);

}  // namespace quarterday::diagnostics
