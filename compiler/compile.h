// SPDX-License-Identifier: Apache-2.0
#pragma once

// The front door of the compiler: text of a contract in, plan out.

#include <memory>
#include <optional>
#include <string>

#include "compiler/model/contract.h"
#include "compiler/share/loader.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"
#include "runtime/plan/plan.h"

namespace quarterday::compiler {

struct Compilation {
  syntax::Tree tree;                        // of the contract's own file
  std::optional<syntax::Tree> whole;        // with all that is shared in its place; none if a part could not be read
  std::shared_ptr<const share::Uses> uses;  // where what is shared is used; it looks into the sources
  model::Contract contract;                 // as far as it could be understood
  std::optional<plan::Plan> plan;           // only when no error was reported
};

// Mistakes go to the sink, in order of their place; warnings do not keep a plan from being made.
// What is imported comes from the loader and is added to the sources.
Compilation compile(diagnostics::FileId file, share::Loader& loader, diagnostics::SourceMap& sources,
                    diagnostics::Sink& sink);
// A contract without files beside it.
Compilation compile(diagnostics::FileId file, diagnostics::SourceMap& sources, diagnostics::Sink& sink);

}  // namespace quarterday::compiler
