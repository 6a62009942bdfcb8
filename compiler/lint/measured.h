// SPDX-License-Identifier: Apache-2.0
#pragma once

// Conditions that hang on measured figures, and sentences that are one figure times others. Internal to this room.

#include <string>
#include <vector>

#include "compiler/lint/facts.h"

namespace quarterday::lint {

// A test in which a figure that follows from data meets a bound.
struct MeasuredTest {
  NodeId test;
  NodeId subject;
  NodeId bound;
  bool at_least = true;  // met above the bound
};

// Those of a condition, through `and`, `or`, `not` and yes/no figures that say a condition by a name.
std::vector<MeasuredTest> measured_tests(const Facts& facts, NodeId condition);

// 50% * x * y is 1/2 and the words of x and y in order; sums and cases are one factor.
struct Product {
  Rational coefficient{1};
  std::vector<std::string> factors;
};
Product product_of(const Facts& facts, NodeId id);

// The node that reads a count which somebody reports, where the sentence is that count, perhaps of other periods or by
// another name; and what the count is called.
NodeId count_in(const Facts& facts, NodeId id, int depth = 0);
std::string name_of_count(const Facts& facts, NodeId id);

// A payment of the year that is an amount fixed beforehand, or nothing, by a condition on data.
bool is_year_end_lump(const Facts& facts, const model::Value& value);

}  // namespace quarterday::lint
