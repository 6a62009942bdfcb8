// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "runtime/evaluate/evaluator.h"

namespace quarterday::evaluate {

Figure Evaluator::day_of_period(const Node& node, Frame& frame) {
  Figure figure = evaluate(node.operands[0], frame);
  if (is_missing(figure)) return figure;
  const Period period = std::get<Period>(figure);
  return node.op == plan::Op::first_day ? value::Calendar::first_day(period) : value::Calendar::last_day(period);
}

Figure Evaluator::later_date(const Node& node, Frame& frame) {
  const Figure from = evaluate(node.operands[0], frame);
  const Figure by = evaluate(node.operands[1], frame);
  Missing missing;
  missing.passes(from);
  missing.passes(by);
  if (missing.any()) return missing.figure();
  const value::Date date = std::get<value::Date>(from);
  const std::optional<std::int64_t> count = number_of(by).to_int64();
  std::optional<value::Date> later;
  if (count)
    later = node.op == plan::Op::days_later ? value::days_later(date, *count) : value::months_later(date, *count);
  if (later) return *later;
  fail(diagnostics::make<diagnostics::Id::DateOutOfRange>(diagnostics::Span::nowhere(), frame.name, date.to_text()),
       node.origin, frame);
}

}  // namespace quarterday::evaluate
