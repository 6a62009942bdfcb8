// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/input_mistakes.h"

#include <algorithm>
#include <string>

namespace quarterday::syntax {

namespace g = grammar;

namespace {

bool is_input(int type) { return type == g::INPUT || type == g::METRIC; }

// The clause or a rule of an input.
bool follows_type(int type) {
  switch (type) {
    case g::CLAUSE:
    case g::NOT_REPORTED:
    case g::DENOMINATOR_BELOW:
    case g::MAY_PASS:
    case g::MAY_BE_NEGATIVE:
    case g::BETWEEN:
    case g::LOWER_IS_BETTER:
    case g::HIGHER_IS_BETTER:
      return true;
    default:
      return false;
  }
}

bool ends_type(const Word& word) { return word.first_on_line || follows_type(word.type); }

std::string_view text_of(const MistakeSite& site, const Word& word) {
  return site.text.substr(word.begin, word.end - word.begin);
}

// What an earlier declaration of the same input says after its colon; empty where there is none.
std::string type_said_before(const MistakeSite& site) {
  const auto here = site.words.begin() + static_cast<std::ptrdiff_t>(site.start);
  const std::string_view name = text_of(site, *(here + 1));
  for (auto at = site.words.begin(); at != here; ++at) {
    if (!is_input(at->type) || text_of(site, *(at + 1)) != name) continue;
    const auto colon = std::find_if(at, here, [](const Word& word) { return word.type == g::COLON; });
    const auto end = colon == here ? here : std::find_if(colon + 1, here, ends_type);
    if (end == here || end == colon + 1) continue;
    return std::string(site.text.substr((colon + 1)->begin, (end - 1)->end - (colon + 1)->begin));
  }
  return {};
}

}  // namespace

bool misses_type_of_input(const MistakeSite& site) {
  const auto start = site.words.begin() + static_cast<std::ptrdiff_t>(site.start);
  const auto found = site.words.begin() + static_cast<std::ptrdiff_t>(site.mistake.word);
  if (found - start < 2 || !is_input(start->type) || !site.mistake.expected.test(g::COLON)) return false;
  return follows_type(found->type) &&
         std::none_of(start, found, [](const Word& word) { return word.type == g::COLON; });
}

void help_for_type_of_input(const MistakeSite& site, diagnostics::Diagnostic& diagnostic) {
  const std::string type = type_said_before(site);
  if (type.empty()) {
    diagnostic.help("the type of an input stands before its clause and its rules: `input cost each year : money`");
    return;
  }
  const std::uint32_t end = site.words[site.mistake.word - 1].end;
  diagnostic.help("an input or a metric says its type again where a deed changes it")
      .fix({site.file, end, end}, " : " + type, "insert `: " + type + "`");
}

}  // namespace quarterday::syntax
