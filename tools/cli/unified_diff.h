// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace quarterday::cli {

// The lines that differ, with three lines around them, as `patch` takes them. Nothing where there are none.
std::string unified_diff(const std::string& before, const std::string& after, const std::string& before_name,
                         const std::string& after_name);

}  // namespace quarterday::cli
