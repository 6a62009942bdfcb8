// SPDX-License-Identifier: Apache-2.0
#pragma once

// Differences in meaning, for people and for machines.

#include <string>
#include <vector>

#include "runtime/compare/compare.h"
#include "runtime/compare/lines.h"

namespace quarterday::compare {

// Each under its clause and with its lines in both contracts; 'same meaning' where there is none.
// `changes` are of the lines settled on the same data; none where no data were given.
std::string render_text(const plan::Plan& before, const plan::Plan& after, const std::vector<Difference>& differences,
                        const std::optional<std::vector<LineChange>>& changes);
std::string render_json(const plan::Plan& before, const plan::Plan& after, const std::vector<Difference>& differences,
                        const std::optional<std::vector<LineChange>>& changes);

}  // namespace quarterday::compare
