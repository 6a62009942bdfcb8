// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an editor can ask, one function for each method of the protocol, each in a file of its own. In come the
// parameters as the protocol has them, out goes the result; a Refusal is thrown where the protocol wants an error.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tools/lsp/client.h"
#include "tools/lsp/json.h"
#include "tools/lsp/workspace.h"

namespace quarterday::lsp {

struct Asked {
  Workspace& workspace;
  const Client& client;

  Encoding encoding() const { return workspace.documents().encoding(); }
};

// What a request is about: a text, and a place in it.
struct Place {
  const Analysis* analysis = nullptr;
  std::size_t offset = 0;

  const File& file() const { return analysis->own(); }
};
// Refuses what is neither open nor on disk.
const Analysis& analysis_of(const Asked& asked, const Json& params);
Place place_in(const Asked& asked, const Json& params);

// What is wrong, and what lint found, by the file that it is shown in.
std::map<std::string, std::vector<Json>> diagnostics_of(const Asked& asked, const Analysis& analysis);
// In which file it is shown, and where: its own place, or the first of its labels that is in a file of the editor.
std::pair<std::uint32_t, Span> place_of(const Analysis& analysis, const diagnostics::Diagnostic& diagnostic);

Json hover(const Asked& asked, const Json& params);
Json definition(const Asked& asked, const Json& params);
Json references(const Asked& asked, const Json& params);
Json document_highlight(const Asked& asked, const Json& params);
Json prepare_rename(const Asked& asked, const Json& params);
Json rename(const Asked& asked, const Json& params);
Json document_symbol(const Asked& asked, const Json& params);
Json workspace_symbol(const Asked& asked, const Json& params);
Json semantic_tokens_legend();
Json semantic_tokens(const Asked& asked, const Json& params);  // of a range where the parameters have one
Json completion(const Asked& asked, const Json& params);
Json signature_help(const Asked& asked, const Json& params);
Json formatting(const Asked& asked, const Json& params);
Json range_formatting(const Asked& asked, const Json& params);
Json folding_range(const Asked& asked, const Json& params);
Json selection_range(const Asked& asked, const Json& params);
Json code_action(const Asked& asked, const Json& params);
Json code_lens(const Asked& asked, const Json& params);
Json inlay_hint(const Asked& asked, const Json& params);
Json prepare_call_hierarchy(const Asked& asked, const Json& params);
Json incoming_calls(const Asked& asked, const Json& params);
Json outgoing_calls(const Asked& asked, const Json& params);

}  // namespace quarterday::lsp
