// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "runtime/diagnostics/id.h"

namespace quarterday::diagnostics {

// The page about one diagnostic, for the terminal.
std::string explain_code(Id id);

// All pages as one document, grouped by phase: the whole of docs/diagnostics.md.
std::string diagnostics_markdown();

}  // namespace quarterday::diagnostics
