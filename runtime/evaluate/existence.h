// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

// For which members an input exists, where the contract's own terms say so (`each indicator where threshold is given`):
// what data::LoadOptions asks. A test that depends on data is for the settlement to judge; here it counts as met.
class Existence {
 public:
  explicit Existence(const plan::Plan& plan);
  bool operator()(plan::ValueId input, std::span<const plan::EntityId> members) const;

 private:
  using Members = std::set<std::vector<plan::EntityId>>;

  // None when a test fails to be worked out: then the settlement says why.
  std::optional<Members> existing(plan::ValueId input) const;

  const plan::Plan& plan_;
  std::vector<bool> decided_by_terms_;  // by value: it has a `where`, and all of them read terms only
  mutable std::map<plan::ValueId, std::optional<Members>> known_;  // worked out when an input is first asked for
};

}  // namespace quarterday::evaluate
