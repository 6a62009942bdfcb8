// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::diagnostics {

struct RenderOptions {
  bool color = false;
};

// For people at a terminal:
//
//   error[QD5104]: the weights of domain 'experience' sum to 95%, not 100%
//     --> lambeth.contract:41:5
//   41 |     friends_and_family  weight 45%
//   42 |     complaints_resolved weight 50%
//      |     ------------------------------ these two make 95%
//   help: 5% is missing; raise 'friends_and_family' to 50%
//
// Ends with a line end. Control characters of the text never reach the terminal.
std::string render_text(const Diagnostic& diagnostic, const SourceMap& sources, RenderOptions options = {});

// All of them, an empty line after each.
std::string render_text(std::span<const Diagnostic> diagnostics, const SourceMap& sources, RenderOptions options = {});

// "2 errors, 1 warning", "100 errors and more"; empty if there is nothing to count.
std::string render_summary(std::span<const Diagnostic> diagnostics);

}  // namespace quarterday::diagnostics
