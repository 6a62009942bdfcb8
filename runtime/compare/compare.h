// SPDX-License-Identifier: Apache-2.0
#pragma once

// What two contracts mean differently. In come two plans; out go the terms that differ, each once, in the words of
// their authors. Layout, remarks, titles, clauses, scenarios, the order of definitions and the names of what no data
// and no statement shows make no difference. Not here: reading contracts, settling, layout.

#include <string>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::compare {

struct Difference {
  std::string subject;  // of what: "at_risk for 2015/16-Q1", "payment core_payment"
  std::string aspect;   // which side of it, where that is not the sentence: "whole pence", "who is paid"; may be empty
  std::string before;   // the words that are gone; empty for what is new
  std::string after;    // the words that stand now; empty for what is gone
  std::string within;   // the sentence they stand in, where they are a part of one
  plan::OriginId before_at;
  plan::OriginId after_at;
  // Whose meaning differs: several where one rule is of several inputs, none for the contract as a whole.
  std::vector<plan::ValueId> before_values;
  std::vector<plan::ValueId> after_values;
};

// In the order of the new contract, what is gone where it stood.
std::vector<Difference> compare(const plan::Plan& before, const plan::Plan& after);

}  // namespace quarterday::compare
