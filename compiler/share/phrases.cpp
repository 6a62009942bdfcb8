// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/phrases.h"

#include <algorithm>
#include <utility>

#include "compiler/share/prose.h"
#include "compiler/syntax/phrase_words.h"

namespace quarterday::share {

using diagnostics::Id;
using diagnostics::make;
using diagnostics::Span;
using syntax::ExprId;

namespace {

constexpr std::size_t max_nested_phrases = 100;

class Children final : public syntax::Parts {
 public:
  std::vector<ExprId> found;

 private:
  void span(Span&) override {}
  void name(std::string&, Span) override {}
  void expr(ExprId& id) override { found.push_back(id); }
};

const syntax::Name& name_of(const syntax::Declaration& declaration) {
  return std::visit([](const auto& any) -> const syntax::Name& { return any.name; }, declaration);
}

}  // namespace

void Phrases::expand() {
  collect();
  hand_out_figures();
  if (phrases_.empty()) return;
  const auto written = static_cast<std::uint32_t>(tree_.exprs.size());
  depths_.assign(written, 0);
  for (const syntax::Expr& expr : tree_.exprs) {
    const auto* of = std::get_if<syntax::Of>(&expr.node);
    if (of != nullptr && phrase_at(of->left) != nullptr) depths_[of->left.index] = 1;
  }
  for (std::uint32_t id = 0; id < written; ++id) expand(ExprId{id});
}

void Phrases::collect() {
  std::vector<syntax::Declaration> others;
  CarriedProse carried;
  for (syntax::Declaration& declaration : tree_.declarations) {
    if (auto* phrase = std::get_if<syntax::PhraseDecl>(&declaration)) {
      carried.take(phrase->prose);
      declare(std::move(*phrase));
    } else {
      if (const auto* broken = std::get_if<syntax::BrokenDecl>(&declaration)) broken_.insert(broken->name.text);
      others.push_back(std::move(declaration));
      carried.hand_to(others.back());
    }
  }
  tree_.declarations = std::move(others);
  for (const syntax::Declaration& declaration : tree_.declarations)
    if (!std::holds_alternative<syntax::UseDecl>(declaration)) must_be_no_phrase(name_of(declaration));
}

void Phrases::must_be_no_phrase(const syntax::Name& name) {
  const auto phrase = phrases_.find(name.text);
  if (phrase == phrases_.end()) return;
  sink_.report(make<Id::DeclaredTwice>(name.span, name.text)).label(phrase->second.name.span, "a phrase has this name");
}

void Phrases::declare(syntax::PhraseDecl phrase) {
  const syntax::Name name = phrase.name;
  if (syntax::is_phrase_word(name.text)) {
    sink_.report(make<Id::ReservedWord>(name.span, name.text))
        .help("the language has a phrase of this name already; choose another one");
    return;
  }
  for (auto gap = phrase.gaps.begin(); gap != phrase.gaps.end(); ++gap) {
    const auto same = [&](const syntax::PhraseGap& other) { return other.name.text == gap->name.text; };
    const auto first = std::find_if(phrase.gaps.begin(), gap, same);
    if (first == gap) continue;
    sink_.report(make<Id::DeclaredTwice>(gap->name.span, gap->name.text))
        .label(first->name.span, "declared here first");
    broken_.insert(name.text);
    return;
  }
  hide_gaps(phrase);
  const auto [place, is_new] = phrases_.emplace(name.text, std::move(phrase));
  if (!is_new)
    sink_.report(make<Id::DeclaredTwice>(name.span, name.text)).label(place->second.name.span, "declared here first");
}

std::uint32_t Phrases::expand(ExprId id) {
  if (id.index < depths_.size() && depths_[id.index] != 0) return depths_[id.index];
  const std::uint32_t depth = expand_parts(id);
  if (depths_.size() <= id.index) depths_.resize(id.index + 1, 0);
  return depths_[id.index] = depth;
}

std::uint32_t Phrases::expand_parts(ExprId id) {
  const Span span = tree_.expr(id).span;
  if (const auto* of = std::get_if<syntax::Of>(&tree_.expr(id).node)) {
    if (const syntax::PhraseDecl* phrase = phrase_at(of->left)) return use(id, *phrase, of->right);
  }
  if (const syntax::PhraseDecl* phrase = phrase_at(id)) {
    sink_.report(make<Id::PhraseAlone>(span, phrase->name.text))
        .label(phrase->name.span, "declared here")
        .help("say of what: `" + form_of(*phrase) + "`");
    return give_up(id);
  }
  Children children;
  visit_parts(tree_.exprs[id.index].node, span, children);
  std::uint32_t depth = 0;
  for (const ExprId child : children.found) depth = std::max(depth, expand(child));
  return depth + 1;
}

const syntax::PhraseDecl* Phrases::phrase_at(ExprId id) const {
  const auto* word = std::get_if<syntax::NameReference>(&tree_.expr(id).node);
  if (word == nullptr) return nullptr;
  const auto phrase = phrases_.find(word->text);
  return phrase == phrases_.end() ? nullptr : &phrase->second;
}

// From the inside out, so that no sentence, however deep, is gone down by calls.
std::uint32_t Phrases::expand_below(ExprId top) {
  std::vector<ExprId> found{top};
  for (std::size_t at = 0; at < found.size(); ++at) {
    Children children;
    visit_parts(tree_.exprs[found[at].index].node, {}, children);
    for (const ExprId child : children.found)
      if (child.index < depths_.size() && depths_[child.index] == 0) found.push_back(child);
  }
  std::sort(found.begin(), found.end(), [](ExprId left, ExprId right) { return left.index < right.index; });
  for (const ExprId id : found) expand(id);
  return depths_[top.index];
}

std::uint32_t Phrases::use(ExprId id, const syntax::PhraseDecl& phrase, ExprId subject) {
  const Span place = tree_.expr(id).span;
  if (is_used_in_circle(id, phrase) || !is_given_all(id, phrase)) return give_up(id);
  std::vector<ExprId> figures{subject};
  if (const auto besides = further_.find(id.index); besides != further_.end())
    for (const syntax::FurtherFigure& figure : besides->second) figures.push_back(figure.figure);
  std::uint32_t depth = max_depth;
  if (open_.size() < max_nested_phrases) {
    open_.push_back(&phrase);
    std::uint32_t deepest = 0;
    for (const ExprId figure : figures) deepest = std::max(deepest, expand_below(figure));
    depth = expand_below(phrase.body) + deepest + 1;
    open_.pop_back();
  }
  if (depth >= max_depth) {
    sink_.report(make<Id::NestingTooDeep>(place, std::to_string(max_depth)))
        .label(phrase.name.span, "with this phrase");
    return give_up(id);
  }
  if (budget_.is_spent()) return give_up(id);
  Copier copier(tree_, uses_, budget_);
  copier.move(phrase.name.span.file, uses_.add(phrase.name.span.file, place, "used here"));
  for (std::size_t at = 0; at < figures.size(); ++at) fill(copier, phrase.gaps[at], figures[at]);
  syntax::Ascribed ascribed{copier.copy(phrase.body), phrase.type, phrase.name, true};
  if (copier.misplaced()) {
    report_misplaced(*copier.misplaced());
    return give_up(id);
  }
  tree_.exprs[id.index].node = std::move(ascribed);
  return depth;
}

std::uint32_t Phrases::give_up(ExprId id) {
  tree_.exprs[id.index].node = syntax::ErrorExpr{};
  return 1;
}

bool Phrases::is_used_in_circle(ExprId id, const syntax::PhraseDecl& phrase) {
  const auto first = std::find(open_.begin(), open_.end(), &phrase);
  if (first == open_.end()) return false;
  std::string way;
  for (auto at = first; at != open_.end(); ++at) way += (*at)->name.text + " -> ";
  sink_.report(make<Id::CircularShared>(tree_.expr(id).span, way + phrase.name.text))
      .help("a phrase is made of others, in the end of none but the words of the language");
  return true;
}

}  // namespace quarterday::share
