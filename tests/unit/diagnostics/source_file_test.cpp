// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/source_file.h"

#include <catch2/catch.hpp>

namespace quarterday::diagnostics {

TEST_CASE("lines end at \\n, \\r\\n and a lone \\r", "[diagnostics]") {
  const SourceFile file("msk.contract", "one\ntwo\r\nthree\rfour");
  CHECK(file.last_line() == 4);
  CHECK(file.line_text(1) == "one");
  CHECK(file.line_text(2) == "two");
  CHECK(file.line_text(3) == "three");
  CHECK(file.line_text(4) == "four");
  CHECK(file.position(4) == LineColumn{2, 1});
  CHECK(file.position(9) == LineColumn{3, 1});
  CHECK(file.position(15) == LineColumn{4, 1});
}

TEST_CASE("a place in a line end is the place after the line's last letter", "[diagnostics]") {
  const SourceFile file("msk.contract", "two\r\nx");
  CHECK(file.position(3) == LineColumn{1, 4});
  CHECK(file.position(4) == LineColumn{1, 4});
}

TEST_CASE("columns count code points", "[diagnostics]") {
  const SourceFile file("msk.contract", "fee = £8\npay é😀 x");
  CHECK(file.position(8) == LineColumn{1, 8});   // the 8 after the two bytes of £
  CHECK(file.position(21) == LineColumn{2, 8});  // the x
}

TEST_CASE("editor columns count UTF-16 units from 0, and lead back to bytes", "[diagnostics]") {
  const SourceFile file("msk.contract", "first\npay é😀 x");
  const std::uint32_t offset_of_x = 17;
  REQUIRE(file.text()[offset_of_x] == 'x');
  CHECK(file.utf16_column(offset_of_x) == 8);
  CHECK(file.offset_of_utf16_column(2, 8) == offset_of_x);
  CHECK(file.offset_of_utf16_column(2, 4) == 10);    // é
  CHECK(file.offset_of_utf16_column(2, 500) == 18);  // the end of the line
}

TEST_CASE("an excerpt keeps the line numbers of the file it was taken from", "[diagnostics]") {
  const SourceFile row("figures.csv", "never_events,2015/16-Q1,,,x,,", 81'234);
  CHECK(row.position(26) == LineColumn{81'234, 27});
  CHECK(row.line_text(81'234) == row.text());
  CHECK(row.last_line() == 81'234);
}

TEST_CASE("places outside a file are brought back into it", "[diagnostics]") {
  const SourceFile file("msk.contract", "a\nbc");
  CHECK(file.position(99) == LineColumn{2, 3});
  CHECK(file.line_text(0) == "a");
  CHECK(file.line_text(7) == "bc");
  const SourceFile empty("empty.contract", "");
  CHECK(empty.position(0) == LineColumn{1, 1});
  CHECK(empty.line_text(1).empty());
}

TEST_CASE("files keep their ids and their references", "[diagnostics]") {
  SourceMap sources;
  const FileId contract = sources.add(SourceFile("msk.contract", "contract"));
  const SourceFile& kept = sources.file(contract);
  for (int i = 0; i < 100; ++i) sources.add(SourceFile("figures.csv", "row"));
  CHECK(&kept == &sources.file(contract));
  CHECK(kept.name() == "msk.contract");
  CHECK_FALSE(sources.contains(no_file));
}

TEST_CASE("two spans are joined to the smallest that holds both", "[diagnostics]") {
  const FileId file{3};
  CHECK(join({file, 5, 8}, {file, 1, 6}) == Span{file, 1, 8});
  CHECK_FALSE(Span::nowhere().has_place());
}

}  // namespace quarterday::diagnostics
