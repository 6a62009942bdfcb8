// SPDX-License-Identifier: Apache-2.0
#pragma once

// A scenario that shows what a payment comes to as the contract stands: every figure that it needs is given, and what
// follows from them is worked out by running it. For a person to change and to confirm.

#include <optional>
#include <string>

#include "tools/lsp/workspace.h"

namespace quarterday::lsp {

struct NewScenario {
  std::size_t at = 0;  // where it is put into the text
  std::string text;
};

// Nothing where the contract has mistakes, or a figure is needed that cannot be made up.
std::optional<NewScenario> scenario_for(const Analysis& analysis, const Symbol& payment, const Documents& documents);

// Whether a scenario expects something of it.
bool has_scenario(const Analysis& analysis, const Symbol& payment);

}  // namespace quarterday::lsp
