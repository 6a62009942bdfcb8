// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which value a name in a sentence means, where several columns have that name: what the checker found at its place.
// Internal to this room.

#include <array>
#include <cstdint>
#include <map>
#include <optional>

#include "compiler/model/contract.h"

namespace quarterday::schedule {

class Loads {
 public:
  explicit Loads(const model::Contract& contract);
  std::optional<plan::ValueId> at(diagnostics::Span span) const;

 private:
  std::map<std::array<std::uint32_t, 3>, plan::ValueId> values_;
};

}  // namespace quarterday::schedule
