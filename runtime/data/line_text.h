// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/data/findings.h"
#include "runtime/data/line_reader.h"

namespace quarterday::data {

// Whether the line is a row of plain UTF-8 text and no longer than a row may be. Reports in the current line.
bool is_text(const Line& line, Findings& findings);

}  // namespace quarterday::data
