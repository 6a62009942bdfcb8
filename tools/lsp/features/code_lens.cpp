// SPDX-License-Identifier: Apache-2.0
//
// Over each scenario: run it. Over the contract: settle a period with the data that lie beside it. Both are commands of
// the server, so they work in every editor; the result is shown as a message and given back.
#include "runtime/evaluate/evaluate.h"
#include "tools/lsp/commands.h"
#include "tools/lsp/features.h"
#include "tools/lsp/reported.h"

namespace quarterday::lsp {
namespace {

Json lens(const File& own, Span span, const std::string& title, const char* command, Json arguments,
          Encoding encoding) {
  return {{"range", to_json(range_of(own, span.begin, span.begin, encoding))},
          {"command", {{"title", title}, {"command", command}, {"arguments", std::move(arguments)}}}};
}

}  // namespace

Json code_lens(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const File& own = analysis.own();
  Json all = Json::array();
  if (!analysis.compilation.plan) return all;
  if (!data_beside(analysis).empty()) {
    for (const plan::Period period : evaluate::all_settled(*analysis.compilation.plan)) {
      if (period.grain != plan::Grain::year) continue;
      const std::string name = analysis.compilation.plan->calendar.name(period);
      all.push_back(lens(own, analysis.tree().header.name.span, "settle " + name, settle_beside, {analysis.uri, name},
                         asked.encoding()));
    }
  }
  for (const Symbol& symbol : analysis.symbols)
    if (symbol.file == 0 && symbol.declared.kind == Kind::scenario)
      all.push_back(lens(own, symbol.declared.span, "run this scenario", run_scenario,
                         {analysis.uri, symbol.declared.title}, asked.encoding()));
  return all;
}

}  // namespace quarterday::lsp
