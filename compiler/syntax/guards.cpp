// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/guards.h"

namespace quarterday::syntax {

namespace g = grammar;

namespace {

bool nests(int type) {
  switch (type) {
    case g::AND:
    case g::AT_LEAST:
    case g::AT_MOST:
    case g::AVERAGE:
    case g::AFTER:
    case g::DIVIDE:
    case g::EVERY:
    case g::FIRST:
    case g::FOR:
    case g::GROWING:
    case g::HAS:
    case g::HIGHEST:
    case g::IF:
    case g::IN:
    case g::LAST:
    case g::LOWEST:
    case g::MINUS:
    case g::NOT:
    case g::NUMBER_OF:
    case g::OF:
    case g::OPTIONAL:
    case g::OR:
    case g::OTHERWISE:
    case g::PER:
    case g::PLUS:
    case g::POOLED:
    case g::POSSESSIVE:
    case g::PROGRESS:
    case g::ROUNDED:
    case g::SAME:
    case g::SCALE:
    case g::SOME:
    case g::SPLIT:
    case g::STEPS:
    case g::SUM:
    case g::THEN:
    case g::THIS:
    case g::TIERS:
    case g::TIMES:
    case g::TO_NEAREST:
    case g::WITH:
      return true;
    default:
      return false;
  }
}

// `a if b, c if d, otherwise first e, then f`: what follows such a comma lies inside what stands before it.
bool nests_across_commas(int type) { return type == g::OTHERWISE || type == g::THEN; }

class NestingCounter {
 public:
  // The limit that this word breaks, or 0.
  int limit_broken_by(const Word& word) {
    switch (word.type) {
      case g::OPEN_BRACE:
        return ++braces_ > max_brackets ? max_brackets : 0;
      case g::CLOSE_BRACE:
        if (braces_ > 0) --braces_;
        return 0;
      case g::OPEN_BRACKET:
        outer_.push_back(level_);
        level_.kept = level_.chain;
        return outer_.size() > max_brackets ? max_brackets : 0;
      case g::CLOSE_BRACKET:
        if (outer_.empty()) return 0;
        level_ = outer_.back();
        outer_.pop_back();
        return 0;
      case g::COMMA:
        level_.chain = level_.kept;
        return 0;
      case g::ROW:
      case g::BAR:
        new_sentence();
        return 0;
      default:
        if (!nests(word.type)) return 0;
        if (nests_across_commas(word.type)) ++level_.kept;
        return ++level_.chain > max_chain ? max_chain : 0;
    }
  }

  void new_line() {
    if (outer_.empty()) level_ = {};
  }
  void new_sentence() {
    outer_.clear();
    level_ = {};
  }

 private:
  struct Level {
    int chain = 0;
    int kept = 0;  // what a comma leaves of it
  };

  int braces_ = 0;
  Level level_;
  std::vector<Level> outer_;
};

// `given` and `expect`; not those of `is given`, which go on with their sentence.
bool begins_line_of_scenario(const Words& words, std::size_t at) {
  const int type = words[at].type;
  if (type != g::GIVEN && type != g::EXPECT) return false;
  const int before = at == 0 ? 0 : words[at - 1].type;
  return words[at].first_on_line && before != g::IS && before != g::NOT;
}

}  // namespace

std::vector<TooDeep> find_deep_nesting(const Words& words) {
  std::vector<TooDeep> found;
  NestingCounter counter;
  bool reported = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].first_on_line && begins_declaration(words[i].type)) {
      counter.new_sentence();
      reported = false;
    }
    if (begins_line_of_scenario(words, i)) counter.new_line();
    const int limit = counter.limit_broken_by(words[i]);
    if (limit > 0 && !reported) {
      found.push_back({i, limit});
      reported = true;
    }
  }
  return found;
}

}  // namespace quarterday::syntax
