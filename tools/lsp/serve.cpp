// SPDX-License-Identifier: Apache-2.0
//
// The loop: one thread reads, this one answers, and looks at changed texts when nothing waits. So several keystrokes
// that came together are looked at once, and an answer never waits for a look that nobody needs any more.
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <thread>

#include "tools/lsp/server.h"
#include "tools/lsp/transport.h"

namespace quarterday::lsp {
namespace {

Message message_of(Frame frame) {
  if (!frame.problem.empty()) return {{}, std::move(frame.problem)};
  Json json = Json::parse(frame.body, nullptr, false);
  if (json.is_discarded()) return {{}, "a message is no JSON in UTF-8"};
  return {std::move(json), {}};
}

void read_all(Queue& queue) {
  constexpr std::size_t chunk = 65'536;
  std::array<char, chunk> bytes{};
  FrameReader reader;
  while (true) {
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    reader.feed({bytes.data(), static_cast<std::size_t>(count)});
    while (auto frame = reader.next()) queue.push(message_of(std::move(*frame)));
  }
  Message end;
  end.end = true;
  queue.push(std::move(end));
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

int serve(const std::string& version) {
  auto queue = std::make_shared<Queue>();
  // It waits in `read` when the editor says `exit`, and ends with the program.
  std::thread([queue] { read_all(*queue); }).detach();
  bool writes = true;
  Server server(version, [&writes](const Json& json) {
    writes = writes && write_all(framed(json.dump(-1, ' ', false, Json::error_handler_t::replace)));
  });
  while (writes && !server.is_over()) {
    if (queue->empty() && server.has_work()) {
      server.work();
      continue;
    }
    const Message message = queue->pop();
    if (message.end) break;
    server.take(message);
  }
  return server.exit_code();
}

}  // namespace quarterday::lsp
