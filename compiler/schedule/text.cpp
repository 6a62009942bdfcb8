// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "compiler/schedule/document.h"

namespace quarterday::schedule {

Text& Text::operator+=(const Text& more) {
  for (const Run& run : more.runs) {
    const bool joins = !runs.empty() && run.kind == Run::Kind::plain && runs.back().kind == Run::Kind::plain;
    if (joins) {
      runs.back().text += run.text;
    } else {
      runs.push_back(run);
    }
  }
  return *this;
}

std::string plain(const Text& text) {
  std::string words;
  for (const Run& run : text.runs) words += run.text;
  return words;
}

Text capital(Text text) {
  if (text.empty() || text.runs.front().kind != Run::Kind::plain) return text;
  return beginning(std::move(text));
}

Text beginning(Text text) {
  if (text.empty()) return text;
  char& first = text.runs.front().text.front();
  if (first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
  return text;
}

Text lower(Text text) {
  if (text.empty() || text.runs.front().kind != Run::Kind::plain) return text;
  std::string& words = text.runs.front().text;
  const std::string first = words.substr(0, words.find_first_of(" ,"));
  for (const char* ours : {"The", "For", "Each", "It", "A", "An", "Figures", "Where"})
    if (first == ours) words.front() = static_cast<char>(words.front() - 'A' + 'a');
  return text;
}

Text list(const std::vector<Text>& parts, std::string_view word) {
  Text text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) text += i + 1 == parts.size() ? Text(" " + std::string(word) + " ") : Text(", ");
    text += parts[i];
  }
  return text;
}

}  // namespace quarterday::schedule
