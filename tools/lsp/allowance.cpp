// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/allowance.h"

#include <string_view>

namespace quarterday::lsp {
namespace {

// An empty reason would be a mistake; one that was not filled in is seen by whoever reads the contract.
constexpr const char* reason_to_be_written = "REASON: who wants this, and which clause says so";

Span span_of(const syntax::Declaration& declaration) {
  return std::visit([](const auto& one) { return one.span; }, declaration);
}

// The word `contract`, which stands right before the name.
std::size_t begin_of_contract(const syntax::Tree& tree) {
  std::size_t begin = 0;
  for (const syntax::Token& token : tree.tokens) {
    if (token.begin >= tree.header.name.span.begin) break;
    if (token.sort == syntax::TokenSort::keyword) begin = token.begin;
  }
  return begin;
}

std::size_t begin_of_what_is_covered(const syntax::Tree& tree, Span place) {
  for (const syntax::Declaration& declaration : tree.declarations) {
    const Span span = span_of(declaration);
    const bool around = span.begin <= place.begin && place.begin < span.end;
    if (around && !std::holds_alternative<syntax::AllowDecl>(declaration)) return span.begin;
  }
  return begin_of_contract(tree);
}

}  // namespace

Allowance allowance_for(const Analysis& analysis, Span place, const std::string& rule) {
  const File& own = analysis.own();
  const std::size_t at = begin_of_what_is_covered(analysis.tree(), place);
  const std::size_t line = own.lines.begin_of(own.lines.line_of(at));
  const std::string_view before = own.text().substr(line, at - line);
  const std::string_view indent = before.substr(0, before.find_first_not_of(" \t"));
  std::string text = "allow " + rule + " because \"" + reason_to_be_written + "\"\n";
  text += indent;
  return {at, std::move(text)};
}

}  // namespace quarterday::lsp
