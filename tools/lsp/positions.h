// SPDX-License-Identifier: Apache-2.0
#pragma once

// Between the byte offsets of the compiler and the lines and characters of an editor, which both count from 0. What a
// character is, is agreed at the start.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::lsp {

enum class Encoding { utf8, utf16, utf32 };

std::string_view name_of(Encoding encoding);  // "utf-16"

struct Position {
  std::uint32_t line = 0;
  std::uint32_t character = 0;

  friend bool operator==(const Position&, const Position&) = default;
  friend auto operator<=>(const Position&, const Position&) = default;
};

// Half open.
struct Range {
  Position start;
  Position end;

  friend bool operator==(const Range&, const Range&) = default;
};

// The lines of a text. Line ends are \n, \r\n and \r. Places outside are brought back to the nearest one inside: beyond
// a line to its end, beyond the text to its end; inside a character, to its begin.
class Lines {
 public:
  explicit Lines(std::string_view text);

  std::size_t count() const { return begins_.size(); }
  std::size_t begin_of(std::size_t line) const { return begins_[line]; }
  std::size_t line_of(std::size_t offset) const;

  Position position(std::string_view text, std::size_t offset, Encoding encoding) const;
  std::size_t offset(std::string_view text, Position position, Encoding encoding) const;

  // What they become when `size` bytes from `begin` on have been replaced by `replacement`, which makes `text` of it.
  void replace(std::string_view text, std::size_t begin, std::size_t size, std::string_view replacement);

 private:
  std::vector<std::size_t> begins_;
};

// Of a text in units of the encoding.
std::uint32_t length_in(std::string_view text, Encoding encoding);

}  // namespace quarterday::lsp
