// SPDX-License-Identifier: Apache-2.0
#pragma once

// Periods as people say them: "November 2022", "October to December 2022"; years as they are written. Internal to this
// room.

#include <string>

#include "runtime/value/period.h"

namespace quarterday::schedule {

std::string period_words(const value::Calendar& calendar, const std::string& written);
// From when on, and until when: "from October 2022", "to December 2022" of a quarter.
std::string first_words(const value::Calendar& calendar, const std::string& written);
std::string last_words(const value::Calendar& calendar, const std::string& written);

}  // namespace quarterday::schedule
