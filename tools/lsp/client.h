// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the editor can do and what it was told to want, as it says both when it begins.

#include <string>

#include "tools/lsp/json.h"

namespace quarterday::lsp {

struct Client {
  bool related_information = false;
  bool code_description = false;
  bool unnecessary = false;  // knows what `unnecessary` means of a text, and may show it paler
  bool snippets = false;
  bool nested_symbols = false;
  bool lints = true;             // what is legal but unwise is shown too
  bool settles = true;           // the folder is trusted, as far as the editor knows such a thing
  bool asks_hints_anew = false;  // when it is told that they have changed
  bool watches_files = false;    // will tell of changes on disk where it is asked to
  std::string documents;         // address of the documents, without the last stroke; empty where it is not said
};

// Both from the parameters of `initialize`.
Client client_of(const Json& params);
Encoding agreed_encoding(const Json& params);

// What lies at `/capabilities/textDocument/...`; null where nothing does.
Json at(const Json& json, const char* pointer);

}  // namespace quarterday::lsp
