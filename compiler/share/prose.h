// SPDX-License-Identifier: Apache-2.0
#pragma once

// The author's headings before what a whole contract does not hold any more (an import, a use, a phrase) go on to the
// next declaration that it does hold. Internal to this room.

#include <string>
#include <vector>

#include "compiler/syntax/ast.h"

namespace quarterday::share {

class CarriedProse {
 public:
  void take(const std::vector<std::string>& prose) { lines_.insert(lines_.end(), prose.begin(), prose.end()); }
  void hand_to(syntax::Declaration& declaration) {
    if (lines_.empty()) return;
    auto& prose = std::visit([](auto& any) -> std::vector<std::string>& { return any.prose; }, declaration);
    prose.insert(prose.begin(), lines_.begin(), lines_.end());
    lines_.clear();
  }

 private:
  std::vector<std::string> lines_;
};

}  // namespace quarterday::share
