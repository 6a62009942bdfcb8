// SPDX-License-Identifier: Apache-2.0
#pragma once

// In which currency an amount is: the contract's own, or another one that its type names.

#include "runtime/plan/plan.h"

namespace quarterday::plan {

const value::Currency& currency_of(const Plan& plan, const Type& type);

}  // namespace quarterday::plan
