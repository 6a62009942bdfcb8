// SPDX-License-Identifier: Apache-2.0
#pragma once

// The syntax tree as text, for tests and for people who look for a mistake in the parser: a line for each declaration
// and each part of it, sentences as nested brackets. Stable from run to run; no interface to rely on.

#include <string>

#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::syntax {

std::string dump(const Tree& tree, const diagnostics::SourceFile& file);

// `(add core (of (percent 1/20) value))`
std::string dump(const Tree& tree, ExprId id);
std::string dump(const Type& type);

}  // namespace quarterday::syntax
