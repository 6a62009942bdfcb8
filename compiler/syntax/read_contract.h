// SPDX-License-Identifier: Apache-2.0
#pragma once

// Goes through a contract declaration by declaration and goes on after a mistake. Internal to this room.

#include <string_view>

#include "compiler/syntax/ast.h"
#include "compiler/syntax/grammar.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::syntax {

// `tree` has its file and its tokens already.
void read_contract(Tree& tree, std::string_view text, const Words& words, RuleReader& reader, diagnostics::Sink& sink);

}  // namespace quarterday::syntax
