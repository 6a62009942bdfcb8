// SPDX-License-Identifier: Apache-2.0
#pragma once

// The templates of `quarterday new`, which stand in tools/cli/new and are put into the program when it is built.

#include <string_view>
#include <vector>

namespace quarterday::embedded {

struct Text {
  std::string_view name;  // "block.contract"
  std::string_view text;
};

const std::vector<Text>& templates();

}  // namespace quarterday::embedded
