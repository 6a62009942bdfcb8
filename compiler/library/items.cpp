// SPDX-License-Identifier: Apache-2.0
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "compiler/library/library.h"
#include "compiler/syntax/dump.h"
#include "compiler/syntax/parse.h"
#include "runtime/value/check.h"

namespace quarterday::library {

using diagnostics::Span;

namespace {

constexpr std::size_t indentation = 2;

// A text and its tree.
struct Read {
  std::string_view text;
  syntax::Tree tree;
};

Read read(std::string_view text) {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const diagnostics::FileId file = sources.add(diagnostics::SourceFile("stdlib", std::string(text)));
  Read read{text, syntax::parse(file, sources, sink)};
  QD_CHECK(!sink.has_errors(), "a text of the library cannot be read");
  return read;
}

// The lines from the one at `begin` to the place `end`, as deep as if they stood alone.
std::string lines(std::string_view text, std::size_t begin, std::size_t end) {
  std::string shown;
  while (begin < end) {
    const std::size_t line_end = std::min(text.find('\n', begin), end);
    std::string_view line = text.substr(begin, line_end - begin);
    line.remove_prefix(std::min({line.find_first_not_of(' '), indentation, line.size()}));
    shown.append(line).append("\n");
    begin = line_end + 1;
  }
  return shown;
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t line_end = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return line_end == std::string_view::npos ? 0 : line_end + 1;
}

std::string whole_lines(std::string_view text, Span span) {
  return lines(text, line_begin(text, span.begin), span.end);
}

// With the remarks just above, in which figures are reckoned.
std::string with_remarks(std::string_view text, Span span) {
  std::size_t begin = line_begin(text, span.begin);
  while (begin > 0) {
    const std::size_t above = line_begin(text, begin - 1);
    const std::size_t mark = text.find_first_not_of(' ', above);
    if (text[mark] != '#') break;
    begin = above;
  }
  return lines(text, begin, span.end);
}

// "## " is gone; the lines of a paragraph hang together.
std::string first_sentence(const std::vector<std::string>& prose) {
  std::string text;
  for (const std::string& line : prose) text += (text.empty() ? "" : " ") + line;
  const std::size_t end = text.find(". ");
  return end == std::string::npos ? text : text.substr(0, end + 1);
}

std::string words(const std::optional<syntax::Type>& type) { return type ? syntax::dump(*type) : "in any unit"; }

void add_phrase(Item& item, const syntax::PhraseDecl& phrase, std::string_view text) {
  item.form = item.name;
  for (const syntax::PhraseGap& gap : phrase.gaps) {
    item.form.append(" ").append(gap.word).append(" ").append(gap.name.text);
    item.figures.push_back(gap.name.text + ": " + words(gap.type));
  }
  item.figures.push_back("gives: " + (phrase.type ? syntax::dump(*phrase.type) : "in their unit"));
  item.text = whole_lines(text, phrase.span);
}

void add_worked(Item& item, const Read& worked) {
  for (const syntax::Declaration& declaration : worked.tree.declarations) {
    if (const auto* scenario = std::get_if<syntax::ScenarioDecl>(&declaration)) {
      if (scenario->title && scenario->title->text.starts_with(item.name + ":"))
        item.worked += (item.worked.empty() ? "" : "\n") + with_remarks(worked.text, scenario->span);
      continue;
    }
    const Span span = std::visit([](const auto& any) { return any.span; }, declaration);
    const std::string text = whole_lines(worked.text, span);
    if (item.use.empty() && text.find(item.name + " of ") != std::string::npos) item.use = text;
  }
}

}  // namespace

std::vector<Item> items(const Subject& subject) {
  const Read library = read(subject.text);
  const Read worked = read(subject.worked);
  std::vector<Item> items;
  for (const syntax::Declaration& declaration : library.tree.declarations) {
    const auto* phrase = std::get_if<syntax::PhraseDecl>(&declaration);
    if (phrase == nullptr) continue;
    Item item;
    item.subject = subject.name;
    item.name = phrase->name.text;
    item.prose = phrase->prose;
    item.summary = first_sentence(item.prose);
    add_phrase(item, *phrase, subject.text);
    add_worked(item, worked);
    items.push_back(std::move(item));
  }
  return items;
}

const Subject* subject_of(std::string_view item) {
  // Asked for each word that is no phrase of a contract, so the texts are read once.
  static const std::map<std::string, const Subject*, std::less<>> by_item = [] {
    std::map<std::string, const Subject*, std::less<>> known;
    for (const Subject& subject : subjects())
      for (const Item& one : items(subject)) known.emplace(one.name, &subject);
    return known;
  }();
  const auto found = by_item.find(item);
  return found == by_item.end() ? nullptr : found->second;
}

std::string title(const Subject& subject) {
  const Read library = read(subject.text);
  return library.tree.header.title ? library.tree.header.title->text : std::string(subject.name);
}

}  // namespace quarterday::library
