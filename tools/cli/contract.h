// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "compiler/compile.h"
#include "runtime/diagnostics/diagnostic.h"
#include "tools/cli/console.h"

namespace quarterday::cli {

// A contract read and compiled, with everything said about it so far.
struct Contract {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  diagnostics::FileId file = diagnostics::no_file;
  std::optional<compiler::Compilation> compilation;  // none when the file could not be read

  const plan::Plan* plan() const { return compilation && compilation->plan ? &*compilation->plan : nullptr; }
};

// In place, because the compilation points into the sources.
void load_contract(const std::string& path, Contract& contract);

// Everything said so far, to standard error; the exit code it amounts to.
Exit tell(diagnostics::Sink& sink, const diagnostics::SourceMap& sources, bool color, Console& console);

}  // namespace quarterday::cli
