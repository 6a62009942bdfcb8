// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/transport.h"

#include <catch2/catch.hpp>

namespace quarterday::lsp {

TEST_CASE("messages are cut out of whatever parts they come in", "[lsp]") {
  const std::string bytes = framed("{\"a\":1}") + "content-length:  2 \r\nContent-Type: x\r\n\r\n[]" + framed("");
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    FrameReader reader;
    std::vector<std::string> bodies;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      reader.feed(std::string_view(bytes).substr(at, size));
      while (auto frame = reader.next()) {
        CHECK(frame->problem.empty());
        bodies.push_back(frame->body);
      }
    }
    CHECK(bodies == std::vector<std::string>{"{\"a\":1}", "[]", ""});
  }
}

TEST_CASE("after a header with a mistake the next message is read", "[lsp]") {
  for (const char* broken : {"Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 1 2\r\n\r\n",
                             "Content-Length:\r\n\r\n", "hello\r\n\r\n", "A: b\r\n\r\n",
                             "Content-Length: 123456789012345678901234567890\r\n\r\n"}) {
    FrameReader reader;
    reader.feed(broken + framed("ok"));
    const auto problem = reader.next();
    REQUIRE(problem);
    CHECK_FALSE(problem->problem.empty());
    const auto next = reader.next();
    REQUIRE(next);
    CHECK(next->body == "ok");
    CHECK_FALSE(reader.next());
  }
}

TEST_CASE("a body that is too large is passed over without being kept", "[lsp]") {
  FrameReader reader;
  const std::size_t size = (max_message_megabytes + 1) * 1024 * 1024;
  reader.feed("Content-Length: " + std::to_string(size) + "\r\n\r\nabc");
  const auto problem = reader.next();
  REQUIRE(problem);
  CHECK_FALSE(problem->problem.empty());
  reader.feed(std::string(size - 3, 'x') + framed("ok"));
  const auto next = reader.next();
  REQUIRE(next);
  CHECK(next->body == "ok");
}

TEST_CASE("a header without an end is given up", "[lsp]") {
  FrameReader reader;
  reader.feed(std::string(max_header_bytes, 'x'));
  CHECK_FALSE(reader.next());
  reader.feed("x");
  const auto problem = reader.next();
  REQUIRE(problem);
  CHECK_FALSE(problem->problem.empty());
  CHECK_FALSE(reader.next());
}

}  // namespace quarterday::lsp
