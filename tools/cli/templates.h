// SPDX-License-Identifier: Apache-2.0
#pragma once

// The templates of `quarterday new`, which stand in tools/cli/new and are put into the program when it is built.

#include <vector>

#include "compiler/library/texts.h"

namespace quarterday::embedded {

const std::vector<Text>& templates();

}  // namespace quarterday::embedded
