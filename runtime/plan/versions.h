// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a value says in a period, where dated deeds have changed it: each version has its sentence, its place and its
// title. A value that no deed changes is its own only version.

#include <string>

#include "runtime/plan/plan.h"

namespace quarterday::plan {

// The version in force; none where no deed changes the value.
const Version* version_at(const Value& value, Period period);

NodeId body_at(const Value& value, Period period);
OriginId origin_at(const Value& value, Period period);
OriginId not_reported_origin_at(const Value& value, Period period);
OriginId denominator_origin_at(const Value& value, Period period);
const std::string& title_at(const Value& value, Period period);

}  // namespace quarterday::plan
