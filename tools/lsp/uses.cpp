// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/uses.h"

#include <algorithm>
#include <tuple>

namespace quarterday::lsp {

std::optional<Target> target_at(const Analysis& analysis, std::size_t offset) {
  const Occurrence* name = analysis.occurrence_at(0, offset);
  if (name == nullptr) return std::nullopt;
  const Symbol& symbol = analysis.symbols[name->symbol];
  const File& file = analysis.files[symbol.file];
  if (file.uri.empty()) return std::nullopt;
  return Target{file.uri, symbol.declared.name_span.begin, symbol.declared.name, symbol.declared.kind};
}

std::vector<Use> uses_of(Workspace& workspace, const std::string& first, const Target& target) {
  std::vector<Use> uses;
  const Encoding encoding = workspace.documents().encoding();
  for (const Analysis* analysis : workspace.all(first)) {
    const auto declared_in_file = analysis->file_called(target.uri);
    if (!declared_in_file) continue;
    for (std::uint32_t f = 0; f < analysis->files.size(); ++f) {
      const File& file = analysis->files[f];
      if (file.uri.empty()) continue;
      for (const Occurrence& one : analysis->occurrences[f]) {
        const Symbol& symbol = analysis->symbols[one.symbol];
        if (symbol.file != *declared_in_file || symbol.declared.name_span.begin != target.begin) continue;
        uses.push_back({file.uri,
                        Range{file.lines.position(file.text(), one.begin, encoding),
                              file.lines.position(file.text(), one.end, encoding)},
                        one.declares});
      }
    }
  }
  const auto key = [](const Use& use) { return std::tie(use.uri, use.range.start, use.range.end); };
  std::sort(uses.begin(), uses.end(), [&](const Use& a, const Use& b) { return key(a) < key(b); });
  uses.erase(std::unique(uses.begin(), uses.end(), [&](const Use& a, const Use& b) { return key(a) == key(b); }),
             uses.end());
  return uses;
}

std::optional<std::uint32_t> imported_file(const Analysis& analysis, Span import) {
  const auto& declarations = analysis.tree().declarations;
  for (const syntax::Declaration& declaration : declarations) {
    const auto* written = std::get_if<syntax::ImportDecl>(&declaration);
    if (written == nullptr || written->span.begin != import.begin || written->library) continue;
    // What is imported is called as it is seen from the contract.
    for (std::uint32_t at = 1; at < analysis.files.size(); ++at) {
      const std::string& name = analysis.files[at].name;
      if (name == written->path.text || name.ends_with("/" + written->path.text)) return at;
    }
  }
  return std::nullopt;
}

}  // namespace quarterday::lsp
