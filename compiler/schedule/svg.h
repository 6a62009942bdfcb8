// SPDX-License-Identifier: Apache-2.0
#pragma once

// Charts as pictures. Internal to this room.

#include <string>

#include "compiler/schedule/document.h"

namespace quarterday::schedule {

// Whether it is drawn half as wide, so that two pictures stand side by side: a few columns whose words do not touch.
bool is_half(const Chart& chart);

std::string svg(const Chart& chart);

}  // namespace quarterday::schedule
