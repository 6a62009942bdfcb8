// SPDX-License-Identifier: Apache-2.0
//
// The language server: what editors ask about a contract, answered from what the compiler knows of it. In come the
// messages of the Language Server Protocol (3.17) on standard input, out go answers and notices on standard output. The
// files, from the outside in: transport (messages in a stream of bytes), queue (messages that wait, and those that were
// taken back), server (who answers which), documents and workspace (texts in the editor over files on disk), analysis
// (all that is known of one contract), and one file for each thing an editor can ask (features.h). Deliberately not
// here: any rule of the language, and writing to files.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quarterday::lsp {

// No editor sends a contract of more than a few megabytes.
inline constexpr std::size_t max_message_megabytes = 64;
inline constexpr std::size_t max_header_bytes = 4096;

// A message as it came: its body, or why there is none. After a mistake in a header, reading goes on at the next one
// that can be read.
struct Frame {
  std::string body;
  std::string problem;  // empty for a message that is whole
};

// Cuts a stream of bytes into messages: `Content-Length: 52`, an empty line, 52 bytes.
class FrameReader {
 public:
  void feed(std::string_view bytes);
  // The next message that is whole, if there is one.
  std::optional<Frame> next();

 private:
  std::optional<Frame> read_header();
  void forget_read();

  std::string bytes_;
  std::size_t at_ = 0;
  std::optional<std::size_t> length_;  // of the body that is awaited
  std::size_t to_skip_ = 0;            // bytes of a body that is too large to be kept
};

std::string framed(std::string_view body);

}  // namespace quarterday::lsp
