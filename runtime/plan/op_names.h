// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

std::string_view op_name(Op op);  // "round_money"
std::string_view bound_name(TableRow::Bound bound);
std::string_view grain_name(Grain grain);  // "quarter"

}  // namespace quarterday::plan
