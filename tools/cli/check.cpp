// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "compiler/compile.h"
#include "runtime/diagnostics/render_json.h"
#include "runtime/diagnostics/render_text.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"
#include "tools/cli/files.h"
#include "tools/cli/project.h"

namespace quarterday::cli {

Exit check(const CheckOptions& options, Console& console) {
  diagnostics::SourceMap sources;
  std::vector<diagnostics::Diagnostic> all;
  Exit worst = Exit::ok;
  for (const std::string& path : options.files) {
    diagnostics::Sink sink;
    const std::optional<diagnostics::FileId> file = read_contract(path, sources, sink);
    if (file) {
      Project project(path);
      compiler::compile(*file, project, sources, sink);
    }
    if (options.format == Format::text) {
      worst = std::max(worst, tell(sink, sources, options.color, console));
      if (sink.empty()) console.out(path + ": ok\n");
    } else {
      Console unseen;
      worst = std::max(worst, tell(sink, sources, false, unseen));
    }
    all.insert(all.end(), sink.all().begin(), sink.all().end());
  }
  if (options.format == Format::json) {
    console.out(diagnostics::render_json(all, sources));
  } else if (!all.empty()) {
    console.err(diagnostics::render_summary(all) + "\n");
  }
  return worst;
}

}  // namespace quarterday::cli
