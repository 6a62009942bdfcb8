// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace quarterday::cli {

// What a command wants to say. It is kept until the command has ended, so that nothing half-made is ever printed; main
// shows it.
class Console {
 public:
  void out(std::string_view text) { out_ += text; }
  void err(std::string_view text) { err_ += text; }
  // Prints what was said so far, for a command that goes on. False if standard output cannot be written.
  bool show();

 private:
  std::string out_;
  std::string err_;
};

// The exit codes of every command.
enum class Exit : int {
  ok = 0,
  problem = 1,  // in the contract or the data, or a refused settlement
  usage = 2,    // or a file that cannot be read or written
  internal = 70,
};

}  // namespace quarterday::cli
