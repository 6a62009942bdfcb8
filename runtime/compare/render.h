// SPDX-License-Identifier: Apache-2.0
#pragma once

// Differences in meaning, for people and for machines.

#include <string>
#include <vector>

#include "runtime/compare/compare.h"

namespace quarterday::compare {

// Each under its clause and with its lines in both contracts; 'same meaning' where there is none.
std::string render_text(const plan::Plan& before, const plan::Plan& after, const std::vector<Difference>& differences);
std::string render_json(const plan::Plan& before, const plan::Plan& after, const std::vector<Difference>& differences);

}  // namespace quarterday::compare
