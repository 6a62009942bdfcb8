// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"

namespace quarterday::statement {

struct Warning {
  enum class Kind { near_threshold, percent_as_number };
  Kind kind = Kind::near_threshold;
  std::string input;
  std::vector<std::string> members;
  std::string period;
  std::string clause;
  std::string text;
};

// Figures that deserve a second look before money moves: a measured figure (a metric, or any percentage) within 1% of
// a threshold it was compared with, where a small correction of the data would change what is paid, and a percentage
// above 100% that was probably typed as 93 for 0.93.
std::vector<Warning> find_warnings(const plan::Plan& plan, const data::Dataset& dataset,
                                   const evaluate::Settlement& settlement);

}  // namespace quarterday::statement
