// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/explain.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "runtime/diagnostics/table.h"

namespace quarterday::diagnostics {
namespace {

constexpr std::size_t page_width = 80;

struct Phase {
  char digit;
  std::string_view title;
};

constexpr std::array phases{
    Phase{'1', "Syntax and text"}, Phase{'2', "Names"},
    Phase{'3', "Types and units"}, Phase{'4', "Time and missing figures"},
    Phase{'5', "Payment logic"},   Phase{'6', "Legal but unwise: the rules of lint"},
    Phase{'7', "Analysis"},        Phase{'8', "Data and settlement"},
    Phase{'9', "Other"},
};

// On a page no argument is known, so an ellipsis stands for each.
std::string title_of(const Row& row) {
  std::string title(row.message);
  for (std::size_t at = title.find("{}"); at != std::string::npos; at = title.find("{}", at)) title.replace(at, 2, "…");
  return title;
}

// The line breaks of the table are those of its source; a width of 0 makes one line.
std::string wrapped(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t word_end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, word_end);
    text.remove_prefix(std::min(word_end + 1, text.size()));
    if (word.empty()) continue;
    const bool fits = width == 0 || column + 1 + word.size() <= width;
    if (column > 0) out += fits ? ' ' : '\n';
    column = column > 0 && fits ? column + 1 + word.size() : word.size();
    out += word;
  }
  out += '\n';
  return out;
}

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    out += "    ";
    out += text.substr(0, line_end);
    out += '\n';
    text.remove_prefix(std::min(line_end + 1, text.size()));
  }
  return out;
}

std::string markdown_section(const Row& row) {
  std::string out = "\n### " + code_text(row.id) + ": " + title_of(row) + "\n\n";
  if (row.is_rule())
    out += "`" + rule_name(row.id) + "`. ";
  else if (row.severity != Severity::Error)
    out += "A " + std::string(severity_text(row.severity)) + ". ";
  out += wrapped(row.explanation, 0);
  out += "\n```text\n";
  out += row.example;
  out += "```\n";
  if (!row.is_rule()) return out;
  out += "\nBetter:\n\n```text\n";
  out += row.right;
  out += "```\n";
  return out;
}

}  // namespace

std::string explain_code(Id id) {
  const Row& shown = row(id);
  std::string out(severity_text(shown.severity));
  out += "[" + label_text(id) + "]: " + title_of(shown) + "\n\n";
  out += wrapped(shown.explanation, page_width);
  out += "\nFor example:\n\n";
  out += indented(shown.example);
  if (!shown.is_rule()) return out;
  out += "\nBetter:\n\n";
  out += indented(shown.right);
  out += "\nHelp: ";
  out += shown.help;
  out += ".\n";
  return out;
}

std::string diagnostics_markdown() {
  std::string out =
      "# Diagnostics\n\n"
      "What the compiler and the settlement say when something is wrong, by code. `quarterday explain-code QD5104` "
      "shows\n"
      "the same page at the terminal. This document is made from `runtime/diagnostics/diagnostics.def`; change it "
      "there.\n"
      "An ellipsis stands for a name or a figure of the contract.\n";
  for (const Phase& phase : phases) {
    std::string sections;
    for (const Row& row : all_rows()) {
      if (code_text(row.id)[2] == phase.digit) sections += markdown_section(row);
    }
    if (sections.empty()) continue;
    out += "\n## " + std::string(phase.title) + " (QD" + phase.digit + "xxx)\n" + sections;
  }
  return out;
}

}  // namespace quarterday::diagnostics
