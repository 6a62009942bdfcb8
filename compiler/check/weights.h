// SPDX-License-Identifier: Apache-2.0
//
// Weights in percent that do not make 100%: for the check itself, and for whoever offers to mend them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace quarterday::check {

struct WrongWeights {
  struct Without {
    plan::EntityId member;
    std::size_t cell = 0;  // in the column
  };
  plan::ValueId column;
  std::vector<plan::NodeId> cells;      // each a figure that is written out
  std::vector<plan::EntityId> members;  // beside cells
  std::vector<Without> without;         // members of the same group that are given none
  value::Rational sum;
  std::string of_what;  // "the measures", "domain 'social' in 2016/17"
};

// Of each column of weights the first group that does not sum to 100%.
std::vector<WrongWeights> wrong_weights(const model::Contract& contract);

// `33.333...%` in full: a weight as an author would write it, with a fraction where decimals have no end.
std::string in_percent(const value::Rational& weight);

}  // namespace quarterday::check
