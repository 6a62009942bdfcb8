// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/templates.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "runtime/diagnostics/similar.h"

namespace quarterday::share {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;
using diagnostics::Span;
using syntax::Declaration;
using syntax::ExprId;
using syntax::TemplateDecl;
using syntax::UseDecl;

namespace {

constexpr std::size_t max_nested_uses = 100;

// The names that a declaration makes.
class DeclaredNames {
 public:
  DeclaredNames(const std::string& prefix, std::vector<std::string>& names) : prefix_(prefix), names_(names) {}

  void operator()(const syntax::GroupDecl& group) {
    add(group.name);
    if (group.singular) add(*group.singular);
  }
  void operator()(const syntax::DimensionDecl& dimension) {
    add(dimension.name);
    add(dimension.singular);
  }
  void operator()(const syntax::UnitDecl& unit) {
    add(unit.name);
    add(unit.singular);
  }
  void operator()(const syntax::ParametersDecl& parameters) {
    if (parameters.table.rows.empty()) return;
    const auto& header = parameters.table.rows.front().cells;
    const std::size_t indexes = parameters.head.indexes.size();
    for (std::size_t column = std::max<std::size_t>(indexes, 1); column < header.size(); ++column)
      if (header[column].name) add(*header[column].name);
  }
  void operator()(const syntax::InputDecl& input) {
    for (const syntax::InputName& name : input.names) add(name.name);
  }
  void operator()(const syntax::TogetherDecl& together) {
    for (const syntax::PaymentDecl& payment : together.payments) add(payment.name);
  }
  void operator()(const syntax::ScenarioDecl&) {}
  void operator()(const syntax::GuaranteeDecl&) {}
  void operator()(const syntax::RequireDecl&) {}
  void operator()(const syntax::EndsDecl&) {}
  void operator()(const syntax::AllowDecl&) {}
  void operator()(const UseDecl&) {}  // has those of its template
  void operator()(const syntax::Common& other) { add(other.name); }

 private:
  void add(const syntax::Name& name) {
    if (!name.text.empty()) names_.push_back(prefix_ + name.text);
  }

  const std::string& prefix_;
  std::vector<std::string>& names_;
};

std::string_view word_of(const Declaration& declaration) {
  if (std::holds_alternative<syntax::ImportDecl>(declaration)) return "import";
  if (std::holds_alternative<TemplateDecl>(declaration)) return "template";
  if (std::holds_alternative<syntax::PhraseDecl>(declaration)) return "phrase";
  if (std::holds_alternative<syntax::VariationDecl>(declaration)) return "variation";
  return {};
}

class Children final : public syntax::Parts {
 public:
  explicit Children(const std::vector<std::uint32_t>& depths, std::size_t first) : depths_(depths), first_(first) {}
  std::uint32_t deepest = 0;

