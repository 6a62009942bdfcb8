// SPDX-License-Identifier: Apache-2.0
#pragma once

// What expressions mean that a schedule uses again and again: said once at its end, and only those that occur. Internal
// to this room.

#include <set>
#include <string>
#include <vector>

namespace quarterday::schedule {

enum class Reading {
  members,
  periods,
  left_out,
  refused,
  naming,
  requirement,
  cases,
  rounded,
  to_nearest,
  instalment,
  instalment_by_weight,
  movement,
  progress,
  position,
  range,
  tiers,
  tiers_with_columns,
  scale,
  steps,
  split,
  growing,
  gain_and_loss,
  limit,
  average,
  pooled,
  ratio,
  first_reported,
  first_then,
  worked_out_again,
  contract_year,
  balance,
  payments_read,
  rows,
  dates,
  deeds,
  given_of_all,
  lines,
  exact,
};

class Readings {
 public:
  void use(Reading reading) { used_.insert(reading); }
  // In their order.
  std::vector<std::string> sentences(const std::string& smallest_unit) const;

 private:
  std::set<Reading> used_;
};

}  // namespace quarterday::schedule
