// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tools/lsp/analysis.h"

namespace quarterday::lsp {

// Fills symbols and occurrences from the rest.
void index_names(Analysis& analysis);

}  // namespace quarterday::lsp
