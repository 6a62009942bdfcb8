// SPDX-License-Identifier: Apache-2.0
#pragma once

// `allow RULE because "..."` as it is written into a contract: where it goes, so that it covers what was found, and no
// more than that.

#include <cstddef>
#include <string>

#include "tools/lsp/analysis.h"

namespace quarterday::lsp {

struct Allowance {
  std::size_t at = 0;  // in the contract's own text
  std::string text;    // with the reason still to be written
};

// For what was found at that place of the contract's own text: before the declaration that it stands in, and before the
// word `contract` for what is said of all of it.
Allowance allowance_for(const Analysis& analysis, Span place, const std::string& rule);

}  // namespace quarterday::lsp
