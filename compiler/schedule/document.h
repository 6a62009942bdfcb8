// SPDX-License-Identifier: Apache-2.0
#pragma once

// A schedule as a document: sections, sentences, tables and charts, before anybody has decided how it is set. Both
// writers render this one structure, so the Markdown and the page never say different things. All text in it is plain;
// escaping is the writers' work.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "runtime/value/rational.h"

namespace quarterday::schedule {

struct Run {
  enum class Kind { plain, term, strong, code };
  Kind kind = Kind::plain;
  std::string text;
  std::string link;  // term: the anchor at which it is defined; may be empty
};

// Words in a row, some of them set apart.
struct Text {
  std::vector<Run> runs;

  Text() = default;
  Text(const char* plain) : Text(std::string(plain)) {}  // NOLINT: words are text
  Text(std::string plain) {                              // NOLINT
    if (!plain.empty()) runs.push_back({Run::Kind::plain, std::move(plain), {}});
  }
  Text(Run run) { runs.push_back(std::move(run)); }  // NOLINT

  bool empty() const { return runs.empty(); }
  Text& operator+=(const Text& more);
  friend Text operator+(Text left, const Text& right) { return left += right; }
};

std::string plain(const Text& text);
// With a capital at its beginning, unless it begins with a term.
Text capital(Text text);
// With a capital, whatever it begins with.
Text beginning(Text text);
// Without it, where a word of ours begins the sentence.
Text lower(Text text);
// "a, b and c", with the word before the last.
Text list(const std::vector<Text>& parts, std::string_view word);

// Where the contract says it.
struct Place {
  std::string file;
  std::uint32_t line = 0;
};

// A sentence; or its beginning, followed by sub-paragraphs.
struct Item {
  Text text;
  std::vector<Item> items;
};

struct Heading {
  int level = 2;
  std::string text;
};

// A remark of the author for readers.
struct Recital {
  std::string text;
};

struct Paragraph {
  std::vector<std::string> anchors;  // of its clauses and of what it defines
  Item body;
  std::optional<Place> place;
};

struct Table {
  Text caption;
  std::vector<Text> header;
  std::vector<std::vector<Text>> rows;
};

struct ChartSeries {
  std::string name;
  std::vector<std::pair<value::Rational, value::Rational>> points;
};

// Two or more figures as a picture; the writers place it, figures and labels are ready.
struct Chart {
  enum class Kind { line, columns, bars };
  Kind kind = Kind::line;
  std::string title;
  std::vector<ChartSeries> series;  // columns, bars: one
  enum class Shown { number, percent, money };
  Shown x_shown = Shown::number;
  Shown y_shown = Shown::number;
  std::vector<std::string> labels;  // columns, bars: of the places along the axis
  std::string x_title;
  std::string symbol;  // money: of the currency
};

using Block = std::variant<Heading, Recital, Paragraph, Table, Chart>;

struct Document {
  std::string title;
  std::vector<Block> blocks;
};

}  // namespace quarterday::schedule
