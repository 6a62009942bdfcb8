// SPDX-License-Identifier: Apache-2.0
#pragma once

// Records within a plan: whether they are whole, and how they are printed (see verify.h, print.h).

#include <string>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// Every id is in range, a set is read only after those it reads, and what a value measures is a figure.
std::vector<std::string> verify_records(const Plan& plan);

std::string print_records(const Plan& plan);

}  // namespace quarterday::plan
