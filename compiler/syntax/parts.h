// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a piece of the tree is made of: its places, the names it writes and the sentences in it. Whoever copies, moves
// or renames pieces goes through them here, so that a new form of the tree is learnt in one place.

#include <string>

#include "compiler/syntax/ast.h"

namespace quarterday::syntax {

class Parts {
 public:
  Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  virtual ~Parts() = default;

  virtual void span(Span& span) = 0;
  virtual void name(std::string& text, Span span) = 0;
  virtual void expr(ExprId& id) = 0;  // never none
};

// Each part once. `span` is that of the whole sentence, for a name that is all of it.
void visit_parts(ExprNode& node, Span span, Parts& parts);
void visit_parts(Declaration& declaration, Parts& parts);

}  // namespace quarterday::syntax
