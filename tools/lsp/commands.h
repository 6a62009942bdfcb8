// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "tools/lsp/features.h"

namespace quarterday::lsp {

constexpr const char* run_scenario = "quarterday.runScenario";
constexpr const char* settle_beside = "quarterday.settle";
constexpr const char* choose_data = "quarterday.chooseData";

struct CommandResult {
  Json json;
  std::string words;  // to be shown
  bool fine = true;
};

const std::vector<std::string>& commands();
CommandResult execute(const Asked& asked, const Json& params);

}  // namespace quarterday::lsp
