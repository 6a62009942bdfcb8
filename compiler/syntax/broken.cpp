// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/broken.h"

namespace quarterday::syntax {

namespace g = grammar;

namespace {

class NameCollector {
 public:
  NameCollector(const TreeBuilder& builder, const Words& words, std::size_t first, std::size_t end, BrokenDecl& broken)
      : builder_(builder), words_(words), at_(first), end_(end), broken_(broken) {}

  void collect() {
    ++at_;  // the word
    const bool lists_names = broken_.word == "input" || broken_.word == "metric";
    const bool lists_members = broken_.word == "group" || broken_.word == "dimension";
    if (here(g::NAME)) broken_.name = builder_name(at_++);
    if (lists_names) take_list();
    for (; at_ < end_; ++at_) {
      if (is_declared_here()) add(at_ + 1);
      if (words_[at_].type == g::ROW && (lists_members || broken_.word == "parameters")) take_row();
      if (here(g::COLON) && lists_members) {
        ++at_;
        take_list();
        --at_;
      }
    }
  }

 private:
  bool here(int type) const {
    return at_ < end_ && (type == g::NAME ? is_name(words_[at_].type) : words_[at_].type == type);
  }
  Name builder_name(std::size_t at) const {
    return {std::string(builder_.text_of(words_[at])), builder_.span_of(words_[at])};
  }
  void add(std::size_t at) {
    if (at < end_ && is_name(words_[at].type)) broken_.other_names.push_back(builder_name(at));
  }

  // `each a case`, and the payments of a block
  bool is_declared_here() const {
    const int type = words_[at_].type;
    const bool after_article = (type == g::A || type == g::AN) && at_ > 0 && words_[at_ - 1].type == g::EACH;
    return after_article || type == g::PAYMENT;
  }

  // name "title", name named [pattern], ...
  void take_list() {
    while (at_ < end_) {
      if (here(g::NAME)) {
        add(at_++);
      } else if (here(g::NAMED)) {
        at_ += 2;
      } else if (here(g::TITLE) || here(g::COMMA)) {
        ++at_;
      } else {
        return;
      }
    }
  }

  // The first row names columns, all rows begin with a member.
  void take_row() {
    add(at_ + 1);
    if (!header_row_) return;
    header_row_ = false;
    for (std::size_t i = at_ + 1; i + 1 < end_ && words_[i].type != g::ROW; ++i) {
      if (words_[i].type == g::BAR) add(i + 1);
    }
  }

  const TreeBuilder& builder_;
  const Words& words_;
  std::size_t at_;
  std::size_t end_;
  BrokenDecl& broken_;
  bool header_row_ = true;
};

}  // namespace

BrokenDecl broken_declaration(const TreeBuilder& builder, const Words& words, std::size_t first, std::size_t end,
                              std::string_view word) {
  BrokenDecl broken;
  broken.word = word;
  broken.span = diagnostics::join(builder.span_of(words[first]), builder.span_of(words[end > first ? end - 1 : first]));
  broken.prose = builder.prose_before(first);
  NameCollector(builder, words, first, end, broken).collect();
  return broken;
}

}  // namespace quarterday::syntax
