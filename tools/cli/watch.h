// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace quarterday::cli {

// Comes back when one of the files was written, made or removed, and its writer has had a moment to finish.
void wait_for_change(const std::vector<std::string>& files);

}  // namespace quarterday::cli
