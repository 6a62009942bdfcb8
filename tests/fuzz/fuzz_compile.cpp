// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a contract, from text to plan and schedule: no crash, no hang, diagnostics that can be shown, and a plan
// that holds together whenever there is one. A line `==== path` ends a file and begins one that the contract may
// import.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/compile.h"
#include "compiler/schedule/schedule.h"
#include "compiler/share/loader.h"
#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/plan/verify.h"

namespace {

constexpr std::string_view mark = "\n==== ";

// The contract's own text, up to the first mark.
std::string_view split(std::string_view text, std::map<std::string, std::string>& files) {
  const std::string_view own = text.substr(0, text.find(mark));
  for (std::size_t at = text.find(mark); at != std::string_view::npos;) {
    const std::size_t next = text.find(mark, at + 1);
    const std::string_view file = text.substr(at + mark.size(), next - at - mark.size());
    const std::size_t line_end = file.find('\n');
    if (line_end != std::string_view::npos)
      files.emplace(std::string(file.substr(0, line_end)), std::string(file.substr(line_end + 1)));
    at = next;
  }
  return own;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace qd = quarterday;
  std::map<std::string, std::string> files;
  const std::string text(split({reinterpret_cast<const char*>(data), size}, files));
  qd::share::MemoryLoader loader(std::move(files));
  qd::diagnostics::SourceMap sources;
  qd::diagnostics::Sink sink;
  const auto file = sources.add(qd::diagnostics::SourceFile("fuzz.contract", text));
  const qd::compiler::Compilation compiled = qd::compiler::compile(file, loader, sources, sink);
  for (const auto& diagnostic : sink.all()) qd::diagnostics::render_text(diagnostic, sources, {});
  if (compiled.plan.has_value() == sink.has_errors()) std::abort();
  if (compiled.plan && !qd::plan::verify_plan(*compiled.plan).empty()) std::abort();
  if (compiled.plan) {
    const auto schedule = qd::schedule::write_schedule(*compiled.whole, compiled.contract, sources);
    const qd::schedule::Link link = [](const std::string& name) { return name; };
    if (qd::schedule::to_markdown(schedule, link).empty() || qd::schedule::to_html(schedule, link).empty())
      std::abort();
  }
  if (!compiled.tree.tokens.empty() && qd::syntax::print(compiled.tree, sources.file(file)) != text) std::abort();
  return 0;
}
