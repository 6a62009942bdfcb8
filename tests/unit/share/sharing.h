// SPDX-License-Identifier: Apache-2.0
#pragma once

// A contract compiled with files beside it, all in memory, and what was said about it.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/compile.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/diagnostics/table.h"

namespace quarterday::share::sample {

using Files = std::map<std::string, std::string>;

inline const std::string header = "currency GBP\nterm 2024/25 to 2025/26\nsettled each year\n";
inline const std::string parties = "party icb is commissioner\nparty clinic is provider\n";

struct Compiled {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  compiler::Compilation compilation;

  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const diagnostics::Diagnostic& diagnostic : sink.all()) codes.push_back(diagnostics::code_text(diagnostic.id));
    return codes;
  }
  std::string told() const { return diagnostics::render_text(sink.all(), sources); }
};

// `text` is the contract's own file, at `path` within the project.
inline Compiled compile(const std::string& text, Files files, const std::string& path = "contract") {
  Compiled compiled;
  MemoryLoader loader(std::move(files), path);
  const auto file = compiled.sources.add(diagnostics::SourceFile(path, text));
  compiled.compilation = compiler::compile(file, loader, compiled.sources, compiled.sink);
  return compiled;
}

}  // namespace quarterday::share::sample
