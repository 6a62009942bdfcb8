// SPDX-License-Identifier: Apache-2.0
#include "compiler/model/roots.h"

namespace quarterday::model {

std::vector<NodeId> roots_of(const Value& value) {
  std::vector<NodeId> roots;
  const auto add = [&](NodeId id) {
    if (id) roots.push_back(id);
  };
  for (const Index& index : value.indexes) add(index.where);
  add(value.body);
  for (const NodeId cell : value.cells.nodes) add(cell);
  add(value.input.when_not_reported);
  add(value.input.denominator_bound);
  add(value.input.when_denominator_below);
  add(value.payment.from.node);
  add(value.payment.to.node);
  return roots;
}

}  // namespace quarterday::model
