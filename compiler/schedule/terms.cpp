// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/terms.h"

#include <algorithm>
#include <array>

#include "runtime/value/date.h"

namespace quarterday::schedule {
namespace {

// Words after which the head of a noun phrase has been said.
constexpr std::array<std::string_view, 16> after_the_noun{" of ",   " at ", " in ",    " on ",   " for ",  " by ",
                                                          " from ", " to ", " per ",   " who ",  " with ", " within",
                                                          " as ",   " or ", " where ", " which "};

std::string_view noun(std::string_view words) {
  std::size_t end = words.find_first_of(",;:(");
  for (const std::string_view word : after_the_noun) end = std::min(end, words.find(word));
  words = words.substr(0, end);
  while (words.ends_with(' ')) words.remove_suffix(1);
  return words;
}

bool ends_with_any(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [word](std::string_view end) { return word.ends_with(end); });
}

bool is_month(std::string_view word) {
  for (int month = 1; month <= 12; ++month)
    if (word == value::month_name(month)) return true;
  return false;
}

// "UDAs" of "UDAs delivered" and of "UDAs April to September".
std::string_view without_what_follows(std::string_view head) {
  while (true) {
    const std::size_t gap = head.rfind(' ');
    if (gap == std::string_view::npos) return head;
    const std::string_view last = head.substr(gap + 1);
    const bool participle = last.ends_with("ed") && !last.ends_with("eed") && last.size() > 4;
    if (!participle && !is_month(last)) return head;
    head = head.substr(0, gap);
  }
}

}  // namespace

std::string spaced(std::string_view name) {
  std::string words(name);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string slug(std::string_view text) {
  std::string made;
  for (const char c : text) {
    const bool keeps = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
    if (keeps) {
      made += c;
    } else if (c >= 'A' && c <= 'Z') {
      made += static_cast<char>(c - 'A' + 'a');
    } else if (!made.empty() && made.back() != '-') {
      made += '-';
    }
  }
  while (made.ends_with('-')) made.pop_back();
  return made;
}

bool is_plural(std::string_view words) {
  const std::string_view head = without_what_follows(noun(words));
  const std::string_view last = head.substr(head.rfind(' ') + 1);
  if (last == "people" || last == "men" || last == "women" || last == "children") return true;
  return last.size() > 3 && last.ends_with('s') && !ends_with_any(last, {"ss", "us", "is", "'s", "series", "access"});
}

std::string with_article(std::string_view words) {
  const auto is_vowel = [&](std::size_t at) {
    return at < words.size() && std::string_view("aeiouAEIOU").find(words[at]) != std::string_view::npos;
  };
  // "a unit", "a uda", but "an upper bound", "an uninsured person".
  const bool single_u = words.starts_with('u') && !is_vowel(1) && is_vowel(2) && !words.starts_with("up") &&
                        (!words.starts_with("un") || words.starts_with("uni")) && !words.starts_with("unin");
  const bool sounds_otherwise = single_u || words.starts_with("one") || words.starts_with("eu");
  const bool silent = words.starts_with("hour") || words.starts_with("honest") || words.starts_with("heir");
  return (silent || (is_vowel(0) && !sounds_otherwise) ? "an " : "a ") + std::string(words);
}

std::string article(std::string_view words) { return words.starts_with("The ") ? "" : "the "; }

Terms::Terms(const model::Contract& contract) : contract_(contract) {
  for (const model::Value& value : contract.values)
    if (!value.made && !value.version_of)
      names_by_words_[value.title.empty() ? spaced(value.name) : value.title].insert(value.name);
  for (std::uint32_t i = 0; i < contract.entities.size(); ++i) {
    const plan::Entity& entity = contract.entities[i];
    names_by_words_[entity.title.empty() ? spaced(entity.name) : entity.title].insert(entity.name);
    entities_.emplace(entity.name, plan::EntityId(i));
  }
}

std::optional<plan::EntityId> Terms::entity(std::string_view name) const {
  const auto found = entities_.find(name);
  if (found == entities_.end()) return std::nullopt;
  return found->second;
}

const model::Value& Terms::original(plan::ValueId id) const {
  const model::Value* value = &contract_.value(id);
  while (value->version_of) value = &contract_.value(value->version_of);
  return *value;
}

std::string Terms::words(const model::Value& value) const {
  std::string said = value.title.empty() ? spaced(value.name) : value.title;
  const auto names = names_by_words_.find(said);
  const bool is_shared = names != names_by_words_.end() && names->second.size() > 1;
  if (is_shared && !value.title.empty()) said += " (" + spaced(value.name) + ")";
  return said;
}

// A title that is no plain noun stands behind one: "the figure *waiting at the month's end*".
bool Terms::stands_apart(const model::Value& value) const {
  if (value.title.empty()) return false;
  const std::string said = words(value);
  return noun(said).size() != said.size() || std::count(said.begin(), said.end(), ' ') > 3;
}

Text Terms::value(plan::ValueId id) const {
  const model::Value& value = original(id);
  return Run{Run::Kind::term, words(value), value.is_column ? std::string() : "term-" + slug(value.name)};
}

Text Terms::the_value(plan::ValueId id) const {
  const model::Value& value = original(id);
  return (stands_apart(value) ? "the figure " : article(words(value))) + this->value(id);
}

bool Terms::is_plural_value(plan::ValueId id) const {
  const model::Value& value = original(id);
  return !stands_apart(value) && is_plural(words(value));
}

// Parties with a title go by it; everything else is set apart.
Text Terms::member(plan::EntityId id) const {
  const plan::Entity& entity = contract_.entities[id.index];
  if (entity.title.empty()) return Run{Run::Kind::term, spaced(entity.name), {}};
  std::string said = entity.title;
  const auto names = names_by_words_.find(said);
  if (names != names_by_words_.end() && names->second.size() > 1) said += " (" + spaced(entity.name) + ")";
  if (entity.is_party) return said;
  return Run{Run::Kind::term, std::move(said), {}};
}

Text Terms::word(std::string_view name) { return Run{Run::Kind::term, spaced(name), {}}; }

}  // namespace quarterday::schedule
