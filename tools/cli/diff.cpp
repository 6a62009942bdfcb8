// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "runtime/compare/render.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"

namespace quarterday::cli {

Exit diff(const DiffOptions& options, Console& console) {
  Contract before;
  Contract after;
  load_contract(options.before, before);
  load_contract(options.after, after);
  Exit worst = tell(before.sink, before.sources, options.color, console);
  worst = std::max(worst, tell(after.sink, after.sources, options.color, console));
  if (before.plan() == nullptr || after.plan() == nullptr) return worst == Exit::ok ? Exit::problem : worst;
  const std::vector<compare::Difference> differences = compare::compare(*before.plan(), *after.plan());
  const auto render = options.format == Format::json ? compare::render_json : compare::render_text;
  console.out(render(*before.plan(), *after.plan(), differences));
  return differences.empty() ? Exit::ok : Exit::problem;
}

}  // namespace quarterday::cli
