// SPDX-License-Identifier: Apache-2.0
#pragma once

// What an editor can ask, one function for each method of the protocol, each in a file of its own. In come the
// parameters as the protocol has them, out goes the result; a Refusal is thrown where the protocol wants an error.

#include <map>
#include <string>
#include <vector>

#include "tools/lsp/json.h"
#include "tools/lsp/workspace.h"

namespace quarterday::lsp {

struct Client {
  bool related_information = false;
  bool code_description = false;
  bool snippets = false;
  bool nested_symbols = false;
  bool watches_files = false;  // will tell of changes on disk where it is asked to
  std::string documents;       // address of the documents, without the last stroke; empty where it is not said
};

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

// What is wrong, by the file that it is shown in.
std::map<std::string, std::vector<Json>> diagnostics_of(const Analysis& analysis, const Client& client,
                                                        Encoding encoding);

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
