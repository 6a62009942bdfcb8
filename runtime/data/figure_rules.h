// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "runtime/data/figure_store.h"
#include "runtime/data/number.h"
#include "runtime/plan/plan.h"

namespace quarterday::data {

struct FigureCells {
  Cell value;
  Cell numerator;
  Cell denominator;
};

// What the cells say, held against the type of the figure; it counts only if nothing was objected to.
ReportedFigure read_figure(std::string_view name, const FigureCells& cells, const plan::InputRules& rules,
                           const plan::Type& type, Objections& objections);

}  // namespace quarterday::data
