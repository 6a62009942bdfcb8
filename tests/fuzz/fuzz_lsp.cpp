// SPDX-License-Identifier: Apache-2.0
//
// The language server on any bytes: first as a stream of messages, then as edits of a text, after each of which the
// lines that were kept must be those of the text.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "runtime/value/check.h"
#include "tools/lsp/documents.h"
#include "tools/lsp/server.h"
#include "tools/lsp/transport.h"

namespace {

using namespace quarterday::lsp;

void take_stream(std::string_view bytes) {
  Server server("fuzz", [](const Json& json) { json.dump(-1, ' ', false, Json::error_handler_t::replace); });
  FrameReader reader;
  reader.feed(bytes);
  while (auto frame = reader.next()) {
    Message message;
    message.problem = frame->problem;
    if (message.problem.empty()) message.json = Json::parse(frame->body, nullptr, false);
    if (message.json.is_discarded()) message = {{}, "no JSON"};
    server.take(message);
    if (server.is_over()) break;
    if (server.has_work()) server.work();
  }
}

void edit(std::string_view bytes) {
  Documents documents;
  documents.open("a", 0, "contract a {\r\n}\n");
  while (bytes.size() >= 6) {
    const auto number = [&](std::size_t at) {
      return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at]));
    };
    documents.use(static_cast<Encoding>(number(0) % 3));
    const Position start{number(1) % 8, number(2) % 32};
    const Position end{number(3) % 8, number(4) % 32};
    const std::size_t size = std::min<std::size_t>(number(5) % 16, bytes.size() - 6);
    documents.change("a", {Range{start, end}, std::string(bytes.substr(6, size))});
    bytes.remove_prefix(6 + size);
    const Document& document = *documents.find("a");
    const Lines fresh(document.text);
    QD_CHECK(fresh.count() == document.lines.count(), "as many lines as the text has");
    for (std::size_t line = 0; line < fresh.count(); ++line)
      QD_CHECK(fresh.begin_of(line) == document.lines.begin_of(line), "lines begin where they begin in the text");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  take_stream(bytes);
  edit(bytes);
  return 0;
}
