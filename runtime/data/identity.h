// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "runtime/data/name_index.h"

namespace quarterday::data {

// The cells that say which figure a row gives.
struct IdentityCells {
  Cell name;
  Cell period;
  Cell party;
  Cell segment;
};

// The period of the cell; none for an empty cell of an input that is given once.
std::optional<plan::Period> read_period(const Cell& cell, const std::vector<Reading>& readings, const plan::Plan& plan,
                                        Objections& objections);

// Whether the input has a figure in that period.
void check_span(const IdentityCells& cells, const plan::Value& input, plan::Period period, const plan::Plan& plan,
                Objections& objections);

// No input with this name is of the period's length.
Diagnostic wrong_grain(const IdentityCells& cells, const std::vector<Reading>& readings, plan::Period period,
                       const plan::Plan& plan);

// Fills the positions of the members in the sets of the input's indexes; they count only if nothing was objected to.
void read_members(const IdentityCells& cells, const Reading& reading, const plan::Plan& plan, const NameIndex& names,
                  std::vector<std::uint32_t>& positions, Objections& objections);

}  // namespace quarterday::data
