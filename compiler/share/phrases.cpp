// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/phrases.h"

#include <algorithm>
#include <utility>

#include "compiler/library/library.h"
#include "compiler/share/prose.h"
#include "compiler/syntax/phrase_words.h"
#include "runtime/diagnostics/similar.h"

namespace quarterday::share {

using diagnostics::Diagnostic;
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

// Exchanges names in one piece of a sentence and collects what it is made of.
class Renamer final : public syntax::Parts {
 public:
  Renamer(const std::map<std::string, std::string, std::less<>>& names, std::vector<ExprId>& left)
      : names_(names), left_(left) {}

 private:
  void span(Span&) override {}
  void name(std::string& text, Span) override {
    const auto found = names_.find(text);
    if (found != names_.end()) text = found->second;
  }
  void expr(ExprId& id) override { left_.push_back(id); }
  const std::map<std::string, std::string, std::less<>>& names_;
  std::vector<ExprId>& left_;
};

std::string hidden(const std::string& gap) { return gap + "'"; }
std::string written(const std::string& hidden) { return hidden.substr(0, hidden.size() - 1); }

// `marginal of amount above baseline at rate`
std::string form_of(const syntax::PhraseDecl& phrase) {
  std::string form = phrase.name.text;
  for (const syntax::PhraseGap& gap : phrase.gaps) form.append(" ").append(gap.word).append(" ").append(gap.name.text);
  return form;
}

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

// The gaps' names mean something in the phrase alone: there they get names that nobody can write.
void Phrases::hide_gaps(syntax::PhraseDecl& phrase) {
  std::map<std::string, std::string, std::less<>> names;
  for (const syntax::PhraseGap& gap : phrase.gaps) names.emplace(gap.name.text, hidden(gap.name.text));
  std::vector<ExprId> left{phrase.body};
  while (!left.empty()) {
    const ExprId id = left.back();
    left.pop_back();
    Renamer renamer(names, left);
    visit_parts(tree_.exprs[id.index].node, {}, renamer);
  }
}

// `gated of score at 25%`: what stands after the score belongs to the nearest phrase before it that takes something.
void Phrases::hand_out_figures() {
  const auto written = static_cast<std::uint32_t>(tree_.exprs.size());
  for (std::uint32_t id = 0; id < written; ++id) take_figures(ExprId{id});
  for (std::uint32_t id = 0; id < written; ++id) report_not_taken(ExprId{id});
}

// The figure at the end of `50% of gain of score`.
ExprId Phrases::last_of(ExprId id) const {
  while (const auto* of = std::get_if<syntax::Of>(&tree_.expr(id).node)) id = of->right;
  return id;
}

void Phrases::take_figures(ExprId use) {
  const auto* of = std::get_if<syntax::Of>(&tree_.expr(use).node);
  const syntax::PhraseDecl* phrase = of == nullptr ? nullptr : phrase_at(of->left);
  if (phrase == nullptr || phrase->gaps.size() == 1) return;
  const ExprId last = last_of(of->right);
  auto* further = std::get_if<syntax::Further>(&tree_.exprs[last.index].node);
  if (further == nullptr) return;
  further_.emplace(use.index, std::move(further->figures));
  tree_.exprs[last.index] = syntax::Expr(tree_.expr(further->of));
}

// What was meant for a phrase is none of the sentence without it, and its name is not looked for a second time.
void Phrases::report_not_taken(ExprId use) {
  const auto* of = std::get_if<syntax::Of>(&tree_.expr(use).node);
  if (of == nullptr) return;
  const ExprId last = last_of(of->right);
  const auto* further = std::get_if<syntax::Further>(&tree_.expr(last).node);
  if (further == nullptr) return;
  const ExprId left = of->left;
  const syntax::FurtherFigure& first = further->figures.front();
  const auto* word = std::get_if<syntax::NameReference>(&tree_.expr(left).node);
  if (const syntax::PhraseDecl* phrase = phrase_at(left)) {
    report_given(first.span, *phrase, "takes no `" + first.word + " ...` here");
  } else if (word == nullptr || broken_.count(word->text) == 0) {
    Diagnostic& diagnostic = sink_.report(make<Id::NoPhraseTakes>(first.span, first.word));
    if (word != nullptr) suggest(word->text, tree_.expr(left).span, diagnostic);
  }
  give_up(left);
  give_up(last);
  give_up(use);
}

void Phrases::suggest(const std::string& word, Span place, Diagnostic& diagnostic) const {
  if (const library::Subject* subject = library::subject_of(word)) {
    diagnostic.help("`import " + std::string(subject->name) + "` brings '" + word + "'");
    return;
  }
  std::vector<std::string_view> names;
  for (const auto& [name, phrase] : phrases_) names.push_back(name);
  if (const auto closest = diagnostics::closest(word, names))
    diagnostic.fix(place, *closest, "did you mean '" + *closest + "'?");
}

void Phrases::report_given(Span place, const syntax::PhraseDecl& phrase, const std::string& what) {
  sink_.report(make<Id::PhraseGiven>(place, phrase.name.text, what))
      .label(phrase.name.span, "declared here")
      .help("say `" + form_of(phrase) + "`");
}

// What the phrase takes besides stands there, in its order.
bool Phrases::is_given_all(ExprId id, const syntax::PhraseDecl& phrase) {
  static const std::vector<syntax::FurtherFigure> nothing;
  const auto found = further_.find(id.index);
  const auto& given = found == further_.end() ? nothing : found->second;
  for (std::size_t at = 0; at < std::max(given.size(), phrase.gaps.size() - 1); ++at) {
    const bool is_wanted = at + 1 < phrase.gaps.size();
    if (is_wanted && at < given.size() && given[at].word == phrase.gaps[at + 1].word) continue;
    const Span place = at < given.size() ? given[at].span : tree_.expr(id).span;
    report_given(
        place, phrase,
        is_wanted ? "needs `" + phrase.gaps[at + 1].word + " ...` here" : "takes no `" + given[at].word + " ...` here");
    return false;
  }
  return true;
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
    sink_.report(make<Id::TypeExpected>(copier.misplaced()->span, "a name", "a figure"))
        .help("'" + written(copier.misplaced()->text) + "' stands for a whole sentence; here only a name can stand");
    return give_up(id);
  }
  tree_.exprs[id.index].node = std::move(ascribed);
  return depth;
}

// A name is put wherever the gap stands, a sentence only where a figure can stand.
void Phrases::fill(Copier& copier, const syntax::PhraseGap& gap, ExprId figure) const {
  std::optional<syntax::Ascribed> type;
  if (gap.type) type = syntax::Ascribed{{}, *gap.type, gap.name, false};
  copier.put(hidden(gap.name.text), figure, std::move(type));
  if (const auto* name = std::get_if<syntax::NameReference>(&tree_.expr(figure).node))
    copier.rename(hidden(gap.name.text), name->text);
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
