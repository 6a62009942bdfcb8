// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <utility>

#include "compiler/syntax/build_tree.h"
#include "compiler/syntax/clause.h"
#include "compiler/syntax/dump.h"
#include "compiler/syntax/literals.h"
#include "compiler/syntax/mistakes.h"

namespace quarterday::syntax {

namespace g = grammar;

using diagnostics::Id;
using diagnostics::make;

// ---- Words --------------------------------------------------------------------------------------------------------

Name TreeBuilder::name_of(const Word& word) const { return {std::string(text_of(word)), span_of(word)}; }

Name TreeBuilder::name(Part part) const { return name_of(part.first_word()); }

Title TreeBuilder::title(const Word& word) const {
  const std::string_view text = text_of(word);
  return {std::string(text.substr(1, text.size() - 2)), span_of(word)};
}

Clause TreeBuilder::clause(const Word& word) const { return {clause_numbers(text_of(word)), span_of(word)}; }

PeriodText TreeBuilder::period(Part part) const {
  const Word& word = part.first_word();
  return {std::string(text_of(word)), span_of(word)};
}

std::optional<Title> TreeBuilder::optional_title(Part& part) const {
  if (!part.at(g::TITLE)) return std::nullopt;
  return title(part.word());
}

void TreeBuilder::optional_clause(Part& part, Clause& into) const {
  if (part.at(g::CLAUSE)) into = clause(part.word());
}

void TreeBuilder::too_long(const Word& word, std::size_t limit) {
  sink_.report(
      make<Id::NumberTooLong>(span_of(word), std::to_string(count_digits(text_of(word))), std::to_string(limit)));
}

// The '##' lines between the word before and this one; an empty one for each gap of blank lines after one of them.
std::vector<std::string> TreeBuilder::prose_before(std::size_t word) const {
  std::vector<std::string> lines;
  for (std::size_t token = words_[word].token; token-- > 0;) {
    const Token& hidden = tree_.tokens[token];
    if (hidden.sort > TokenSort::prose) break;
    if (hidden.sort == TokenSort::line_end && token > 0 && tree_.tokens[token - 1].sort == TokenSort::prose) {
      const std::string_view ends = text_.substr(hidden.begin, hidden.end - hidden.begin);
      if (std::count(ends.begin(), ends.end(), '\n') > 1) lines.emplace_back();
    }
    if (hidden.sort != TokenSort::prose) continue;
    std::string_view line = text_.substr(hidden.begin + 2, hidden.end - hidden.begin - 2);
    if (line.starts_with(' ')) line.remove_prefix(1);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    lines.emplace_back(line);
  }
  std::reverse(lines.begin(), lines.end());
  return lines;
}

// ---- Heads --------------------------------------------------------------------------------------------------------

Rhythm TreeBuilder::rhythm(Part part) const {
  part.take(g::EACH);
  const int type = part.word().type;
  return type == g::YEAR ? Rhythm::year : type == g::QUARTER ? Rhythm::quarter : Rhythm::month;
}

Head TreeBuilder::head(Part part) {
  Head head;
  head.span = span_of(part);
  if (part.take(g::EACH)) {
    head.rhythm = head_rhythm(part);
    return head;
  }
  part.take(g::FOR);
  do index(part.part(), head.indexes, head.rhythm);
  while (part.take(g::COMMA));
  return head;
}

void TreeBuilder::index(Part part, std::vector<Index>& indexes, std::optional<HeadRhythm>& rhythm) {
  const Part whole = part;
  part.take(g::EACH);
  if (part.at_rule(g::RuleRhythmWord)) {
    HeadRhythm found = head_rhythm(part);
    if (rhythm) {
      sink_
          .report(make<Id::UnexpectedToken>(span_of(whole), "second period",
                                            "one of `each year`, `each quarter`, `each month`"))
          .label(rhythm->word, "the first is here");
    }
    rhythm = std::move(found);
    return;
  }
  Index index;
  index.span = span_of(whole);
  index.name = name(part.part());
  if (part.take(g::AS)) index.as = name(part.part());
  if (part.take(g::WHERE)) index.where = simple_test(part.part());
  indexes.push_back(std::move(index));
}

// From the word after `each`
HeadRhythm TreeBuilder::head_rhythm(Part& part) {
  HeadRhythm rhythm;
  const Word& word = part.part().first_word();
  rhythm.word = span_of(word);
  if (word.type == g::MONTH_NAME) {
    rhythm.rhythm = Rhythm::month;
    rhythm.month = read_month(text_of(word));
  } else if (word.type == g::QUARTER_NAME) {
    rhythm.rhythm = Rhythm::quarter;
    rhythm.quarter = read_quarter(text_of(word));
  } else {
    rhythm.rhythm = word.type == g::YEAR ? Rhythm::year : word.type == g::QUARTER ? Rhythm::quarter : Rhythm::month;
  }
  if (part.at_rule(g::RulePeriodSpan)) rhythm.span = period_span(part.part());
  return rhythm;
}

PeriodSpan TreeBuilder::period_span(Part part) const {
  PeriodSpan span;
  span.span = span_of(part);
  if (part.take(g::IN_ADVANCE)) {
    span.in_advance = true;
  } else if (part.take(g::IN)) {
    do span.in.push_back(period(part.part()));
    while (part.take(g::COMMA));
  } else {
    if (part.take(g::FROM)) span.from = period(part.part());
    if (part.take(g::TO)) span.to = period(part.part());
  }
  return span;
}

// ---- Types and bodies ---------------------------------------------------------------------------------------------

Type TreeBuilder::type(Part part) {
  Type type_node;
  type_node.span = span_of(part);
  if (part.at_rule(g::RuleWordType)) part = part.part();
  if (part.take(g::OPTIONAL)) {
    const Span whole = type_node.span;
    type_node = type(part.part());
    type_node.optional = true;
    type_node.span = whole;
    return type_node;
  }
  if (part.take(g::YES_NO)) {
    type_node.form = Type::Form::yes_no;
  } else if (part.take(g::ONE_OF)) {
    type_node.form = Type::Form::one_of;
    part.take(g::OPEN_BRACKET);
    do type_node.choices.push_back(name(part.part()));
    while (part.take(g::COMMA));
  } else if (part.take(g::ITS)) {
    type_node.form = Type::Form::its;
    type_node.name = name(part.part());
  } else if (part.take(g::NUMBER_TYPE)) {
    type_node.form = Type::Form::number;
  } else if (part.at(g::CURRENCY_CODE)) {
    type_node.name = name_of(part.word());
  } else {
    type_node.name = name(part.part());
    if (part.take(g::OF)) {
      Type inner = type(part.part());
      type_node.of = inner.form == Type::Form::named ? std::move(inner.name) : Name{dump(inner), inner.span};
      type_node.pers = std::move(inner.pers);
    }
  }
  while (part.at_rule(g::RulePer)) type_node.pers.push_back(per(part.part()));
  return type_node;
}

TypePer TreeBuilder::per(Part part) const {
  TypePer per;
  per.span = span_of(part);
  part.take(g::PER);
  per.is_number = part.at(g::NUMBER);
  const Word& word = part.first_word_left();
  per.text = per.is_number ? without_commas(text_of(word)) : std::string(text_of(word));
  return per;
}

Body TreeBuilder::body(Part part) {
  Body body;
  const std::size_t first_expr = tree_.exprs.size();
  if (part.take(g::EQUAL)) body.expr = sentence(part.part());
  const std::size_t end_expr = tree_.exprs.size();
  if (part.done()) return body;
  body.table = table(part.part());
  const bool has_tiers = std::any_of(tree_.exprs.begin() + static_cast<std::ptrdiff_t>(first_expr),
                                     tree_.exprs.begin() + static_cast<std::ptrdiff_t>(end_expr), [](const Expr& expr) {
                                       const auto* phrase = std::get_if<TableOf>(&expr.node);
                                       return phrase != nullptr && phrase->phrase == TablePhrase::tiers;
                                     });
  if (has_tiers) mark_losses(*body.table);
  return body;
}

}  // namespace quarterday::syntax
