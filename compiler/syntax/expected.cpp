// SPDX-License-Identifier: Apache-2.0
//
// The grammar is walked as a network: every way that reads all words up to the place is gone, and what the ways would
// read next is what is expected. Each rule is walked once from each word, so the work grows with the words and not with
// the ways.
#include "compiler/syntax/expected.h"

#include <ContractParser.h>
#include <antlr4-runtime.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "compiler/syntax/grammar.h"

namespace quarterday::syntax {

namespace g = grammar;

namespace {

using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;

class Walk {
 public:
  Walk(const Words& words, const std::vector<std::string>& texts)
      : words_(words), texts_(texts), parser_(nullptr), atn_(parser_.getATN()) {}

  // The rule from one of the words on; whether the place was reached.
  bool from(std::size_t rule, std::size_t word) {
    const std::set<std::size_t> ends = ends_of(rule, word);
    return ends.count(words_.size()) != 0 || !types_.empty() || !names_.empty();
  }
  bool could_end(std::size_t rule, std::size_t word) { return ends_of(rule, word).count(words_.size()) != 0; }

  const std::set<std::size_t>& types() const { return types_; }
  const std::vector<ExpectedName>& names() const { return names_; }
  std::string text_of(std::size_t type) const;

 private:
  const std::set<std::size_t>& ends_of(std::size_t rule, std::size_t word);
  void follow(const Transition& transition, std::size_t rule, std::size_t word,
              std::vector<std::pair<ATNState*, std::size_t>>& open);

