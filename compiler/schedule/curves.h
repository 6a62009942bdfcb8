// SPDX-License-Identifier: Apache-2.0
#pragma once

// The figure of a table or of a range over what it is read at, as points of a line. Internal to this room.

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "compiler/model/contract.h"
#include "runtime/value/rational.h"

namespace quarterday::schedule {

using Points = std::vector<std::pair<value::Rational, value::Rational>>;

bool is_curve(plan::Op op);

// In that year; `column`: of tiers whose slices are divided. None where a figure is not known without data.
std::optional<Points> curve(const model::Contract& contract, plan::Period year, const plan::Node& node,
                            std::size_t column);

}  // namespace quarterday::schedule
