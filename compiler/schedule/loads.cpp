// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/loads.h"

namespace quarterday::schedule {
namespace {

std::array<std::uint32_t, 3> key(diagnostics::Span span) { return {span.file.index, span.begin, span.end}; }

}  // namespace

// What is worked out again reads copies; the name means the value itself, which comes first.
Loads::Loads(const model::Contract& contract) {
  for (std::size_t i = 0; i < contract.nodes.size(); ++i) {
    const plan::Node& node = contract.nodes[i];
    const bool reads = node.op == plan::Op::load || node.op == plan::Op::numerator || node.op == plan::Op::denominator;
    if (reads && !contract.value(node.value).made) values_.emplace(key(contract.facts[i].span), node.value);
  }
}

std::optional<plan::ValueId> Loads::at(diagnostics::Span span) const {
  const auto found = values_.find(key(span));
  if (found == values_.end()) return std::nullopt;
  return found->second;
}

}  // namespace quarterday::schedule
