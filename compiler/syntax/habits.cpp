// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/habits.h"

#include <algorithm>
#include <array>
#include <string>

namespace quarterday::syntax {
namespace {

struct Habit {
  std::string_view words;
  std::string_view help;
};

constexpr std::string_view larger = "the larger of two is written `A at least B`";
constexpr std::string_view smaller = "the smaller of two is written `A at most B`";
constexpr std::string_view above = "more than, in a test, is written `>`: `x > £5`";
constexpr std::string_view below = "less than, in a test, is written `<`: `x < £5`";
constexpr std::string_view period_before = "the period before is `last year`, `last quarter` or `last month`";
constexpr std::string_view digits = "large amounts are written `£2.5m`, `£40k`, `£1bn` or with all their digits";

constexpr std::array<Habit, 44> habits = {{
    {"allow", "what `lint` finds is allowed by one line: `allow cliff_edge because \"clause 4 wants it\"`"},
    {"else", "the last case is written `, otherwise ...`"},
    {"max (", larger},
    {"max(", larger},
    {"no less than", larger},
    {"not less than", larger},
    {"min (", smaller},
    {"min(", smaller},
    {"capped at", smaller},
    {"no more than", smaller},
    {"not more than", smaller},
    {"is above", above},
    {"is over", above},
    {"is more than", above},
    {"is greater than", above},
    {"is below", below},
    {"is under", below},
    {"is less than", below},
    {"is lower than", below},
    {"is at least", "at least, in a test, is written `>=`: `x >= £5`"},
    {"is at most", "at most, in a test, is written `<=`: `x <= £5`"},
    {"yearly", "how often is written `each year`"},
    {"annually", "how often is written `each year`"},
    {"quarterly", "how often is written `each quarter`"},
    {"monthly", "how often is written `each month`"},
    {"previous", period_before},
    {"prior", period_before},
    {"in the previous", period_before},
    {"in the last", period_before},
    {"thousand", digits},
    {"million", digits},
    {"billion", digits},
    {"times", "times is written `*`"},
    {"multiplied by", "times is written `*`"},
    {"divided by", "a division is written `/`"},
    {"plus", "a sum is written `+`"},
    {"minus", "a difference is written `-`"},
    {"<>", "'not equal' is written `is not`"},
    {"sum of", "a sum says over what: `sum over trusts of ...`, `sum over months of ...`"},
    {"average of", "an average says over what: `average over trusts of ...`, `average over months of ...`"},
    {"the sum", "a sum says over what: `sum over trusts of ...`, `sum over months of ...`"},
    {"then", "the value comes before its test: `A if test, otherwise B`"},
    {"elsif", "cases follow each other: `A if test, B if other test, otherwise C`"},
    {"elif", "cases follow each other: `A if test, B if other test, otherwise C`"},
}};

constexpr std::array<CharacterHabit, 8> characters = {{
    {"–", "minus is written `-`", "-"},
    {"—", "minus is written `-`", "-"},
    {"−", "minus is written `-`", "-"},
    {"×", "times is written `*`", "*"},
    {"÷", "a division is written `/`", "/"},
    {"≥", "at least, in a test, is written `>=`", ">="},
    {"≤", "at most, in a test, is written `<=`", "<="},
    {"≠", "'not equal' is written `is not`", "is not"},
}};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

// Whether the words stand there in the text, and by themselves.
bool stands_at(std::string_view text, std::size_t at, std::string_view words) {
  if (text.size() - at < words.size()) return false;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (lower(text[at + i]) != words[i]) return false;
  const std::size_t end = at + words.size();
  const bool open_before = at > 0 && is_word(text[at - 1]) && is_word(words.front());
  return !open_before && !(end < text.size() && is_word(text[end]) && is_word(words.back()));
}

}  // namespace

std::string_view help_for_habit(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin >= end || end > text.size()) return {};
  for (const Habit& habit : habits) {
    const std::size_t first = end > habit.words.size() ? end - habit.words.size() : 0;
    for (std::size_t at = std::min(first, begin); at <= begin; ++at)
      if (at + habit.words.size() >= end && stands_at(text, at, habit.words)) return habit.help;
  }
  return {};
}

std::string help_for_years(std::string_view written) {
  constexpr std::size_t year_length = 4;
  constexpr std::string_view form = "a contract year is written `2024/25`";
  if (written.size() != 2 * year_length + 1) return std::string(form);
  const std::string first(written.substr(0, year_length));
  const std::string second(written.substr(year_length + 1));
  if ((first + second).find_first_not_of("0123456789") != std::string::npos) return std::string(form);
  const bool is_next = std::stoi(second) == std::stoi(first) + 1;
  const std::string year = "a contract year is written `" + first + "/" + second.substr(2) + "`";
  const std::string years = "from one year to another is written `" + first + " to " + second + "`";
  if (written[year_length] == '/') return is_next ? year : std::string(form);
  return is_next ? year + ", and " + years : years;
}

const CharacterHabit* habit_of_character(std::string_view character) {
  const auto* const found =
      std::find_if(characters.begin(), characters.end(),
                   [character](const CharacterHabit& habit) { return habit.character == character; });
  return found == characters.end() ? nullptr : found;
}

}  // namespace quarterday::syntax
