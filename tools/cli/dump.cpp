// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/dump.h"

#include "runtime/plan/print.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"

namespace quarterday::cli {

Exit dump(const DumpOptions& options, Console& console) {
  Contract contract;
  load_contract(options.file, contract);
  const Exit exit = tell(contract.sink, contract.sources, options.color, console);
  if (!contract.compilation) return exit;
  // A contract with mistakes still has a syntax tree.
  if (options.after == Stage::parse) {
    console.out(syntax::dump(contract.compilation->tree, contract.sources.file(contract.file)));
  } else if (contract.plan() != nullptr) {
    console.out(plan::print(*contract.plan()));
  }
  return exit;
}

}  // namespace quarterday::cli
