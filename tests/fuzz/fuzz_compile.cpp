// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a contract, from text to plan: no crash, no hang, diagnostics that can be shown, and a plan that holds
// together whenever there is one.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "compiler/compile.h"
#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/plan/verify.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace qd = quarterday;
  const std::string text(reinterpret_cast<const char*>(data), size);
  qd::diagnostics::SourceMap sources;
  qd::diagnostics::Sink sink;
  const auto file = sources.add(qd::diagnostics::SourceFile("fuzz.contract", text));
  const qd::compiler::Compilation compiled = qd::compiler::compile(file, sources, sink);
  for (const auto& diagnostic : sink.all()) qd::diagnostics::render_text(diagnostic, sources, {});
  if (compiled.plan.has_value() == sink.has_errors()) std::abort();
  if (compiled.plan && !qd::plan::verify_plan(*compiled.plan).empty()) std::abort();
  if (!compiled.tree.tokens.empty() && qd::syntax::print(compiled.tree, sources.file(file)) != text) std::abort();
  return 0;
}
