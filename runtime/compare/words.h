// SPDX-License-Identifier: Apache-2.0
#pragma once

// How the terms of a contract are called where two contracts are compared. Internal to this room.

#include <string>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::compare {

std::string kind_word(const plan::Value& value);  // "metric"

// In the longest periods that the range is made of: years, quarters or months.
std::string months_text(const plan::Plan& plan, const plan::MonthRange& range);
std::string ranges_text(const plan::Plan& plan, const std::vector<plan::MonthRange>& ranges);
std::string names_text(const plan::Plan& plan, const std::vector<plan::EntityId>& members);
// With the month from which on those take part that a deed adds.
std::string members_text(const plan::Plan& plan, const plan::Set& set);

// Of the header: what is settled when, and what a refusal names.
std::string run_off(const plan::Plan& plan);
std::string rhythms(const plan::Plan& plan);
std::string naming(const plan::Plan& plan);

std::string sentence(const plan::Plan& plan, const plan::Value& value);  // its body in the author's words, or its type
std::string when(const plan::Plan& plan, const plan::Value& value);      // "each quarter in 2021/22 to 2023/24"
std::string heads(const plan::Plan& plan, const plan::Value& value);     // "each trust, each measure"
std::string party_words(const plan::Plan& plan, const plan::PartyRef& party);

}  // namespace quarterday::compare
