// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/client.h"

#include <algorithm>

namespace quarterday::lsp {
namespace {

bool is_true(const Json& json, const char* pointer) { return at(json, pointer) == Json(true); }

}  // namespace

Json at(const Json& json, const char* pointer) {
  const Json::json_pointer way(pointer);
  return json.contains(way) ? json.at(way) : Json();
}

// UTF-16 is what every editor knows; UTF-8 spares both sides the counting.
Encoding agreed_encoding(const Json& params) {
  const Json offered = at(params, "/capabilities/general/positionEncodings");
  if (!offered.is_array()) return Encoding::utf16;
  for (const Encoding encoding : {Encoding::utf8, Encoding::utf16, Encoding::utf32})
    if (std::find(offered.begin(), offered.end(), Json(name_of(encoding))) != offered.end()) return encoding;
  return Encoding::utf16;
}

Client client_of(const Json& params) {
  Client client;
  client.related_information = is_true(params, "/capabilities/textDocument/publishDiagnostics/relatedInformation");
  client.code_description = is_true(params, "/capabilities/textDocument/publishDiagnostics/codeDescriptionSupport");
  const Json tags = at(params, "/capabilities/textDocument/publishDiagnostics/tagSupport/valueSet");
  client.unnecessary = tags.is_array() && std::find(tags.begin(), tags.end(), Json(1)) != tags.end();
  client.snippets = is_true(params, "/capabilities/textDocument/completion/completionItem/snippetSupport");
  client.nested_symbols =
      is_true(params, "/capabilities/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
  client.watches_files = is_true(params, "/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration");
  if (const Json documents = at(params, "/initializationOptions/documents"); documents.is_string()) {
    client.documents = documents.get<std::string>();
    while (client.documents.ends_with('/')) client.documents.pop_back();
  }
  client.asks_hints_anew = is_true(params, "/capabilities/workspace/inlayHint/refreshSupport");
  client.settles = at(params, "/initializationOptions/settle") != Json(false);
  client.lints = at(params, "/initializationOptions/lint") != Json(false);
  return client;
}

}  // namespace quarterday::lsp
