// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/line_text.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/data/limits.h"
#include "runtime/diagnostics/text_problem.h"

namespace quarterday::data {
namespace {

// Nearly all rows are plain ASCII, which needs no decoding.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

std::string encoding_problem(std::string_view line, const diagnostics::TextProblem& problem) {
  if (line.starts_with("PK\x03\x04")) return "they look like a workbook of a spreadsheet";
  if (line.starts_with("\xFF\xFE") || line.starts_with("\xFE\xFF")) return "they look like UTF-16";
  switch (problem.kind) {
    case diagnostics::TextProblem::Kind::NotUtf8:
      return "here stands a byte that UTF-8 does not know";
    case diagnostics::TextProblem::Kind::Nul:
      return "here stands a byte 0";
    case diagnostics::TextProblem::Kind::ControlCharacter:
      break;
  }
  return "here stands a control character";
}

}  // namespace

bool is_text(const Line& line, Findings& findings) {
  if (line.too_long) {
    const diagnostics::Span whole{diagnostics::no_file, 0, static_cast<std::uint32_t>(line.text.size())};
    findings.report(make<Id::DataRowTooLong>(whole, std::to_string(max_line_bytes)))
        .help("a quotation mark may be opened and never closed, or the line ends may be missing");
    return false;
  }
  if (is_plain(line.text)) return true;
  std::optional<diagnostics::TextProblem> problem = diagnostics::find_text_problem(line.text);
  const std::size_t lone_return = line.text.find('\r');
  std::string why;
  if (problem) {
    why = encoding_problem(line.text, *problem);
  } else if (lone_return != std::string_view::npos) {
    problem = diagnostics::TextProblem{lone_return, diagnostics::TextProblem::Kind::ControlCharacter};
    why = "a carriage return stands inside the line";
  } else {
    return true;
  }
  const std::uint32_t at = static_cast<std::uint32_t>(problem->offset);
  findings.report(make<Id::DataEncoding>({diagnostics::no_file, at, at + 1}, why))
      .help("save the file as \"CSV UTF-8\"");
  return false;
}

}  // namespace quarterday::data
