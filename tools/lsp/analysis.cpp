// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/analysis.h"

#include <algorithm>
#include <utility>

#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/table.h"
#include "tools/lsp/name_index.h"

namespace quarterday::lsp {
namespace {

// A part of contracts is fine by itself; whoever imports it says what is wrong with it there.
void drop_not_a_contract(Analysis& analysis) {
  if (!analysis.tree().shared) return;
  analysis.sink.revise(
      [](diagnostics::Diagnostic& diagnostic) { return diagnostic.id != diagnostics::Id::NotAContract; });
}

std::shared_ptr<const Part> part_of(const std::string& name, const std::string& text, Parts& parts) {
  std::shared_ptr<const Part>& known = parts[name];
  if (!known || known->text != text) known = read_part(text);
  return known;
}

bool has_declarations(const diagnostics::SourceFile& source) { return !source.name().ends_with(".csv"); }

void add_files(Analysis& analysis, const UriOf& uris, Parts& parts) {
  for (std::uint32_t id = 0; id < analysis.sources.size(); ++id) {
    const diagnostics::SourceFile& source = analysis.sources.file({id});
    const bool is_use = std::any_of(analysis.files.begin(), analysis.files.end(),
                                    [&](const File& known) { return known.source == &source; });
    if (is_use) continue;
    File file;
    file.name = source.name();
    file.source = &source;
    if (analysis.files.empty()) {
      file.uri = analysis.uri;
    } else if (const auto found = uris.find(source.name()); found != uris.end()) {
      file.uri = found->second;
    }
    file.lines = Lines(source.text());
    if (!analysis.files.empty() && has_declarations(source))
      file.part = part_of(file.uri.empty() ? file.name : file.uri, source.text(), parts);
    analysis.files.push_back(std::move(file));
  }
}

}  // namespace

std::shared_ptr<const Part> read_part(std::string text) {
  auto part = std::make_shared<Part>();
  part->text = std::move(text);
  diagnostics::SourceMap sources;
  diagnostics::Sink unheard;
  part->tree = syntax::parse(sources.add({"part", part->text}), sources, unheard);
  part->declared = declared_in(part->tree);
  return part;
}

std::unique_ptr<const Analysis> analyse(const std::string& uri, const std::string& name, const std::string& text,
                                        share::Loader& loader, const UriOf& uris, const std::vector<std::string>& paths,
                                        Parts& parts) {
  auto analysis = std::make_unique<Analysis>();
  analysis->uri = uri;
  const diagnostics::FileId file = analysis->sources.add({name, text});
  analysis->compilation = compiler::compile(file, loader, analysis->sources, analysis->sink);
  analysis->paths = paths;
  drop_not_a_contract(*analysis);
  add_files(*analysis, uris, parts);
  index_names(*analysis);
  return analysis;
}

std::optional<std::uint32_t> Analysis::file_of(diagnostics::FileId id) const {
  if (!sources.contains(id)) return std::nullopt;
  const diagnostics::SourceFile* source = &sources.file(id);
  for (std::uint32_t at = 0; at < files.size(); ++at)
    if (files[at].source == source) return at;
  return std::nullopt;
}

std::optional<std::uint32_t> Analysis::file_called(std::string_view wanted) const {
  for (std::uint32_t at = 0; at < files.size(); ++at)
    if (files[at].uri == wanted) return at;
  return std::nullopt;
}

const Occurrence* Analysis::occurrence_at(std::uint32_t file, std::size_t offset) const {
  const std::vector<Occurrence>& all = occurrences[file];
  const auto after = std::upper_bound(all.begin(), all.end(), offset,
                                      [](std::size_t at, const Occurrence& one) { return at < one.begin; });
  if (after == all.begin()) return nullptr;
  const Occurrence& before = *std::prev(after);
  return offset <= before.end ? &before : nullptr;
}

std::optional<plan::ValueId> Analysis::value_of(const Symbol& symbol) const {
  if (!symbol.declared.name_span.has_place()) return std::nullopt;
  const auto named = contract().values_by_name.find(symbol.declared.name);
  if (named == contract().values_by_name.end()) return std::nullopt;
  for (const plan::ValueId id : named->second) {
    const diagnostics::Span span = contract().value(id).name_span;
    if (span.begin == symbol.declared.name_span.begin && file_of(span.file) == symbol.file) return id;
  }
  return std::nullopt;
}

const Symbol* Analysis::declaration_at(std::uint32_t file, std::size_t offset) const {
  const Symbol* innermost = nullptr;
  for (const Symbol& symbol : symbols) {
    const Span span = symbol.declared.span;
    if (symbol.file != file || span.begin > offset || offset > span.end) continue;
    if (innermost == nullptr || span.end - span.begin < innermost->declared.span.end - innermost->declared.span.begin)
      innermost = &symbol;
  }
  return innermost;
}

}  // namespace quarterday::lsp
