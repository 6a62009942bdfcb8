// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "runtime/diagnostics/render_json.h"
#include "runtime/diagnostics/render_text.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"
#include "tools/cli/files.h"
#include "tools/cli/project.h"

namespace quarterday::cli {
namespace {

using Json = nlohmann::ordered_json;

// The diagnostics, and by which hash each contract without errors is known.
std::string as_json(const std::vector<diagnostics::Diagnostic>& all, const diagnostics::SourceMap& sources,
                    const Json& contracts) {
  Json document = Json::parse(diagnostics::render_json(all, sources));
  document["contracts"] = contracts;
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace

Exit check(const CheckOptions& options, Console& console) {
  diagnostics::SourceMap sources;
  std::vector<diagnostics::Diagnostic> all;
  Json contracts = Json::array();
  Exit worst = Exit::ok;
  for (const std::string& path : options.files) {
    diagnostics::Sink sink;
    const std::optional<diagnostics::FileId> file = read_contract(path, sources, sink);
    if (file) {
      Project project(path);
      const compiler::Compilation compiled = compiler::compile(*file, project, sources, sink);
      if (compiled.plan)
        contracts.push_back({{"file", path}, {"contract", compiled.plan->contract}, {"hash", compiled.plan->hash}});
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
    console.out(as_json(all, sources, contracts));
  } else if (!all.empty()) {
    console.err(diagnostics::render_summary(all) + "\n");
  }
  return worst;
}

}  // namespace quarterday::cli
