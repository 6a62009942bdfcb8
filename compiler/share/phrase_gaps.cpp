// SPDX-License-Identifier: Apache-2.0
//
// The gaps of phrases: their names, what a use takes besides what it is said of, and how a gap is filled.
#include <algorithm>
#include <utility>

#include "compiler/library/library.h"
#include "compiler/share/phrases.h"
#include "runtime/diagnostics/similar.h"

namespace quarterday::share {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;
using diagnostics::Span;
using syntax::ExprId;

namespace {

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

}  // namespace

std::string form_of(const syntax::PhraseDecl& phrase) {
  std::string form = phrase.name.text;
  for (const syntax::PhraseGap& gap : phrase.gaps) form.append(" ").append(gap.word).append(" ").append(gap.name.text);
  return form;
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
  const ExprId figure = further->of;
  tree_.exprs[last.index] = std::move(tree_.exprs[figure.index]);
  give_up(figure);  // it stands in the place of what was taken apart
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

// A name is put wherever the gap stands, a sentence only where a figure can stand.
void Phrases::fill(Copier& copier, const syntax::PhraseGap& gap, ExprId figure) const {
  std::optional<syntax::Ascribed> type;
  if (gap.type) type = syntax::Ascribed{{}, *gap.type, gap.name, false};
  copier.put(hidden(gap.name.text), figure, std::move(type));
  if (const auto* name = std::get_if<syntax::NameReference>(&tree_.expr(figure).node))
    copier.rename(hidden(gap.name.text), name->text);
}

void Phrases::report_misplaced(const syntax::Name& gap) {
  sink_.report(make<Id::TypeExpected>(gap.span, "a name", "a figure"))
      .help("'" + written(gap.text) + "' stands for a whole sentence; here only a name can stand");
}

}  // namespace quarterday::share
