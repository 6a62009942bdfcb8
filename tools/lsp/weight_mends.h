// SPDX-License-Identifier: Apache-2.0
#pragma once

// What can be done about weights that do not make 100%, beyond the fix that the message brings itself.

#include <string>
#include <vector>

#include "tools/lsp/analysis.h"

namespace quarterday::lsp {

struct Mend {
  Span place;  // in the contract's own text; empty where something is put in
  std::string text;
  std::string title;
};

// For a diagnostic in the contract's own text: a row for the one member that has none, with the weight that is missing;
// and for the row in which the cursor is, the weight with which all make 100%.
std::vector<Mend> weight_mends(const Analysis& analysis, const diagnostics::Diagnostic& diagnostic, std::size_t cursor);

}  // namespace quarterday::lsp
