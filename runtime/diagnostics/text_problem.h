// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace quarterday::diagnostics {

struct TextProblem {
  enum class Kind { NotUtf8, Nul, ControlCharacter };

  std::size_t offset = 0;
  Kind kind = Kind::NotUtf8;
};

// The first byte that keeps a text from being read: no valid UTF-8, a NUL, or a C0 control other than tab and line
// ends. Contracts and data are both checked with this before anything else looks at them.
std::optional<TextProblem> find_text_problem(std::string_view text);

// Removes a UTF-8 byte order mark; true if there was one.
bool strip_bom(std::string& text);

}  // namespace quarterday::diagnostics
