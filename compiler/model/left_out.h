// SPDX-License-Identifier: Apache-2.0
#pragma once

// Whether a figure may be left out. Sums and averages skip what is left out, tests are not met by it, and a case that
// asks 'is reported' has dealt with it; anything else passes it on.

#include <functional>
#include <vector>

#include "compiler/model/contract.h"

namespace quarterday::model {

// The tests of which it is known that they are met, or that they are not, where a whole condition is met, or is not.
void for_each_known(const std::vector<plan::Node>& nodes, NodeId condition, bool met,
                    const std::function<void(const plan::Node& test, bool met)>& visit);

class LeftOut {
 public:
  // Why it may be: by the rules of an input, or because a sentence says so.
  struct Cause {
    ValueId input;
    NodeId said;  // `left out`, as it stands in the rule or in the sentence

    explicit operator bool() const { return static_cast<bool>(said); }
  };

  explicit LeftOut(const Contract& contract) : contract_(contract), states_(contract.values.size()) {}

  // One of them; none where every way is dealt with.
  Cause cause(ValueId id);
  Cause cause(NodeId id);

 private:
  struct State {
    bool seen = false;
    Cause cause;
  };

  Cause cause_alone(ValueId id);
  Cause of_any(const std::vector<NodeId>& operands);
  Cause of_table(const plan::Node& node);
  Cause of_cases(const plan::Node& node);
  void add_present(NodeId condition, bool met);

  const Contract& contract_;
  std::vector<State> states_;
  std::vector<ValueId> present_;  // what the reader knows to be there
  int depth_ = 0;
  int effort_ = 2000;  // there are too many ways of knowing to try all of them
};

}  // namespace quarterday::model
