// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/heads.h"

#include <algorithm>
#include <utility>

#include "compiler/schedule/periods.h"

namespace quarterday::schedule {
namespace {

using syntax::Type;

constexpr bool is_currency_code(std::string_view word) {
  if (word.size() != 3) return false;
  for (const char c : word)
    if (c < 'A' || c > 'Z') return false;
  return true;
}

std::string pers(const Type& type) {
  std::string words;
  for (const syntax::TypePer& per : type.pers) words += " per " + spaced(per.text);
  return words;
}

std::string named(const Type& type) {
  const std::string& word = type.name.text;
  const std::string of = type.of ? " of " + spaced(type.of->text) : "";
  if (word == "money") return type.pers.empty() ? "an amount of money" : "an amount of money" + pers(type);
  if (is_currency_code(word)) return "an amount in " + word + pers(type);
  if (word == "percent") return "a percentage" + pers(type);
  if (word == "share") return "a share" + of;
  if (word == "date" || word == "time") return with_article(word);
  if (word == "text") return "text";
  if (word == "range") {
    const std::string kind = type.of ? type.of->text : "number";
    if (kind == "percent") return "a range of percentages";
    return "a range of " + (kind == "number" || kind == "share" ? kind + "s"
                            : kind == "money"                   ? "amounts"
                                                                : spaced(kind));
  }
  // The key of other records; a unit that is counted; one of a set of members.
  if (type.of) return "the " + spaced(word) + " of " + with_article(spaced(type.of->text));
  if (is_plural(spaced(word)) || !type.pers.empty()) return "a number of " + spaced(word) + pers(type);
  return with_article(spaced(word));
}

}  // namespace

std::string type_words(const Type& type) {
  std::string words;
  switch (type.form) {
    case Type::Form::named:
      words = named(type);
      break;
    case Type::Form::number:
      words = "a number" + pers(type);
      break;
    case Type::Form::yes_no:
      words = "yes or no";
      break;
    case Type::Form::one_of: {
      std::vector<Text> choices;
      choices.reserve(type.choices.size());
      for (const syntax::Name& choice : type.choices) choices.emplace_back("“" + spaced(choice.text) + "”");
      words = "one of " + plain(list(choices, "and"));
      break;
    }
    case Type::Form::its:
      words = "a figure of the kind in the column “" + spaced(type.name.text) + "”";
      break;
  }
  return type.optional ? words + ", or empty" : words;
}

std::string span_words(const value::Calendar& calendar, const syntax::PeriodSpan& span) {
  std::string words;
  if (span.from) words += " from " + first_words(calendar, span.from->text);
  if (span.to) words += (span.from ? " to " : " up to ") + last_words(calendar, span.to->text);
  if (!span.in.empty()) {
    std::vector<Text> periods;
    periods.reserve(span.in.size());
    for (const syntax::PeriodText& period : span.in) periods.emplace_back(period_words(calendar, period.text));
    words += " in " + plain(list(periods, "and"));
  }
  return words;
}

namespace {

// Whether each period named is one of the rhythm, and no longer.
bool is_each(const value::Calendar& calendar, const syntax::HeadRhythm& rhythm) {
  return std::all_of(rhythm.span.in.begin(), rhythm.span.in.end(), [&](const syntax::PeriodText& one) {
    const value::ParsedPeriod period = calendar.parse(one.text);
    return period && period->grain == grain_of(rhythm.rhythm);
  });
}

}  // namespace

std::string rhythm_words(const value::Calendar& calendar, const syntax::HeadRhythm& rhythm) {
  std::string words = "each " + grain_word(grain_of(rhythm.rhythm));
  if (rhythm.month) words = "each " + month_name(*rhythm.month);
  if (rhythm.quarter) words = "each Q" + std::to_string(*rhythm.quarter);
  // "each year in 2012 and 2013" is in these years.
  const bool years = rhythm.rhythm == syntax::Rhythm::year && !rhythm.month && !rhythm.quarter;
  if (years && !rhythm.span.in.empty())
    return (rhythm.span.in.size() > 1 ? "in each of" : "in") + span_words(calendar, rhythm.span).substr(3);
  // "in each of the quarters April to June 2015 and July to September 2015".
  if (!rhythm.month && !rhythm.quarter && rhythm.span.in.size() > 1 && is_each(calendar, rhythm))
    return "in each of the " + grain_word(grain_of(rhythm.rhythm)) + "s" + span_words(calendar, rhythm.span).substr(3);
  return words + span_words(calendar, rhythm.span);
}

Text head_words(Sentence& sentence, const std::optional<syntax::Head>& head) {
  if (!head) return {};
  Text words;
  for (const syntax::Index& index : head->indexes)
    words += (words.empty() ? "For " : ", ") + sentence.open_index(index);
  if (head->rhythm) {
    sentence.scope().grain = grain_of(head->rhythm->rhythm);
    words += (words.empty() ? "" : ", ") + rhythm_words(sentence.calendar(), *head->rhythm);
  }
  words += ", ";
  return capital(std::move(words));
}

}  // namespace quarterday::schedule
