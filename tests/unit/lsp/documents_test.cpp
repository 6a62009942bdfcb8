// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/documents.h"

#include <catch2/catch.hpp>

namespace quarterday::lsp {

TEST_CASE("a text is what its changes make of it", "[lsp]") {
  Documents documents;
  documents.open("a", 1, "one\r\ntw\xC3\xB6\nthree");
  REQUIRE(documents.change("a", {Range{{1, 2}, {1, 3}}, "o"}));
  REQUIRE(documents.change("a", {Range{{0, 3}, {1, 0}}, " "}));
  REQUIRE(documents.change("a", {Range{{9, 0}, {9, 9}}, "\n"}));
  CHECK(documents.find("a")->text == "one two\nthree\n");
  CHECK(documents.find("a")->lines.count() == 3);
  REQUIRE(documents.change("a", {std::nullopt, "new"}));
  CHECK(documents.find("a")->text == "new");
  CHECK(documents.set_version("a", 7));
  CHECK(documents.find("a")->version == 7);
}

TEST_CASE("a range that ends before it begins is empty", "[lsp]") {
  Documents documents;
  documents.open("a", 1, "abc");
  REQUIRE(documents.change("a", {Range{{0, 2}, {0, 1}}, "X"}));
  CHECK(documents.find("a")->text == "abXc");
}

TEST_CASE("what is not open cannot be changed", "[lsp]") {
  Documents documents;
  CHECK_FALSE(documents.change("a", {std::nullopt, "x"}));
  CHECK_FALSE(documents.set_version("a", 1));
  CHECK_FALSE(documents.close("a"));
  documents.open("a", 1, "x");
  CHECK(documents.close("a"));
  CHECK(documents.find("a") == nullptr);
}

}  // namespace quarterday::lsp
