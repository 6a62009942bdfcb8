// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/headings.h"

#include <algorithm>
#include <array>

namespace quarterday::schedule {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_in(char c, std::string_view signs) { return signs.find(c) != std::string_view::npos; }

// How long the number of a clause is at the beginning: "3", "A4.", "7.5", "4.1(a)"; 0 where there is none.
std::size_t number_length(std::string_view text) {
  std::size_t at = !text.empty() && text.front() >= 'A' && text.front() <= 'Z' ? 1 : 0;
  const std::size_t end = text.find_first_not_of("0123456789.", at);
  if (end == at || at == text.size() || !is_in(text[at], digits)) return 0;
  at = std::min(end, text.size());
  while (at < text.size() && text[at] == '(') {
    const std::size_t close = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789", at + 1);
    if (close == std::string_view::npos || text[close] != ')' || close == at + 1) break;
    at = close + 1;
  }
  return at;
}

// Several numbers, or from one to another.
std::size_t numbers_length(std::string_view text) {
  std::size_t at = number_length(text);
  while (at != 0) {
    std::size_t joint = 0;
    for (const std::string_view sign : {", ", "-", "–", " to ", " and "})
      if (text.substr(at).starts_with(sign)) joint = sign.size();
    const std::size_t next = joint == 0 ? 0 : number_length(text.substr(at + joint));
    if (next == 0) break;
    at += joint + next;
  }
  return at;
}

// "A", "B2", "12", "III".
bool is_label(std::string_view word) {
  if (word.empty()) return false;
  const bool roman = word.find_first_not_of("IVX") == std::string_view::npos;
  return roman || number_length(word) == word.size() ||
         (word.size() == 1 && word.front() >= 'A' && word.front() <= 'Z');
}

}  // namespace

bool is_numbered(std::string_view line) {
  const std::size_t end = numbers_length(line);
  if (end != 0) return end < line.size() && is_in(line[end], " :)") && line.find_first_not_of(" :)", end) < line.size();
  for (const std::string_view word : {"Schedule", "Annex", "Appendix", "Part"}) {
    if (!line.starts_with(word)) continue;
    const std::string_view rest = line.substr(word.size());
    if (rest.empty() || rest.front() == ':') return true;
    if (rest.front() != ' ') continue;
    const std::string_view label = rest.substr(1, rest.find_first_of(" :,", 1) - 1);
    if (is_label(label)) return true;
  }
  return false;
}

std::vector<ProseLine> prose_lines(const std::vector<std::string>& lines) {
  std::vector<ProseLine> parts;
  bool goes_on = false;  // whether the line before is still open
  bool alone = true;     // whether the last part began after a blank line or a heading
  for (const std::string& line : lines) {
    const std::size_t begin = line.find_first_not_of(' ');
    if (begin == std::string::npos) {
      if (goes_on && alone && parts.back().text.size() <= long_heading) parts.back().heads = true;
      goes_on = false;
    } else if (goes_on && begin != 0) {
      parts.back().text += " " + line.substr(begin);
    } else {
      alone = !goes_on || parts.back().heads;
      parts.push_back({line.substr(begin), is_numbered(std::string_view(line).substr(begin))});
      goes_on = true;
    }
  }
  return parts;
}

}  // namespace quarterday::schedule
