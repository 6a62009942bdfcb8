// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/uri.h"

#include <catch2/catch.hpp>

namespace quarterday::lsp {

TEST_CASE("paths and their uris", "[lsp]") {
  for (const char* path : {"/a/b.contract", "/with space/\xC3\xA9.contract", "/a%20b", "/a+b#c?d", "/"})
    CHECK(path_of_uri(uri_of_path(path)) == path);
  CHECK(uri_of_path("/a b") == "file:///a%20b");
  CHECK(path_of_uri("file://localhost/a") == "/a");
}

TEST_CASE("what is no path", "[lsp]") {
  for (const char* uri :
       {"", "untitled:1", "http://x/a", "file://host/a", "file:///a%2", "file:///a%zz", "file:///a%00b"})
    CHECK_FALSE(path_of_uri(uri));
}

}  // namespace quarterday::lsp
