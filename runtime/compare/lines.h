// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the differences between two contracts come to in money: the lines that settle to another amount on the same
// data, each with the differences it was worked out from.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "runtime/compare/compare.h"
#include "runtime/evaluate/settlement.h"

namespace quarterday::compare {

// The settlement of a period by one of the contracts; none where it does not settle that period.
using Settlements = std::vector<std::optional<evaluate::Settlement>>;

struct LineChange {
  std::string period;
  std::string line;    // "core_payment from ccg to circle"; empty where a whole settlement is refused by one of them
  std::string before;  // the amount, or why there is none
  std::string after;
  std::vector<std::size_t> causes;  // which of the differences it was worked out from
};

// Both lists go with `periods`, which are those of the contract after and then what only the one before has.
std::vector<LineChange> compare_lines(const plan::Plan& before, const Settlements& settled_before,
                                      const plan::Plan& after, const Settlements& settled_after,
                                      const std::vector<std::string>& periods,
                                      const std::vector<Difference>& differences);

}  // namespace quarterday::compare
