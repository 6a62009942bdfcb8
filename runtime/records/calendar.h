// SPDX-License-Identifier: Apache-2.0
#pragma once

// Dates and times as the database keeps them: whole days and whole minutes since the beginning of 1970.

#include <cstdint>

namespace quarterday::records {

inline constexpr std::int64_t minutes_in_day = 1440;

std::int64_t day_of(std::int64_t minute);
// The same day of the month, or its last day where it has no such one: 28 February for a 29th.
std::int64_t months_after(std::int64_t day, std::int64_t months);

}  // namespace quarterday::records
