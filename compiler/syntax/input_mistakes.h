// SPDX-License-Identifier: Apache-2.0
#pragma once

// An input without its type, which is the slip of a deed: other terms leave theirs away there. Internal to this room.

#include "compiler/syntax/mistakes.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::syntax {

// Whether a rule or the clause of an input was found where its type should stand.
bool misses_type_of_input(const MistakeSite& site);

void help_for_type_of_input(const MistakeSite& site, diagnostics::Diagnostic& diagnostic);

}  // namespace quarterday::syntax
