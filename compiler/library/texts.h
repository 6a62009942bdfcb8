// SPDX-License-Identifier: Apache-2.0
#pragma once

// What cmake/embed.cmake makes of files of the project.

#include <string_view>
#include <vector>

namespace quarterday::embedded {

struct Text {
  std::string_view path;  // in the project: "stdlib/sharing.contract"
  std::string_view text;
};

const std::vector<Text>& standard_library();

}  // namespace quarterday::embedded
