// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tools/cli/console.h"

namespace quarterday::cli {

// Reads the arguments (without the program's name) and runs the command they ask for.
Exit run(const std::vector<std::string>& arguments, Console& console);

}  // namespace quarterday::cli
