// SPDX-License-Identifier: Apache-2.0
#include "compiler/compile.h"

#include "compiler/check/check.h"
#include "compiler/lower/lower.h"
#include "compiler/syntax/parse.h"
#include "runtime/plan/verify.h"
#include "runtime/value/check.h"

namespace quarterday::compiler {

Compilation compile(diagnostics::FileId file, const diagnostics::SourceMap& sources, diagnostics::Sink& sink) {
  Compilation result;
  result.tree = syntax::parse(file, sources, sink);
  if (result.tree.broken_header && result.tree.declarations.empty()) return result;
  result.contract = check::check(result.tree, sink);
  sink.sort_by_position();
  if (!sink.has_errors()) {
    result.plan = lower::lower(result.contract, sources.file(file));
    const std::vector<std::string> broken = plan::verify_plan(*result.plan);
    QD_CHECK(broken.empty(), "the compiler made a plan that does not hold together");
  }
  return result;
}

}  // namespace quarterday::compiler
