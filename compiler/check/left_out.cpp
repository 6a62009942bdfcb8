// SPDX-License-Identifier: Apache-2.0
//
// Where a figure that is left out can reach a payment.
#include "compiler/model/left_out.h"

#include "compiler/check/context.h"

namespace quarterday::check {

// The settlement would be refused, so the author is told beforehand.
void check_left_out(Context& context) {
  Contract& contract = context.contract;
  model::LeftOut search(contract);
  for (std::uint32_t v = 0; v < contract.values.size(); ++v) {
    const model::Value& payment = contract.values[v];
    if (payment.kind != plan::Value::Kind::payment) continue;
    const ValueId cause = search.cause(ValueId(v)).input;
    if (!cause) continue;
    const model::Value& input = contract.value(cause);
    context.report(make<Id::LeftOutReachesPayment>(payment.name_span, input.name, payment.name))
        .label(input.not_reported_span.has_place() ? input.not_reported_span : input.name_span,
               "left out when it is not reported")
        .help(
            "a settlement that needs it is then refused; say what stands instead: 'first reported of (..., ...)' or "
            "'... if " +
            input.name + " is reported, otherwise ...'");
  }
}

}  // namespace quarterday::check
