// SPDX-License-Identifier: Apache-2.0
#pragma once

// All that is known of one contract, mistakes or not: what the compiler made of it, what it and its imports declare,
// and for each name in use what it means. It is made anew after each change and never altered; everything an editor
// asks is answered from it. What a name means the checker has noted while it read (model::Reference); where it read
// nothing, because a declaration is broken or nothing could be put together, a name means the one thing that is called
// so.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/compile.h"
#include "tools/lsp/declared.h"
#include "tools/lsp/positions.h"

namespace quarterday::lsp {

// A file by itself. Kept while its text stays the same.
struct Part {
  std::string text;
  syntax::Tree tree;
  std::vector<Declared> declared;
};
std::shared_ptr<const Part> read_part(std::string text);

struct File {
  std::string uri;  // empty for what comes with the program
  std::string name;
  std::shared_ptr<const Part> part;  // null for tables of figures
  const diagnostics::SourceFile* source = nullptr;
  Lines lines{std::string_view()};

  std::string_view text() const { return source->text(); }
};

struct Symbol {
  Declared declared;
  std::uint32_t file = 0;
};

// A name where it stands.
struct Occurrence {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t symbol = 0;
  bool declares = false;
};

struct Analysis {
  std::string uri;
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  compiler::Compilation compilation;
  std::vector<File> files;  // the contract's own first
  std::vector<Symbol> symbols;
  std::vector<std::vector<Occurrence>> occurrences;  // beside files, in the order of the text
  std::vector<std::string> paths;  // of all files that were asked for, there or not: what it depends on

  const File& own() const { return files.front(); }
  const syntax::Tree& tree() const { return compilation.tree; }
  const model::Contract& contract() const { return compilation.contract; }
  // Of a file or of a use of it; none for what is no file of the contract.
  std::optional<std::uint32_t> file_of(diagnostics::FileId id) const;
  std::optional<std::uint32_t> file_called(std::string_view uri) const;

  // The name at that place, or the one that ends there.
  const Occurrence* occurrence_at(std::uint32_t file, std::size_t offset) const;
  // The value of the model that is declared there.
  std::optional<plan::ValueId> value_of(const Symbol& symbol) const;
  // The innermost declaration around the place that has a name.
  const Symbol* declaration_at(std::uint32_t file, std::size_t offset) const;
};

// Files that were read before, by their names; those whose text is still the same are used again.
using Parts = std::map<std::string, std::shared_ptr<const Part>, std::less<>>;

// Where files lie, by the names that the loader gives them.
using UriOf = std::map<std::string, std::string, std::less<>>;

// The loader fills `uris` and `paths` while it loads.
std::unique_ptr<const Analysis> analyse(const std::string& uri, const std::string& name, const std::string& text,
                                        share::Loader& loader, const UriOf& uris, const std::vector<std::string>& paths,
                                        Parts& parts);

}  // namespace quarterday::lsp
