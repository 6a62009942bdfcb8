// SPDX-License-Identifier: Apache-2.0
//
// What a phrase or a template takes, while it is being used, and which part of it is being written.
#include <algorithm>

#include "tools/lsp/features.h"
#include "tools/lsp/snippets.h"

namespace quarterday::lsp {
namespace {

using Gaps = std::vector<std::pair<std::string, std::string>>;

// Behind what `name` took of the text the gap at hand stands: phrases are counted by their words, templates by commas.
std::size_t active_gap(const Gaps& gaps, std::string_view text, const std::vector<syntax::Token>& tokens,
                       std::size_t from, std::size_t to) {
  std::size_t next = 0;
  std::size_t commas = 0;
  for (const syntax::Token& token : tokens) {
    if (token.begin < from || token.end > to) continue;
    const std::string_view word = text.substr(token.begin, token.end - token.begin);
    if (next < gaps.size() && word == gaps[next].first) ++next;
    if (word == ",") ++commas;
  }
  const bool by_comma = !gaps.empty() && gaps.front().first.empty();
  return by_comma ? commas : next == 0 ? 0 : next - 1;
}

bool begins_elsewhere(std::string_view between) { return between.find("\n\n") != std::string_view::npos; }

}  // namespace

Json signature_help(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const Analysis& analysis = *place.analysis;
  const auto& names = analysis.occurrences.front();
  const Symbol* around = analysis.declaration_at(0, place.offset);
  const Occurrence* used = nullptr;
  for (const Occurrence& one : names) {
    if (one.end >= place.offset) break;
    const Kind kind = analysis.symbols[one.symbol].declared.kind;
    if (one.declares || (kind != Kind::phrase && kind != Kind::template_)) continue;
    if (around != nullptr && one.begin < around->declared.span.begin) continue;
    used = &one;
  }
  const std::string_view text = place.file().text();
  if (used == nullptr || begins_elsewhere(text.substr(used->end, place.offset - used->end))) return nullptr;
  const Symbol& symbol = analysis.symbols[used->symbol];
  const Gaps gaps = gaps_of(analysis, symbol);
  if (gaps.empty()) return nullptr;
  const bool phrase = symbol.declared.kind == Kind::phrase;
  std::string label = symbol.declared.name;
  Json parameters = Json::array();
  for (const auto& [word, name] : gaps) {
    label += phrase ? " " + word + " " : parameters.empty() ? " with " : ", ";
    const std::uint32_t begin = length_in(label, Encoding::utf16);
    label += name;
    parameters.push_back({{"label", {begin, length_in(label, Encoding::utf16)}}});
  }
  std::string prose;
  for (const std::string& line : symbol.declared.prose) prose += line + "\n";
  const std::size_t active =
      std::min(active_gap(gaps, text, analysis.tree().tokens, used->end, place.offset), gaps.size() - 1);
  Json signature{{"label", label}, {"parameters", std::move(parameters)}};
  if (!prose.empty()) signature["documentation"] = prose;
  return {{"signatures", {std::move(signature)}}, {"activeSignature", 0}, {"activeParameter", active}};
}

}  // namespace quarterday::lsp
