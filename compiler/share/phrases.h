// SPDX-License-Identifier: Apache-2.0
#pragma once

// Phrases in use: `gain of saving` becomes the sentence of the phrase with `saving` in its place. Internal to this
// room.

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/share/copies.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::share {

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
  const syntax::PhraseDecl* phrase_at(syntax::ExprId id) const;
  // How deep the sentence is then.
  std::uint32_t expand(syntax::ExprId id);
  std::uint32_t expand_below(syntax::ExprId top);
  std::uint32_t expand_parts(syntax::ExprId id);
  std::uint32_t use(syntax::ExprId id, const syntax::PhraseDecl& phrase, syntax::ExprId subject);
  std::uint32_t give_up(syntax::ExprId id);
  bool is_used_in_circle(syntax::ExprId id, const syntax::PhraseDecl& phrase);

  syntax::Tree& tree_;
  Uses& uses_;
  Budget& budget_;
  diagnostics::Sink& sink_;
  std::map<std::string, syntax::PhraseDecl, std::less<>> phrases_;
  std::vector<const syntax::PhraseDecl*> open_;  // whose sentences are being expanded
  std::vector<std::uint32_t> depths_;            // by sentence; 0 for those not read yet
};

}  // namespace quarterday::share
