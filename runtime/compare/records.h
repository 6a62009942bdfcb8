// SPDX-License-Identifier: Apache-2.0
#pragma once

// Records and the rows selected from them, compared as what they are and not as they are laid out: a column, a file or
// a step that differs is told once, whatever is counted from it. Internal to this room.

#include <string>
#include <vector>

#include "runtime/compare/compare.h"

namespace quarterday::compare {

// Tables and sets of rows go together by their names.
std::vector<Difference> compare_records(const plan::Plan& before, const plan::Plan& after);

// What is counted or summed of which rows, in a form in which equal ones are equal; empty for what is not measured.
std::string measured_form(const plan::Plan& plan, const plan::Value& value);

}  // namespace quarterday::compare
