// SPDX-License-Identifier: Apache-2.0
#pragma once

// A text read as a contract, with all that its layout needs.

#include <string>
#include <utility>

#include "compiler/format/format.h"
#include "compiler/syntax/parse.h"

namespace quarterday::testing {

struct Read {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  syntax::Tree tree;

  explicit Read(std::string text) {
    const diagnostics::FileId file = sources.add(diagnostics::SourceFile("contract", std::move(text)));
    tree = syntax::parse(file, sources, sink);
  }

  const diagnostics::SourceFile& file() const { return sources.file(tree.file); }
  std::string laid_out() const { return format::format(tree, file()); }
};

}  // namespace quarterday::testing
