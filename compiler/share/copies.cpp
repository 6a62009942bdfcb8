// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/copies.h"

#include <utility>

namespace quarterday::share {

using diagnostics::FileId;
using diagnostics::Span;
using syntax::ExprId;

namespace {

// A name with what belongs to it reads the same without brackets, and may be followed by `last year`.
bool needs_brackets(const syntax::ExprNode& node) {
  return !std::holds_alternative<syntax::NameReference>(node) && !std::holds_alternative<syntax::For>(node) &&
         !std::holds_alternative<syntax::At>(node) && !std::holds_alternative<syntax::BalanceFigure>(node);
}

}  // namespace

void Copier::put(const std::string& name, ExprId figure, std::optional<syntax::Ascribed> type) {
  figures_[name] = {figure, std::move(type)};
}

ExprId Copier::add(syntax::ExprNode node, Span span) {
  tree_.exprs.push_back({std::move(node), span});
  return {static_cast<std::uint32_t>(tree_.exprs.size() - 1)};
}

ExprId Copier::copy(ExprId id) {
  if (budget_.is_spent()) return add(syntax::ErrorExpr{}, tree_.expr(id).span);
  syntax::Expr expr = tree_.expr(id);
  if (const auto* reference = std::get_if<syntax::NameReference>(&expr.node)) {
    const auto figure = figures_.find(reference->text);
    if (figure != figures_.end()) return given(figure->second);
  }
  visit_parts(expr.node, expr.span, *this);
  span(expr.span);
  return add(std::move(expr.node), expr.span);
}

// The figure stays where it is written, in the words of who gives it.
ExprId Copier::given(const Figure& figure) {
  Copier plain(tree_, uses_, budget_);
  ExprId id = plain.copy(figure.expr);
  const Span span = tree_.expr(id).span;
  if (needs_brackets(tree_.expr(id).node)) id = add(syntax::Bracketed{id}, span);
  if (!figure.type) return id;
  syntax::Ascribed ascribed = *figure.type;
  ascribed.of = id;
  return add(std::move(ascribed), span);
}

syntax::Declaration Copier::copy(const syntax::Declaration& declaration) {
  syntax::Declaration copied = declaration;
  visit_parts(copied, *this);
  return copied;
}

void Copier::span(Span& span) {
  budget_.spend();
  span.file = moved(span.file);
}

void Copier::name(std::string& text, Span span) {
  const auto renamed = names_.find(text);
  if (renamed != names_.end()) {
    text = renamed->second;
  } else if (figures_.count(text) != 0 && !misplaced_) {
    span.file = moved(span.file);
    misplaced_ = syntax::Name{text, span};
  }
}

FileId Copier::moved(FileId file) {
  const auto known = files_.find(file.index);
  if (known != files_.end()) return known->second;
  if (files_.empty() || !uses_.is_use(file)) return file;
  // A use that stands in the text itself is one for this use of the text alone.
  const FileId other = uses_.within(file, [this](Span place) {
    place.file = moved(place.file);
    return place;
  });
  files_.emplace(file.index, other);
  return other;
}

}  // namespace quarterday::share
