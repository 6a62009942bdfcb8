// SPDX-License-Identifier: Apache-2.0
//
// Where a name is declared and where it is used.
#include <algorithm>
#include <set>
#include <tuple>

#include "tools/lsp/features.h"
#include "tools/lsp/uses.h"

namespace quarterday::lsp {

Json definition(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const Analysis& analysis = *place.analysis;
  // An import leads to the file.
  for (const Symbol& symbol : analysis.symbols) {
    const Span span = symbol.declared.span;
    if (symbol.file != 0 || symbol.declared.kind != Kind::import) continue;
    if (place.offset < span.begin || place.offset > span.end) continue;
    const auto file = imported_file(analysis, span);
    if (!file) return nullptr;
    return location(analysis.files[*file], 0, 0, asked.encoding());
  }
  const Occurrence* name = analysis.occurrence_at(0, place.offset);
  if (name == nullptr) return nullptr;
  const Symbol& symbol = analysis.symbols[name->symbol];
  const File& file = analysis.files[symbol.file];
  if (file.uri.empty()) return nullptr;  // it comes with the program; `hover` shows it
  const Span span = symbol.declared.name_span;
  return location(file, span.begin, span.end, asked.encoding());
}

Json references(const Asked& asked, const Json& params) {
  const Place place = place_in(asked, params);
  const bool with_declaration = params.contains("context") && params["context"].value("includeDeclaration", true);
  const auto target = target_at(*place.analysis, place.offset);
  Json all = Json::array();
  if (!target) return all;
  for (const Use& use : uses_of(asked.workspace, place.analysis->uri, *target)) {
    if (use.declares && !with_declaration) continue;
    all.push_back({{"uri", use.uri}, {"range", to_json(use.range)}});
  }
  return all;
}

Json document_highlight(const Asked& asked, const Json& params) {
  constexpr int read = 2;
  constexpr int write = 3;
  const Place place = place_in(asked, params);
  const Analysis& analysis = *place.analysis;
  const Occurrence* name = analysis.occurrence_at(0, place.offset);
  Json all = Json::array();
  if (name == nullptr) return all;
  for (const Occurrence& other : analysis.occurrences.front()) {
    if (other.symbol != name->symbol) continue;
    all.push_back({{"range", to_json(range_of(analysis.own(), other.begin, other.end, asked.encoding()))},
                   {"kind", other.declares ? write : read}});
  }
  return all;
}

}  // namespace quarterday::lsp