 private:
  void span(Span&) override {}
  void name(std::string&, Span) override {}
  void expr(ExprId& id) override {
    if (id.index >= first_) deepest = std::max(deepest, depths_[id.index - first_]);
  }
  const std::vector<std::uint32_t>& depths_;
  std::size_t first_;
};

}  // namespace

void Templates::expand() {
  collect();
  std::vector<Declaration> written = std::move(tree_.declarations);
  for (Declaration& declaration : written) {
    if (const auto* one = std::get_if<UseDecl>(&declaration)) {
      use(*one);
    } else {
      expanded_.push_back(std::move(declaration));
      carried_.hand_to(expanded_.back());
    }
  }
  tree_.declarations = std::move(expanded_);
}

void Templates::collect() {
  std::vector<Declaration> others;
  for (Declaration& declaration : tree_.declarations) {
    if (const auto* made = std::get_if<TemplateDecl>(&declaration)) {
      declare(*made);
    } else {
      if (const auto* broken = std::get_if<syntax::BrokenDecl>(&declaration)) broken_.insert(broken->name.text);
      others.push_back(std::move(declaration));
    }
  }
  tree_.declarations = std::move(others);
}

void Templates::declare(const TemplateDecl& made) {
  const auto [place, is_new] = templates_.emplace(made.name.text, made);
  if (!is_new)
    sink_.report(make<Id::DeclaredTwice>(made.name.span, made.name.text))
        .label(place->second.name.span, "declared here first");
  for (const Declaration& declaration : made.block->declarations) must_stand_inside(declaration);
}

void Templates::must_stand_inside(const Declaration& declaration) {
  const std::string_view word = word_of(declaration);
  if (word.empty()) return;
  const Span span = std::visit([](const auto& any) { return any.span; }, declaration);
  sink_.report(make<Id::UnexpectedToken>(span, "`" + std::string(word) + "`", "what each use of the template declares"))
      .help("move it out of the template");
}

void Templates::use(const UseDecl& use) {
  const TemplateDecl* made = named(use);
  if (made == nullptr || !fits(use, *made) || is_used_in_circle(use, *made)) {
    is_whole_ = false;
    return;
  }
  if (budget_.is_spent()) return;
  Copier copier(tree_, uses_, budget_);
  copier.move(made->name.span.file, uses_.add(made->name.span.file, use.span, "used here"));
  if (use.as) {
    std::vector<std::string> names;
    add_names(*made, "", names, 0);
    for (const std::string& name : names) copier.rename(name, use.as->text + "_" + name);
  }
  if (!give(use, *made, copier)) {
    is_whole_ = false;
    return;
  }
  carried_.take(use.prose);
  if (told_.insert(use.name.text).second) carried_.take(made->prose);
  open_.push_back(made);
  for (const Declaration& declaration : made->block->declarations) {
    if (!word_of(declaration).empty()) continue;
    const std::size_t first = tree_.exprs.size();
    Declaration copy = copier.copy(declaration);
    std::visit(
        [&](auto& any) {
          if (any.clause.text.empty()) any.clause = use.clause;
          any.deed = use.deed;
        },
        copy);
    if (budget_.is_spent() || report_too_deep(use, first)) break;
    if (auto* inner = std::get_if<UseDecl>(&copy)) {
      if (use.as) inner->as = syntax::Name{use.as->text + (inner->as ? "_" + inner->as->text : ""), use.as->span};
      this->use(*inner);
    } else {
      expanded_.push_back(std::move(copy));
      carried_.hand_to(expanded_.back());
    }
  }
  open_.pop_back();
  if (copier.misplaced()) {
    sink_.report(make<Id::TypeExpected>(copier.misplaced()->span, "a name", "a figure"))
        .help("'" + copier.misplaced()->text + "' stands for a figure here; give it a name of its own with `define`");
    is_whole_ = false;
  }
}

// All that a use of the template declares, before which a use with `as` puts its own name.
void Templates::add_names(const TemplateDecl& made, const std::string& prefix, std::vector<std::string>& names,
                          std::size_t depth) {
  if (depth > max_nested_uses) return;
  for (const Declaration& declaration : made.block->declarations) {
    budget_.spend();
    if (budget_.is_spent()) return;
    std::visit(DeclaredNames(prefix, names), declaration);
    const auto* inner = std::get_if<UseDecl>(&declaration);
    const auto found = inner == nullptr ? templates_.end() : templates_.find(inner->name.text);
    if (found == templates_.end()) continue;
    add_names(found->second, prefix + (inner->as ? inner->as->text + "_" : ""), names, depth + 1);
  }
}

const TemplateDecl* Templates::named(const UseDecl& use) {
  const auto found = templates_.find(use.name.text);
  if (found != templates_.end()) return &found->second;
  if (broken_.count(use.name.text) != 0) return nullptr;
  Diagnostic& diagnostic = sink_.report(make<Id::UnknownTemplate>(use.name.span, use.name.text));
  std::vector<std::string_view> names;
  for (const auto& [name, made] : templates_) names.push_back(name);
  if (const auto closest = diagnostics::closest(use.name.text, names))
    diagnostic.fix(use.name.span, *closest, "did you mean '" + *closest + "'?");
  return nullptr;
}

// All that the template needs is given, once, and nothing else.
bool Templates::fits(const UseDecl& use, const TemplateDecl& made) {
  const auto wrong = [&](Span span, const std::string& what) {
    sink_.report(make<Id::TemplateGiven>(span, made.name.text, what)).label(made.name.span, "declared here");
    return false;
  };
  for (auto argument = use.arguments.begin(); argument != use.arguments.end(); ++argument) {
    const std::string& name = argument->name.text;
    const auto is_same = [&name](const auto& other) { return other.name.text == name; };
    if (std::none_of(made.parameters.begin(), made.parameters.end(), is_same))
      return wrong(argument->name.span, "has no '" + name + "'");
    if (std::any_of(use.arguments.begin(), argument, is_same))
      return wrong(argument->name.span, "is given '" + name + "' twice");
  }
  for (const syntax::TemplateParameter& parameter : made.parameters) {
    const auto is_given = [&](const auto& argument) { return argument.name.text == parameter.name.text; };
    if (std::none_of(use.arguments.begin(), use.arguments.end(), is_given))
      return wrong(use.name.span, "needs '" + parameter.name.text + "', which is not given");
  }
  return true;
}

bool Templates::give(const UseDecl& use, const TemplateDecl& made, Copier& copier) {
  return std::all_of(use.arguments.begin(), use.arguments.end(), [&](const syntax::UseArgument& argument) {
    const auto parameter =
        std::find_if(made.parameters.begin(), made.parameters.end(),
                     [&](const syntax::TemplateParameter& one) { return one.name.text == argument.name.text; });
    return give(*parameter, argument, copier);
  });
}

// A plain name is put wherever the parameter stands; a figure only where a figure can stand.
bool Templates::give(const syntax::TemplateParameter& parameter, const syntax::UseArgument& argument, Copier& copier) {
  const syntax::Expr& given = tree_.expr(argument.value);
  if (const auto* name = std::get_if<syntax::NameReference>(&given.node)) {
    copier.rename(parameter.name.text, name->text);
    if (parameter.type) tree_.promises.push_back({{name->text, given.span}, *parameter.type, parameter.name});
    return true;
  }
  if (!parameter.type) {
    sink_.report(make<Id::TypeExpected>(given.span, "the name of a party", "a figure"))
        .label(parameter.name.span, "it stands for a party");
    return false;
  }
  copier.put(parameter.name.text, argument.value, syntax::Ascribed{{}, *parameter.type, parameter.name, false});
  return true;
}

bool Templates::is_used_in_circle(const UseDecl& use, const TemplateDecl& made) {
  const auto first = std::find(open_.begin(), open_.end(), &made);
  if (first == open_.end() && open_.size() < max_nested_uses) return false;
  std::string way;
  for (auto at = first == open_.end() ? open_.begin() : first; at != open_.end(); ++at)
    way += (*at)->name.text + " -> ";
  sink_.report(make<Id::CircularShared>(use.name.span, way + made.name.text))
      .help("a template may use others, in the end none that use it");
  return true;
}

// Copies are made from the inside out, so what a new sentence is made of stands before it.
bool Templates::report_too_deep(const UseDecl& use, std::size_t first) {
  std::vector<std::uint32_t> depths(tree_.exprs.size() - first);
  for (std::size_t id = first; id < tree_.exprs.size(); ++id) {
    Children children(depths, first);
    visit_parts(tree_.exprs[id].node, {}, children);
    depths[id - first] = children.deepest + 1;
    if (depths[id - first] <= max_depth) continue;
    sink_.report(make<Id::NestingTooDeep>(use.span, std::to_string(max_depth)));
    is_whole_ = false;
    return true;
  }
  return false;
}

}  // namespace quarterday::share
