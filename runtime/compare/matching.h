// SPDX-License-Identifier: Apache-2.0
#pragma once

// Which names of two contracts stand for the same things: those of one name, and those that mean the same under
// another. Internal to this room.

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::compare {

class Matching {
 public:
  Matching(const plan::Plan& before, const plan::Plan& after);

  // The counterpart of something of the contract before; none if it has none.
  plan::ValueId value(plan::ValueId before) const { return before ? values_[before.index] : plan::ValueId(); }
  plan::EntityId entity(plan::EntityId before) const { return before ? entities_[before.index] : plan::EntityId(); }
  plan::SetId set(plan::SetId before) const { return before ? sets_[before.index] : plan::SetId(); }

 private:
  void match_sets(const plan::Plan& before, const plan::Plan& after);
  void match_entities(const plan::Plan& before, const plan::Plan& after);
  void match_values(const plan::Plan& before, const plan::Plan& after);

  std::vector<plan::ValueId> values_;
  std::vector<plan::EntityId> entities_;
  std::vector<plan::SetId> sets_;
};

}  // namespace quarterday::compare
