// SPDX-License-Identifier: Apache-2.0
//
// Payments that one condition decides, and gates that look at what they gate.
#include "compiler/lint/measured.h"
#include "compiler/lint/rules.h"

namespace quarterday::lint {

void payments_of_one_condition(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_written([&](ValueId, const model::Value& value) {
    if (is_year_end_lump(facts, value))
      look.findings.report(make<Id::YearEndLump>(facts.span(facts.node(value.body).operands[0]), value.name));
  });
}

void gates_that_read_their_payment(Look look) {
  const Facts& facts = look.facts;
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind != plan::Value::Kind::payment) return;
    for (const NodeId one : facts.nodes_of(id)) {
      const plan::Node& node = facts.node(one);
      if (node.op != Op::select) continue;
      for (std::size_t i = 0; i + 1 < node.operands.size(); i += 2)
        if (facts.depends_on(node.operands[i], id))
          look.findings.report(make<Id::GateReadsPayment>(facts.span(node.operands[i]), value.name));
    }
  });
}

}  // namespace quarterday::lint
