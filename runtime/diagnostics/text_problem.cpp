// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/text_problem.h"

#include "runtime/diagnostics/utf8.h"

namespace quarterday::diagnostics {

std::optional<TextProblem> find_text_problem(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint code_point = decode_utf8(text, at);
    if (!code_point.valid) return TextProblem{at, TextProblem::Kind::NotUtf8};
    const char32_t value = code_point.value;
    if (value == 0) return TextProblem{at, TextProblem::Kind::Nul};
    if (value < 0x20 && value != '\t' && value != '\n' && value != '\r') {
      return TextProblem{at, TextProblem::Kind::ControlCharacter};
    }
    at += code_point.size;
  }
  return std::nullopt;
}

bool strip_bom(std::string& text) {
  if (!text.starts_with("\xEF\xBB\xBF")) return false;
  text.erase(0, 3);
  return true;
}

}  // namespace quarterday::diagnostics
