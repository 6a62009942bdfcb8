// SPDX-License-Identifier: Apache-2.0
#pragma once

// Months in which something exists, of both contracts. Internal to this room.

#include <optional>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::compare {

// Ranges that meet are one: from 2016 to 2017 and from 2018 to 2020 is from 2016 to 2020.
bool same_ranges(const std::vector<plan::MonthRange>& one, const std::vector<plan::MonthRange>& other);

// The same, with the ends of each contract's own term left open: a longer term is one difference, not one of each name.
bool same_spans(const plan::Plan& before, const std::vector<plan::MonthRange>& one, const plan::Plan& after,
                const std::vector<plan::MonthRange>& other);

// Months in which one sentence holds: all, or until a deed replaces it.
struct Stretch {
  plan::MonthRange months;
  plan::NodeId sentence;
};
// Of a body or a rule of the value, or where deeds change it of its versions.
std::vector<Stretch> stretches(const plan::Plan& plan, const plan::Value& value, plan::NodeId sentence,
                               plan::NodeId plan::Version::*of_version);

// None where they have no month in common.
std::optional<plan::MonthRange> shared_months(const plan::MonthRange& one, const plan::MonthRange& other);

}  // namespace quarterday::compare
