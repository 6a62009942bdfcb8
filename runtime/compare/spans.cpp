// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/spans.h"

#include <algorithm>
#include <limits>

namespace quarterday::compare {

namespace {

using plan::MonthRange;
using plan::Plan;

std::vector<MonthRange> joined(const std::vector<MonthRange>& ranges) {
  std::vector<MonthRange> whole;
  for (const MonthRange& range : ranges) {
    if (!whole.empty() && whole.back().last + 1 == range.first) {
      whole.back().last = range.last;
    } else {
      whole.push_back(range);
    }
  }
  return whole;
}

std::vector<MonthRange> with_open_ends(const Plan& plan, const std::vector<MonthRange>& ranges) {
  std::vector<MonthRange> open = joined(ranges);
  for (MonthRange& range : open) {
    if (range.first == plan.term.first) range.first = std::numeric_limits<std::int32_t>::min();
    if (range.last == plan.term.last) range.last = std::numeric_limits<std::int32_t>::max();
  }
  return open;
}

bool are_equal(const std::vector<MonthRange>& one, const std::vector<MonthRange>& other) {
  return std::ranges::equal(
      one, other, [](const MonthRange& x, const MonthRange& y) { return x.first == y.first && x.last == y.last; });
}

}  // namespace

bool same_ranges(const std::vector<MonthRange>& one, const std::vector<MonthRange>& other) {
  return are_equal(joined(one), joined(other));
}

bool same_spans(const Plan& before, const std::vector<MonthRange>& one, const Plan& after,
                const std::vector<MonthRange>& other) {
  return are_equal(with_open_ends(before, one), with_open_ends(after, other));
}

}  // namespace quarterday::compare
