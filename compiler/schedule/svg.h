// SPDX-License-Identifier: Apache-2.0
#pragma once

// Charts as pictures. Internal to this room.

#include <string>

#include "compiler/schedule/document.h"

namespace quarterday::schedule {

std::string svg(const Chart& chart);

}  // namespace quarterday::schedule
