// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/allowances.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace quarterday::syntax {
namespace {

Common& common_of(Declaration& declaration) {
  return std::visit([](auto& one) -> Common& { return one; }, declaration);
}

// A deed reaches to the last of its declarations, which stand after it.
Span whole_span(const Declaration& declaration, const std::vector<Declaration>& declarations) {
  const auto span_of = [](const auto& one) { return one.span; };
  Span span = std::visit(span_of, declaration);
  const auto* deed = std::get_if<VariationDecl>(&declaration);
  if (deed == nullptr) return span;
  for (const Declaration& other : declarations) {
    const bool inside = std::visit([&](const auto& one) { return one.deed == deed->name.span; }, other);
    if (inside) span.end = std::max(span.end, std::visit(span_of, other).end);
  }
  return span;
}

// Prose before the first of several goes to what they stand before, unless that has its own.
void hand_on_prose(Common& from, std::vector<std::string>& to) {
  if (to.empty()) to = std::move(from.prose);
  from.prose.clear();
}

}  // namespace

void join_allowances(std::vector<Declaration>& declarations) {
  for (std::size_t i = 0; i < declarations.size(); ++i) {
    auto* allow = std::get_if<AllowDecl>(&declarations[i]);
    if (allow == nullptr || allow->whole) continue;
    std::size_t next = i + 1;
    while (next < declarations.size() && std::holds_alternative<AllowDecl>(declarations[next])) ++next;
    if (next == declarations.size() || common_of(declarations[next]).deed != allow->deed) continue;
    allow->covers = whole_span(declarations[next], declarations);
    hand_on_prose(*allow, common_of(declarations[next]).prose);
  }
}

void cover_file(Tree& tree, std::uint32_t size) {
  for (Declaration& declaration : tree.declarations) {
    auto* allow = std::get_if<AllowDecl>(&declaration);
    if (allow == nullptr || !allow->whole) continue;
    allow->covers = {tree.file, 0, size};
    hand_on_prose(*allow, tree.header.prose);
  }
}

}  // namespace quarterday::syntax
