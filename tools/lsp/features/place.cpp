// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/features.h"

namespace quarterday::lsp {

const Analysis& analysis_of(const Asked& asked, const Json& params) {
  const auto uri = params.at("textDocument").at("uri").get<std::string>();
  const Analysis* analysis = asked.workspace.analysis(uri);
  if (analysis == nullptr) throw Refusal{Problem::invalid_params, "there is no text '" + uri + "'"};
  return *analysis;
}

Place place_in(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const Position position = position_in(params.at("position"));
  return {&analysis, analysis.own().lines.offset(analysis.own().text(), position, asked.encoding())};
}

}  // namespace quarterday::lsp
