// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/line_reader.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstring>

#include "runtime/data/limits.h"

namespace quarterday::data {
namespace {

// Hands the text out in pieces, as a file may.
LineReader reader_of(std::string_view text, std::size_t piece) {
  return LineReader([text, piece](char* to, std::size_t size) mutable {
    const std::size_t count = std::min({size, piece, text.size()});
    if (count > 0) std::memcpy(to, text.data(), count);
    text.remove_prefix(count);
    return static_cast<std::ptrdiff_t>(count);
  });
}

std::vector<std::string> lines_of(std::string_view text, std::size_t piece = 3) {
  LineReader reader = reader_of(text, piece);
  std::vector<std::string> lines;
  for (Line line; reader.next(line);) {
    CHECK(line.number == lines.size() + 1);
    lines.push_back((line.too_long ? "too long: " : "") + std::string(line.text));
  }
  return lines;
}

}  // namespace

TEST_CASE("lines end with either line end, the last one without", "[data]") {
  using Lines = std::vector<std::string>;
  CHECK(lines_of("") == Lines{});
  CHECK(lines_of("one") == Lines{"one"});
  CHECK(lines_of("one\n") == Lines{"one"});
  CHECK(lines_of("one\r\ntwo\n\nfour\r") == Lines{"one", "two", "", "four"});
}

TEST_CASE("a byte order mark is skipped at the beginning only", "[data]") {
  CHECK(lines_of("\xEF\xBB\xBFone\n\xEF\xBB\xBFtwo") == std::vector<std::string>{"one", "\xEF\xBB\xBFtwo"});
}

TEST_CASE("a line of any length costs no memory and hides no line after it", "[data]") {
  const std::string longest(max_line_bytes, 'x');
  const std::string huge(5 * block_bytes, 'y');
  const std::string text = longest + "\n" + longest + "x\n" + huge + "\nlast\n" + huge;
  for (const std::size_t piece : {std::size_t{65'537}, std::size_t{4096}, text.size()}) {
    const std::vector<std::string> lines = lines_of(text, piece);
    REQUIRE(lines.size() == 5);
    CHECK(lines[0] == longest);
    CHECK(lines[1] == "too long: " + std::string(200, 'x'));
    CHECK(lines[2] == "too long: " + std::string(200, 'y'));
    CHECK(lines[3] == "last");
    CHECK(lines[4] == "too long: " + std::string(200, 'y'));
  }
}

TEST_CASE("a long line that ends with a block does not swallow the next line", "[data]") {
  const std::string text = std::string(2 * max_line_bytes - 1, 'x') + "\nnext\n";
  CHECK(lines_of(text, 2 * max_line_bytes) == std::vector<std::string>{"too long: " + std::string(200, 'x'), "next"});
}

TEST_CASE("a failed read is told from the end", "[data]") {
  LineReader reader([](char*, std::size_t) { return std::ptrdiff_t{-1}; });
  Line line;
  CHECK_FALSE(reader.next(line));
  CHECK(reader.failed());
}

}  // namespace quarterday::data
