// SPDX-License-Identifier: Apache-2.0
#pragma once

// What cmake/embed.cmake makes of the files of stdlib/. Internal to this room.

#include <vector>

#include "compiler/library/library.h"

namespace quarterday::library {

std::vector<Subject> texts();

}  // namespace quarterday::library
