// SPDX-License-Identifier: Apache-2.0
#pragma once

// Files that a contract names, and what is said when one cannot be had. Internal to this room.

#include <optional>
#include <string>

#include "compiler/share/loader.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::share {

// Its path within the project, as written in the file `importer`. Reports.
std::optional<std::string> path_of(const syntax::Title& written, const std::string& importer, diagnostics::Sink& sink);

// False if it could not be loaded. Reports.
bool is_loaded(const syntax::Title& written, const Loaded& file, diagnostics::Sink& sink);

}  // namespace quarterday::share
