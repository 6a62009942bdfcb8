// SPDX-License-Identifier: Apache-2.0
#pragma once

// Templates in use: each `use` becomes the declarations of its template, with what it gives in the places of the
// template's parameters. Internal to this room.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/share/copies.h"
#include "compiler/share/prose.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::share {

class Templates {
 public:
  Templates(syntax::Tree& tree, Uses& uses, Budget& budget, diagnostics::Sink& sink)
      : tree_(tree), uses_(uses), budget_(budget), sink_(sink) {}

  // Takes the templates out of the declarations and puts them in the places of their uses.
  void expand();
  // False if a use names no template, or does not give what it needs: what it declares is not known then.
  bool is_whole() const { return is_whole_; }

 private:
  void collect();
  void declare(const syntax::TemplateDecl& made);
  void must_stand_inside(const syntax::Declaration& declaration);
  void use(const syntax::UseDecl& use);
  void add_names(const syntax::TemplateDecl& made, const std::string& prefix, std::vector<std::string>& names,
                 std::size_t depth);
  const syntax::TemplateDecl* named(const syntax::UseDecl& use);
  bool fits(const syntax::UseDecl& use, const syntax::TemplateDecl& made);
  bool give(const syntax::UseDecl& use, const syntax::TemplateDecl& made, Copier& copier);
  bool give(const syntax::TemplateParameter& parameter, const syntax::UseArgument& argument, Copier& copier);
  bool is_used_in_circle(const syntax::UseDecl& use, const syntax::TemplateDecl& made);
  bool report_too_deep(const syntax::UseDecl& use, std::size_t first);

  syntax::Tree& tree_;
  Uses& uses_;
  Budget& budget_;
  diagnostics::Sink& sink_;
  std::map<std::string, syntax::TemplateDecl, std::less<>> templates_;
  std::set<std::string, std::less<>> broken_;  // declared with a mistake
  std::vector<syntax::Declaration> expanded_;
  CarriedProse carried_;
  std::set<std::string, std::less<>> told_;        // whose headings stand at a use of theirs already
  std::vector<const syntax::TemplateDecl*> open_;  // in which a use stands
  bool is_whole_ = true;
};

}  // namespace quarterday::share
