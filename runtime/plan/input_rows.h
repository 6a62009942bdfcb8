// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// Whether two inputs take their figures from the same rows of the data: a name of the data may be read by several.
bool read_same_rows(const Value& one, const Value& other);

// The first input that reads the same rows; often the input itself.
ValueId first_of_its_rows(const Plan& plan, ValueId input);

}  // namespace quarterday::plan
