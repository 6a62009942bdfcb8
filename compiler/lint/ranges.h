// SPDX-License-Identifier: Apache-2.0
#pragma once

// Between which figures a sentence can lie, whatever the data: exact where it says anything, and never narrower than
// the truth. Internal to this room.

#include <optional>
#include <vector>

#include "compiler/lint/facts.h"

namespace quarterday::lint {

struct Range {
  std::optional<Rational> low;  // none: without end
  std::optional<Rational> high;

  static Range of(const Rational& figure) { return {figure, figure}; }
};

class Ranges {
 public:
  explicit Ranges(const Facts& facts)
      : facts_(facts), known_(facts.contract.values.size()), open_(facts.contract.values.size()) {}

  Range of(NodeId id);
  Range of(ValueId id);

 private:
  Range worked_out(const plan::Node& node);
  Range of_value(const model::Value& value);
  Range of_input(const model::Value& value);
  Range of_table(const plan::Node& node);
  Range over_set(const plan::Node& node);

  const Facts& facts_;
  std::vector<std::optional<Range>> known_;
  std::vector<bool> open_;
  int depth_ = 0;
};

}  // namespace quarterday::lint
