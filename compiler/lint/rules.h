// SPDX-License-Identifier: Apache-2.0
#pragma once

// The rules, by what they look at; each reports under the name that it has in runtime/diagnostics/rules.def. Internal
// to this room.

#include "compiler/lint/facts.h"
#include "compiler/lint/ranges.h"

namespace quarterday::lint {

struct Look {
  const Facts& facts;
  Ranges& ranges;
  Findings& findings;
};

// cliffs.cpp: steps that are worth too much
void cliff_edges(Look look);

// rewards.cpp: conditions that decide too much
void payments_of_one_condition(Look look);
void gates_that_read_their_payment(Look look);

// bands.cpp: the rows of steps and scales
void rows_that_turn_back(Look look);
void rows_alike(Look look);
void rows_out_of_reach(Look look);

// tests.cpp: conditions, caps and floors
void tests_decided_beforehand(Look look);
void limits_that_never_bind(Look look);
void cases_alike(Look look);
void thresholds_too_fine(Look look);
void equality_of_measured(Look look);

// missing.cpp: what silence earns
void silence(Look look);
void small_numbers(Look look);

// skipped.cpp: what is left out
void skipped_results(Look look);
void earlier_results(Look look);

// metrics.cpp: what is measured, and weighed
void own_baselines(Look look);
void weights(Look look);
void counted_twice(Look look);
void averages_of_ratios(Look look);
void divisions(Look look);
void rounded_shares(Look look);

// classes.cpp: cases in dearer classes
void dearer_classes(Look look);

// recording.cpp: what the way of recording earns
void exclusions(Look look);
void edges_of_rows(Look look);

// limits.cpp: shares, costs and pools
void unlimited(Look look);
void costs_as_reported(Look look);
void balances(Look look);

// unused.cpp: declarations that change nothing
void unread_values(Look look);
void unused_declarations(Look look);
void idle_parties(Look look);

// names.cpp
void names(Look look);
void payments_described(Look look);
void amounts_twice(Look look);

// time.cpp
void terms_over_time(Look look);
void read_once_a_year(Look look);

// scenarios.cpp
void scenarios(Look look);

}  // namespace quarterday::lint
