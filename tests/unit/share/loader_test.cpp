// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/loader.h"

#include <catch2/catch.hpp>

namespace quarterday::share {

TEST_CASE("a path begins in the folder of the file in which it stands", "[share]") {
  CHECK(resolve("a.contract", "b.contract") == "b.contract");
  CHECK(resolve("level-1/a.contract", "b.contract") == "level-1/b.contract");
  CHECK(resolve("level-1/a.contract", "../b.contract") == "b.contract");
  CHECK(resolve("x/y/a.contract", "../../z/b.contract") == "z/b.contract");
  CHECK(resolve("x/a.contract", "./y/.././b.contract") == "x/b.contract");
  CHECK(resolve("x/a.contract", "y//b.contract") == "x/y/b.contract");
  CHECK(resolve("a", "..b/...") == "..b/...");
}

TEST_CASE("a path does not lead out of the project", "[share]") {
  CHECK_FALSE(resolve("a.contract", "").has_value());
  CHECK_FALSE(resolve("a.contract", "/etc/passwd").has_value());
  CHECK_FALSE(resolve("a.contract", "../b.contract").has_value());
  CHECK_FALSE(resolve("x/a.contract", "../../b.contract").has_value());
  CHECK_FALSE(resolve("x/a.contract", "../../x/b.contract").has_value());  // out and in again
  CHECK_FALSE(resolve("x/a.contract", "y/../../../b.contract").has_value());
}

TEST_CASE("texts in memory are found by their paths", "[share]") {
  MemoryLoader loader({{"x/b.contract", "shared { }"}}, "x/a.contract");
  CHECK(loader.contract_path() == "x/a.contract");
  CHECK(loader.load("x/b.contract").text == "shared { }");
  CHECK(loader.load("b.contract").problem == Loaded::Problem::unreadable);
}

}  // namespace quarterday::share
