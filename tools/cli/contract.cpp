// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/contract.h"

#include <algorithm>

#include "runtime/diagnostics/render_text.h"
#include "tools/cli/files.h"
#include "tools/cli/project.h"

namespace quarterday::cli {

void load_contract(const std::string& path, Contract& contract) {
  const std::optional<diagnostics::FileId> file = read_contract(path, contract.sources, contract.sink);
  if (!file) return;
  contract.file = *file;
  Project project(path);
  contract.compilation.emplace(compiler::compile(*file, project, contract.sources, contract.sink));
}

Exit tell(diagnostics::Sink& sink, const diagnostics::SourceMap& sources, bool color, Console& console) {
  sink.sort_by_position();
  console.err(diagnostics::render_text(sink.all(), sources, {color}));
  if (!sink.has_errors()) return Exit::ok;
  // A wrong path or period is a mistake in the command, not in the contract or its data.
  const bool usage = std::any_of(sink.all().begin(), sink.all().end(), [](const diagnostics::Diagnostic& diagnostic) {
    return diagnostic.id == diagnostics::Id::CannotReadFile || diagnostic.id == diagnostics::Id::PeriodNotSettled;
  });
  return usage ? Exit::usage : Exit::problem;
}

}  // namespace quarterday::cli
