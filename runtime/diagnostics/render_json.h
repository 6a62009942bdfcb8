// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::diagnostics {

// One JSON document for machines: {"diagnostics": [{code, severity, message, file, line, column, end_line, end_column,
// text, labels[], notes[], helps[], fixes[]}]}. Columns count code points from 1; the end is the place after the last
// character. A diagnostic without a place has null for file, lines and columns.
std::string render_json(std::span<const Diagnostic> diagnostics, const SourceMap& sources);

}  // namespace quarterday::diagnostics
