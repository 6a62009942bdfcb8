// SPDX-License-Identifier: Apache-2.0
#include "compiler/compile.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "compiler/check/check.h"
#include "compiler/lower/lower.h"
#include "compiler/share/share.h"
#include "compiler/syntax/parse.h"
#include "runtime/plan/verify.h"
#include "runtime/value/check.h"

namespace quarterday::compiler {

using diagnostics::Id;

Compilation compile(diagnostics::FileId file, share::Loader& loader, diagnostics::SourceMap& sources,
                    diagnostics::Sink& sink) {
  Compilation result;
  result.tree = syntax::parse(file, sources, sink);
  const bool has_terms = std::ranges::any_of(result.tree.declarations, [](const syntax::Declaration& declaration) {
    return !std::holds_alternative<syntax::AllowDecl>(declaration);
  });
  if (result.tree.broken_header && !has_terms) return result;
  if (result.tree.shared) {
    sink.report(diagnostics::make<Id::NotAContract>({file, 0, 0}, "it is a part that contracts share"))
        .help("check a contract that imports it");
    return result;
  }
  share::Shared shared = share::put_together(result.tree, loader, sources, sink);
  if (shared.tree) result.contract = check::check(*shared.tree, sink);
  shared.uses.tell(sink);
  sink.sort_by_position();
  if (!sink.has_errors()) {
    result.plan = lower::lower(result.contract, sources);
    result.plan->hash = shared.hash;
    const std::vector<std::string> broken = plan::verify_plan(*result.plan);
    QD_CHECK(broken.empty(), "the compiler made a plan that does not hold together");
  }
  result.whole = std::move(shared.tree);
  result.uses = std::make_shared<const share::Uses>(std::move(shared.uses));
  return result;
}

Compilation compile(diagnostics::FileId file, diagnostics::SourceMap& sources, diagnostics::Sink& sink) {
  share::MemoryLoader nothing;
  return compile(file, nothing, sources, sink);
}

}  // namespace quarterday::compiler
