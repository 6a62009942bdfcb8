// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the protocol writes in JSON, to and from what we call it.

#include <nlohmann/json.hpp>
#include <string>

#include "tools/lsp/analysis.h"
#include "tools/lsp/documents.h"

namespace quarterday::lsp {

using Json = nlohmann::json;

// An answer that is an error; the protocol's own numbers.
enum class Problem : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  server_not_initialized = -32002,
  request_cancelled = -32800,
  request_failed = -32803
};
struct Refusal {
  Problem problem;
  std::string message;
};

Json to_json(Position position);
Json to_json(Range range);
// Throws what nlohmann throws where it is none.
Position position_in(const Json& json);
Range range_in(const Json& json);

// Of bytes of a file of the analysis.
Range range_of(const File& file, std::size_t begin, std::size_t end, Encoding encoding);
Json location(const File& file, std::size_t begin, std::size_t end, Encoding encoding);

}  // namespace quarterday::lsp
