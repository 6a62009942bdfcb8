// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/spans.h"

#include <algorithm>
#include <limits>

namespace quarterday::compare {

namespace {

using plan::MonthRange;
using plan::NodeId;
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
    // A range that goes beyond all that is settled has no end of its own either.
    if (range.first <= plan.term.first) range.first = std::numeric_limits<std::int32_t>::min();
    if (range.last == plan.term.last || range.last > plan.with_run_off().last)
      range.last = std::numeric_limits<std::int32_t>::max();
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

std::vector<Stretch> stretches(const Plan& plan, const plan::Value& value, NodeId sentence,
                               NodeId plan::Version::*of_version) {
  const MonthRange whole = plan.with_run_off();
  if (value.versions.empty()) return {{whole, sentence}};
  std::vector<Stretch> all;
  for (std::size_t at = 0; at < value.versions.size(); ++at) {
    const bool last = at + 1 == value.versions.size();
    const MonthRange months{value.versions[at].first_month, last ? whole.last : value.versions[at + 1].first_month - 1};
    if (const auto shared = shared_months(months, whole)) all.push_back({*shared, value.versions[at].*of_version});
  }
  return all;
}

std::optional<MonthRange> shared_months(const MonthRange& one, const MonthRange& other) {
  const MonthRange shared{std::max(one.first, other.first), std::min(one.last, other.last)};
  return shared.first <= shared.last ? std::optional(shared) : std::nullopt;
}

}  // namespace quarterday::compare
