// SPDX-License-Identifier: Apache-2.0
#pragma once

// Copies of sentences and declarations, for phrases and templates in use: with names exchanged, figures put in the
// places of names, and spans moved to the use. Internal to this room.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "compiler/syntax/parts.h"

namespace quarterday::share {

// Later stages go down a sentence by calling themselves. What an author writes without phrases stays far below.
inline constexpr std::uint32_t max_depth = 1000;

// The work that phrases and templates may make, in places of the tree; a contract of sixty pages has some 20,000.
class Budget {
 public:
  static constexpr std::size_t most = 1'000'000;

  void spend() { ++spent_; }
  bool is_spent() const { return spent_ > most; }

 private:
  std::size_t spent_ = 0;
};

class Copier final : public syntax::Parts {
 public:
  Copier(syntax::Tree& tree, Uses& uses, Budget& budget) : tree_(tree), uses_(uses), budget_(budget) {}

  // What stands in `from` is moved to `to`.
  void move(diagnostics::FileId from, diagnostics::FileId to) { files_[from.index] = to; }
  void rename(const std::string& name, std::string other) { names_[name] = std::move(other); }
  // The name stands for this sentence; `type` is checked where it is used.
  void put(const std::string& name, syntax::ExprId figure, std::optional<syntax::Ascribed> type);

  syntax::ExprId copy(syntax::ExprId id);
  syntax::Declaration copy(const syntax::Declaration& declaration);

  // A name for which a figure was given, where only a name can stand: the first such place.
  const std::optional<syntax::Name>& misplaced() const { return misplaced_; }

 private:
  struct Figure {
    syntax::ExprId expr;
    std::optional<syntax::Ascribed> type;
  };

  void span(diagnostics::Span& span) override;
  void name(std::string& text, diagnostics::Span span) override;
  void expr(syntax::ExprId& id) override { id = copy(id); }
  diagnostics::FileId moved(diagnostics::FileId file);
  syntax::ExprId given(const Figure& figure);
  syntax::ExprId add(syntax::ExprNode node, diagnostics::Span span);

  syntax::Tree& tree_;
  Uses& uses_;
  Budget& budget_;
  std::map<std::uint32_t, diagnostics::FileId> files_;
  std::map<std::string, std::string, std::less<>> names_;
  std::map<std::string, Figure, std::less<>> figures_;
  std::optional<syntax::Name> misplaced_;
};

}  // namespace quarterday::share
