// SPDX-License-Identifier: Apache-2.0
#pragma once

// Charts as pictures. Internal to this room.

#include <string>

#include "compiler/schedule/document.h"

namespace quarterday::schedule {

struct Picture {
  std::string svg;
  bool is_half = false;  // drawn half as wide, so that two stand side by side
};
Picture picture_of(const Chart& chart);

}  // namespace quarterday::schedule
