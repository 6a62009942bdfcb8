// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>

namespace quarterday::value {

// A broken promise between our own functions, never a mistake in a contract or in data. Only the front door catches it
// (exit code 70); everything in between lets it pass.
class InternalError : public std::logic_error {
 public:
  explicit InternalError(const std::string& message) : std::logic_error(message) {}
};

[[noreturn]] void fail_check(const char* condition, const char* why, const char* file, int line);

}  // namespace quarterday::value

// A precondition that stays on in release builds. A macro, because the message quotes the condition and its place.
#define QD_CHECK(condition, why)                                                 \
  do {                                                                           \
    if (!(condition)) [[unlikely]] {                                             \
      ::quarterday::value::fail_check(#condition, why, __FILE_NAME__, __LINE__); \
    }                                                                            \
  } while (false)