  const Words& words_;
  const std::vector<std::string>& texts_;
  ContractParser parser_;
  const antlr4::atn::ATN& atn_;
  std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>> ends_;
  std::set<std::size_t> types_;
  std::vector<ExpectedName> names_;
};

// Before which words the rule can be over, if it begins at that word.
const std::set<std::size_t>& Walk::ends_of(std::size_t rule, std::size_t word) {
  const auto [known, is_new] = ends_.try_emplace({rule, word});
  if (!is_new) return known->second;
  std::set<std::size_t> ends;
  std::set<std::pair<std::size_t, std::size_t>> seen;
  std::vector<std::pair<ATNState*, std::size_t>> open{{atn_.ruleToStartState[rule], word}};
  while (!open.empty()) {
    const auto [state, at] = open.back();
    open.pop_back();
    if (!seen.insert({state->stateNumber, at}).second) continue;
    if (state == atn_.ruleToStopState[rule]) {
      ends.insert(at);
      continue;
    }
    for (const auto& transition : state->transitions) follow(*transition, rule, at, open);
  }
  return ends_[{rule, word}] = std::move(ends);
}

void Walk::follow(const Transition& transition, std::size_t rule, std::size_t word,
                  std::vector<std::pair<ATNState*, std::size_t>>& open) {
  if (const auto* into = dynamic_cast<const RuleTransition*>(&transition)) {
    const std::size_t inner = into->target->ruleIndex;
    if (word == words_.size() && inner == static_cast<std::size_t>(g::RuleName)) {
      const ExpectedName name{parser_.getRuleNames()[rule], word == 0 ? std::string() : texts_[word - 1]};
      if (std::find(names_.begin(), names_.end(), name) == names_.end()) names_.push_back(name);
      return;
    }
    for (const std::size_t end : ends_of(inner, word)) open.emplace_back(into->followState, end);
    return;
  }
  if (transition.isEpsilon()) {
    open.emplace_back(transition.target, word);
    return;
  }
  if (word < words_.size()) {
    const auto type = static_cast<std::size_t>(words_[word].type);
    if (transition.matches(type, 1, atn_.maxTokenType)) open.emplace_back(transition.target, word + 1);
    return;
  }
  const antlr4::misc::IntervalSet label = transition.label();
  for (const antlr4::misc::Interval& interval : label.getIntervals())
    for (ssize_t type = std::max<ssize_t>(interval.a, 1); type <= interval.b; ++type)
      types_.insert(static_cast<std::size_t>(type));
}

// As it is written; empty for figures, titles and other words that can be spelt in many ways. Phrases of several words
// are called in the grammar as they are written.
std::string Walk::text_of(std::size_t type) const {
  const int word = static_cast<int>(type);
  if (word == g::REFUSALS_EARLIEST) return "refusals name the earliest first";
  if (word == g::REFUSALS_LATEST) return "refusals name the latest first";
  const std::string literal(parser_.getVocabulary().getLiteralName(type));
  if (literal.size() > 2) {
    std::string text = literal.substr(1, literal.size() - 2);
    return text.front() >= 'a' && text.front() <= 'z' ? text : std::string();
  }
  if (!is_between(word, g::CONTRACT_YEAR, g::NUMBER_OF)) return {};
  std::string text(parser_.getVocabulary().getSymbolicName(type));
  for (char& c : text) c = c == '_' ? ' ' : static_cast<char>(c - 'A' + 'a');
  return text;
}

bool begins_line(const Word& word) { return word.first_on_line; }

}  // namespace

Expected expected_at_end(std::string_view text) {
  Words words = words_of(text);
  words.pop_back();  // the end of the file
  std::vector<std::string> texts;
  texts.reserve(words.size());
  for (const Word& word : words) texts.emplace_back(text.substr(word.begin, word.end - word.begin));

  Expected expected;
  // A word that begins declarations may stand within one too, so earlier ones are tried where the last leads nowhere.
  constexpr int most_tries = 4;
  int tries = 0;
  for (std::size_t at = words.size(); at-- > 0 && tries < most_tries;) {
    if (!begins_line(words[at]) || !begins_declaration(words[at].type)) continue;
    ++tries;
    const Words part(words.begin() + static_cast<std::ptrdiff_t>(at), words.end());
    const std::vector<std::string> part_texts(texts.begin() + static_cast<std::ptrdiff_t>(at), texts.end());
    Walk walk(part, part_texts);
    if (!walk.from(g::RuleDeclaration, 0)) continue;
    expected.declaration = texts[at];
    expected.names = walk.names();
    for (const std::size_t type : walk.types()) expected.words.push_back(walk.text_of(type));
    if (walk.could_end(g::RuleDeclaration, 0))
      for (int type = g::IMPORT; type <= g::USE; ++type)
        expected.words.push_back(walk.text_of(static_cast<std::size_t>(type)));
    break;
  }
  if (expected.declaration.empty()) {
    // Within the header, or right behind a brace that closes something: a new declaration.
    const auto starts = std::any_of(words.begin(), words.end(), [](const Word& word) {
      return begins_line(word) && begins_declaration(word.type);
    });
    Walk walk(words, texts);
    if (!starts && walk.from(g::RuleContract, 0)) {
      expected.names = walk.names();
      for (const std::size_t type : walk.types()) expected.words.push_back(walk.text_of(type));
    } else if (!words.empty() && words.back().type == g::CLOSE_BRACE) {
      for (int type = g::IMPORT; type <= g::USE; ++type)
        expected.words.push_back(walk.text_of(static_cast<std::size_t>(type)));
    }
  }
  for (std::size_t at = words.size(); at-- > 0;) {
    if (!begins_line(words[at])) continue;
    if (words[at].type == g::GIVEN || words[at].type == g::EXPECT) expected.line = texts[at];
    break;
  }
  std::erase(expected.words, std::string());
  std::sort(expected.words.begin(), expected.words.end());
  expected.words.erase(std::unique(expected.words.begin(), expected.words.end()), expected.words.end());
  return expected;
}

bool is_name(std::string_view text) {
  const Words words = words_of(text);
  return words.size() == 2 && syntax::is_name(words.front().type) && words.front().begin == 0 &&
         words.front().end == text.size();
}

}  // namespace quarterday::syntax
