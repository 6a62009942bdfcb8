// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small questions about one operation. Internal to this room.

#include <algorithm>
#include <vector>

#include "compiler/model/contract.h"

namespace quarterday::lint {

inline bool is_comparison(plan::Op op) {
  using plan::Op;
  return op == Op::less || op == Op::less_equal || op == Op::greater || op == Op::greater_equal;
}

inline bool reads_value(plan::Op op) {
  using plan::Op;
  return op == Op::load || op == Op::numerator || op == Op::denominator;
}

// `... last year`
inline bool goes_back(const plan::Node& node) {
  return node.op == plan::Op::at && node.time->kind == plan::TimeMove::Kind::shift && node.time->count < 0;
}

// Of cases, what each of them gives, in order; what stands otherwise comes last.
inline std::vector<model::NodeId> results_of(const plan::Node& cases) {
  std::vector<model::NodeId> results;
  for (std::size_t i = 1; i <= cases.operands.size(); i += 2)
    results.push_back(cases.operands[std::min(i, cases.operands.size() - 1)]);
  return results;
}

}  // namespace quarterday::lint
