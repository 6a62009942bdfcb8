// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the passes over bodies and over scenarios share.

#include <optional>

#include "compiler/check/context.h"

namespace quarterday::check {

// The input of that name, for `naming`. Reports.
std::optional<ValueId> input_named(Context& context, const syntax::Name& name);

void read_scenario(Context& context, const syntax::ScenarioDecl& decl);

}  // namespace quarterday::check
