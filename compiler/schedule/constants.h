// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures that are known without any data: written out, given in tables, or reckoned from such.
// For the schedule, and for what editors show beside a term.

#include <optional>
#include <vector>

#include "compiler/model/contract.h"

namespace quarterday::schedule {

class Constants {
 public:
  explicit Constants(const model::Contract& contract) : contract_(contract) {}

  // None where it depends on the data, on a member that is not given, or on a deed.
  std::optional<plan::Figure> figure(plan::NodeId node, plan::Period period,
                                     const std::vector<plan::EntityId>& members = {}) const;
  std::optional<value::Rational> number(plan::NodeId node, plan::Period period,
                                        const std::vector<plan::EntityId>& members = {}) const;

 private:
  std::optional<plan::Figure> grown(const plan::Node& node, const std::optional<value::Rational>& start,
                                    const std::optional<value::Rational>& rate, plan::Period period) const;
  std::optional<plan::Figure> load(const plan::Node& node, plan::Period period,
                                   const std::vector<plan::EntityId>& members, int depth) const;
  std::optional<plan::Figure> work_out(plan::NodeId id, plan::Period period, const std::vector<plan::EntityId>& members,
                                       int depth) const;

  const model::Contract& contract_;
  mutable int steps_ = 0;  // of one figure; shared parts could be gone through again and again
};

}  // namespace quarterday::schedule
