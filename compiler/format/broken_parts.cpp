// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/broken_parts.h"

#include <algorithm>
#include <optional>
#include <variant>

namespace quarterday::format {
namespace {

using syntax::Token;
using syntax::TokenSort;

bool is_word(const Token& token) { return token.sort > TokenSort::prose; }
std::string_view text_of(const Token& token, std::string_view text) {
  return text.substr(token.begin, token.end - token.begin);
}

std::vector<Token> words_of(const syntax::Tree& tree) {
  std::vector<Token> words;
  words.reserve(tree.tokens.size() / 2);
  for (const Token& token : tree.tokens)
    if (is_word(token)) words.push_back(token);
  return words;
}

// The end of the header line that begins at a word; nothing where none does.
std::optional<std::uint32_t> header_line_end(const syntax::Header& header, const std::vector<Token>& words,
                                             std::size_t at) {
  const std::uint32_t begin = words[at].begin;
  if (header.term && header.term->span.begin == begin) return header.term->span.end;
  if (header.settled && header.settled->span.begin == begin) return header.settled->span.end;
  if (header.says_refusals && header.refusals_span.begin == begin) return header.refusals_span.end;
  if (at + 1 == words.size()) return std::nullopt;
  const Token& next = words[at + 1];
  if (header.source && header.source->span.begin == next.begin) return next.end;
  if (!header.currency || header.currency->span.begin != next.begin) return std::nullopt;
  const bool has_clause = at + 2 < words.size() && words[at + 2].sort == TokenSort::clause;
  return has_clause ? words[at + 2].end : next.end;
}

// Bars that begin a line without being rows would become rows, because a lone carriage return ends a line for people
// but not for tables.
std::vector<std::uint32_t> misleading_bars(const syntax::Tree& tree, std::string_view text) {
  std::vector<std::uint32_t> bars;
  bool line_begins = false;
  for (const Token& token : tree.tokens) {
    if (token.sort == TokenSort::line_end) line_begins = true;
    if (!is_word(token)) continue;
    if (line_begins && token.sort == TokenSort::symbol && text_of(token, text) == "|") bars.push_back(token.begin);
    line_begins = false;
  }
  return bars;
}

bool by_begin(const Range& left, const Range& right) { return left.begin < right.begin; }

class Finder {
 public:
  Finder(const syntax::Tree& tree, std::string_view text) : tree_(tree), text_(text), words_(words_of(tree)) {}

  std::vector<Range> find() {
    sort_declarations();
    find_stray_words();
    std::sort(good_.begin(), good_.end(), by_begin);
    std::sort(broken_.begin(), broken_.end(), by_begin);
    std::vector<Range> merged;
    for (const Range& range : broken_) {
      const bool covered = !merged.empty() && range.end <= merged.back().end;
      if (covered) continue;
      Range wide = widened(range);
      for (; !merged.empty() && wide.begin <= merged.back().end; merged.pop_back())
        wide = {std::min(wide.begin, merged.back().begin), std::max(wide.end, merged.back().end)};
      merged.push_back(wide);
    }
    return merged;
  }

 private:
  void sort_declarations() {
    good_ = header_ranges(tree_, text_);
    const std::vector<std::uint32_t> bars = misleading_bars(tree_, text_);
    for (const syntax::Declaration& declaration : tree_.declarations) {
      const syntax::Span span =
          std::visit([](const auto& one) -> const syntax::Common& { return one; }, declaration).span;
      const auto bar = std::lower_bound(bars.begin(), bars.end(), span.begin);
      const bool misleads = bar != bars.end() && *bar < span.end;
      const bool broken = misleads || std::holds_alternative<syntax::BrokenDecl>(declaration);
      (broken ? broken_ : good_).push_back({span.begin, span.end});
    }
  }

  // Words of no declaration, but for the braces that close what was opened.
  void find_stray_words() {
    std::vector<Range> known = good_;
    known.insert(known.end(), broken_.begin(), broken_.end());
    std::sort(known.begin(), known.end(), by_begin);
    auto next = known.begin();
    std::uint32_t covered = 0;
    for (const Token& word : words_) {
      for (; next != known.end() && next->begin <= word.begin; ++next) covered = std::max(covered, next->end);
      if (word.begin < covered) continue;
      const Range range{word.begin, word.end};
      (text_of(word, text_) == "}" ? good_ : broken_).push_back(range);
    }
  }

  // Lone carriage returns end no lines here, since a bar behind one begins no row.
  Range whole_lines(Range range) const {
    const std::size_t before = text_.substr(0, range.begin).rfind('\n');
    std::size_t end = std::min(text_.find('\n', range.end), text_.size());
    while (end > range.end && text_[end - 1] == '\r') --end;
    return {static_cast<std::uint32_t>(before + 1), static_cast<std::uint32_t>(end)};
  }

  // To whole lines, and over everything that shares one of them.
  Range widened(Range range) const {
    while (true) {
      range = whole_lines(range);
      const Range narrow = range;
      // They follow each other, so only the first and the last that it meets can reach beyond it.
      const auto first =
          std::partition_point(good_.begin(), good_.end(), [&](const Range& good) { return good.end <= narrow.begin; });
      const auto end =
          std::partition_point(first, good_.end(), [&](const Range& good) { return good.begin < narrow.end; });
      if (first == end) return range;
      range = {std::min(range.begin, first->begin), std::max(range.end, std::prev(end)->end)};
      if (range.begin == narrow.begin && range.end == narrow.end) return range;
    }
  }

  const syntax::Tree& tree_;
  std::string_view text_;
  std::vector<Token> words_;
  std::vector<Range> good_;
  std::vector<Range> broken_;
};

}  // namespace

std::vector<Range> header_ranges(const syntax::Tree& tree, std::string_view text) {
  std::vector<Range> ranges;
  if (tree.broken_header) return ranges;
  const std::vector<Token> words = words_of(tree);
  std::size_t at = 0;
  for (const syntax::Declaration& declaration : tree.declarations) {
    const auto* allow = std::get_if<syntax::AllowDecl>(&declaration);
    if (allow == nullptr || !allow->whole) continue;
    while (at < words.size() && words[at].begin < allow->span.end) ++at;
  }
  const std::size_t start = at;
  while (at < words.size() && text_of(words[at], text) != "{") ++at;
  if (at == words.size()) return ranges;
  ranges.push_back({words[start].begin, words[at].end});
  for (++at; at < words.size();) {
    const std::optional<std::uint32_t> end = header_line_end(tree.header, words, at);
    if (!end) break;
    ranges.push_back({words[at].begin, *end});
    while (at < words.size() && words[at].begin < *end) ++at;
  }
  return ranges;
}

std::vector<Range> broken_parts(const syntax::Tree& tree, std::string_view text) { return Finder(tree, text).find(); }

}  // namespace quarterday::format
