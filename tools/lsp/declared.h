// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a text declares, mistakes or not: each name with the place where it stands. It is read from the syntax tree, so
// it is there while a contract cannot be checked.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/ast.h"

namespace quarterday::lsp {

using diagnostics::Span;

enum class Kind : std::uint8_t {
  party,
  group,
  dimension,
  singular,  // of a group, a dimension, a unit or rows
  member,
  unit,
  parameter,
  column,
  input,
  metric,
  define,
  payment,
  balance,
  require,
  guarantee,
  scenario,
  records,
  record_column,
  rows,
  variation,
  phrase,
  gap,  // of a phrase; also what a template is to be given
  template_,
  use,
  alias,  // `as sender`
  import,
  broken
};

std::string_view word_of(Kind kind);  // "payment", "member"

struct Declared {
  static constexpr std::uint32_t none = 0xffffffff;

  std::string name;
  Kind kind = Kind::define;
  Span name_span;  // nowhere for what has no name of its own
  Span span;       // the whole declaration
  std::string title;
  std::string clause;
  std::vector<std::string> prose;
  std::uint32_t within = none;  // the declaration it is a part of: the dimension of a member, the deed of a term
  Span visible;                 // aliases and gaps: where the name means this; nowhere for what is known everywhere
};

// In the order of the text, parts behind the whole.
std::vector<Declared> declared_in(const syntax::Tree& tree);

// Names by which others may speak of it.
bool is_known_everywhere(const Declared& declared);

}  // namespace quarterday::lsp
