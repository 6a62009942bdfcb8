// SPDX-License-Identifier: Apache-2.0
#pragma once

// How a figure is written for people: with its currency, percent sign or unit.

#include <string>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// `£1,234.50`, `62.5%`, `12 cases`, `yes`, `40% to 60%`, `left out`; exact, or cut with `…`.
std::string figure_text(const Plan& plan, const Type& type, const Figure& figure);

}  // namespace quarterday::plan
