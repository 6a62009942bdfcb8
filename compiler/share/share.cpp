// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/share.h"

#include "compiler/share/copies.h"
#include "compiler/share/imports.h"
#include "compiler/share/phrases.h"
#include "compiler/share/sha256.h"
#include "compiler/share/tables.h"
#include "compiler/share/templates.h"

namespace quarterday::share {

using diagnostics::FileId;

namespace {

// Of the texts, each after its length; their names are in the texts that import them.
class Hash {
 public:
  explicit Hash(const diagnostics::SourceMap& sources) : sources_(sources) {}

  void add(FileId file) {
    const std::string& text = sources_.file(file).text();
    sha_.add(std::to_string(text.size()) + "\n");
    sha_.add(text);
  }
  std::string hex() { return sha_.hex(); }

 private:
  const diagnostics::SourceMap& sources_;
  Sha256 sha_;
};

bool is_within_budget(const Budget& budget, const syntax::Tree& whole, diagnostics::Sink& sink) {
  if (!budget.is_spent()) return true;
  sink.report(diagnostics::make<diagnostics::Id::TooMuchShared>(whole.header.name.span,
                                                                "phrases and templates of a million words"))
      .help("phrases and templates that use each other several times grow very fast");
  return false;
}

}  // namespace

Shared put_together(const syntax::Tree& contract, Loader& loader, diagnostics::SourceMap& sources,
                    diagnostics::Sink& sink) {
  Shared shared{std::nullopt, Uses(sources), {}};
  syntax::Tree whole;
  whole.file = contract.file;
  whole.header = contract.header;
  whole.broken_header = contract.broken_header;
  whole.exprs = contract.exprs;

  Importer importer(whole, loader, sources, sink);
  importer.take(contract.declarations, loader.contract_path(), loader.contract_identity());
  if (!importer.is_whole()) return shared;

  Budget budget;
  Phrases(whole, shared.uses, budget, sink).expand();
  Templates templates(whole, shared.uses, budget, sink);
  templates.expand();
  if (!is_within_budget(budget, whole, sink) || !templates.is_whole()) return shared;

  const auto path_of = [&](FileId file) {
    const auto imported = importer.paths().find(shared.uses.written(file).index);
    return imported == importer.paths().end() ? loader.contract_path() : imported->second;
  };
  Tables tables(whole, loader, path_of, sources, sink);
  tables.read();
  if (!tables.is_whole()) return shared;

  Hash hash(sources);
  hash.add(contract.file);
  for (const auto& [file, path] : importer.paths()) hash.add(FileId{file});
  for (const FileId file : tables.files()) hash.add(file);
  shared.hash = hash.hex();
  shared.tree = std::move(whole);
  return shared;
}

}  // namespace quarterday::share
