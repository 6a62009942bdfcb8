// SPDX-License-Identifier: Apache-2.0
#pragma once

// Phrases in use: `marginal of cost above plan at 70%` becomes the sentence of the phrase with these figures in the
// places of its gaps. Internal to this room.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/share/copies.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::share {

// `marginal of amount above baseline at rate`
std::string form_of(const syntax::PhraseDecl& phrase);

class Phrases {
 public:
  Phrases(syntax::Tree& tree, Uses& uses, Budget& budget, diagnostics::Sink& sink)
      : tree_(tree), uses_(uses), budget_(budget), sink_(sink) {}

  // Takes the phrases out of the declarations and puts them into every sentence that uses them.
  void expand();

 private:
  void collect();
  void declare(syntax::PhraseDecl phrase);
  void must_be_no_phrase(const syntax::Name& name);
  void hide_gaps(syntax::PhraseDecl& phrase);
  void hand_out_figures();
  syntax::ExprId last_of(syntax::ExprId id) const;
  void take_figures(syntax::ExprId use);
  void suggest(const std::string& word, diagnostics::Span place, diagnostics::Diagnostic& diagnostic) const;
  void report_not_taken(syntax::ExprId use);
  void report_given(diagnostics::Span place, const syntax::PhraseDecl& phrase, const std::string& what);
  void report_misplaced(const syntax::Name& gap);
  bool is_given_all(syntax::ExprId id, const syntax::PhraseDecl& phrase);
  const syntax::PhraseDecl* phrase_at(syntax::ExprId id) const;
  // How deep the sentence is then.
  std::uint32_t expand(syntax::ExprId id);
  std::uint32_t expand_below(syntax::ExprId top);
  std::uint32_t expand_parts(syntax::ExprId id);
  std::uint32_t use(syntax::ExprId id, const syntax::PhraseDecl& phrase, syntax::ExprId subject);
  void fill(Copier& copier, const syntax::PhraseGap& gap, syntax::ExprId figure) const;
  std::uint32_t give_up(syntax::ExprId id);
  bool is_used_in_circle(syntax::ExprId id, const syntax::PhraseDecl& phrase);

  syntax::Tree& tree_;
  Uses& uses_;
  Budget& budget_;
  diagnostics::Sink& sink_;
  std::map<std::string, syntax::PhraseDecl, std::less<>> phrases_;
  std::vector<const syntax::PhraseDecl*> open_;                          // whose sentences are being expanded
  std::vector<std::uint32_t> depths_;                                    // by sentence; 0 for those not read yet
  std::set<std::string, std::less<>> broken_;                            // declared with a mistake
  std::map<std::uint32_t, std::vector<syntax::FurtherFigure>> further_;  // what uses take besides, by sentence
};

}  // namespace quarterday::share
