// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/positions.h"

#include <catch2/catch.hpp>

namespace quarterday::lsp {

TEST_CASE("characters are counted as was agreed", "[lsp]") {
  const std::string text = "a\xC3\xA9\xF0\x9F\x98\x80z\nb";  // a é 😀 z
  const Lines lines(text);
  struct Case {
    std::size_t offset;
    std::uint32_t utf8, utf16, utf32;
  };
  for (const Case& one : {Case{0, 0, 0, 0}, Case{1, 1, 1, 1}, Case{3, 3, 2, 2}, Case{7, 7, 4, 3}, Case{8, 8, 5, 4}}) {
    CHECK(lines.position(text, one.offset, Encoding::utf8) == Position{0, one.utf8});
    CHECK(lines.position(text, one.offset, Encoding::utf16) == Position{0, one.utf16});
    CHECK(lines.position(text, one.offset, Encoding::utf32) == Position{0, one.utf32});
    CHECK(lines.offset(text, {0, one.utf8}, Encoding::utf8) == one.offset);
    CHECK(lines.offset(text, {0, one.utf16}, Encoding::utf16) == one.offset);
    CHECK(lines.offset(text, {0, one.utf32}, Encoding::utf32) == one.offset);
  }
  CHECK(lines.position(text, 9, Encoding::utf16) == Position{1, 0});
}

TEST_CASE("places outside are brought back", "[lsp]") {
  const std::string text = "a\xF0\x9F\x98\x80\r\nb";
  const Lines lines(text);
  CHECK(lines.offset(text, {0, 99}, Encoding::utf16) == 5);  // before the line end
  CHECK(lines.offset(text, {0, 2}, Encoding::utf16) == 1);   // the begin of the emoji
  CHECK(lines.offset(text, {7, 0}, Encoding::utf16) == text.size());
  CHECK(lines.position(text, 999, Encoding::utf16) == Position{1, 1});
}

TEST_CASE("lines end with \\n, \\r\\n and \\r", "[lsp]") {
  CHECK(Lines("").count() == 1);
  CHECK(Lines("a\nb\r\nc\rd").count() == 4);
  CHECK(Lines("\r\r\n\n").count() == 4);
  CHECK(Lines("a\r").count() == 2);
}

TEST_CASE("lines after a change are those of the new text", "[lsp]") {
  // Every change of every short text of line ends and letters.
  const std::string letters = "a\n\r";
  std::vector<std::string> texts{""};
  for (std::size_t at = 0; texts[at].size() < 4; ++at)
    for (const char letter : letters) texts.push_back(texts[at] + letter);
  const auto begins = [](const Lines& lines) {
    std::vector<std::size_t> all;
    for (std::size_t line = 0; line < lines.count(); ++line) all.push_back(lines.begin_of(line));
    return all;
  };
  std::size_t wrong = 0;
  for (const std::string& text : texts)
    for (std::size_t begin = 0; begin <= text.size(); ++begin)
      for (std::size_t size = 0; begin + size <= text.size(); ++size)
        for (const char* words : {"", "a", "\n", "\r", "\r\n", "\n\r", "a\n"}) {
          Lines lines(text);
          std::string changed = text;
          changed.replace(begin, size, words);
          lines.replace(changed, begin, size, words);
          if (begins(lines) != begins(Lines(changed))) ++wrong;
        }
  CHECK(wrong == 0);
}

}  // namespace quarterday::lsp
