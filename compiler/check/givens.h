// SPDX-License-Identifier: Apache-2.0
#pragma once

// What a scenario gives. Internal to this room.

#include <optional>
#include <vector>

#include "compiler/check/sentence.h"

namespace quarterday::check {

// What is given of one member, or of one period, goes before what is given of all; the runtime takes the last.
struct GivenLine {
  std::size_t general = 0;  // how many members and periods it leaves open
  std::vector<plan::Given> given;
  Span span;
};

// The period that a sentence of a scenario speaks of, from the scenario's own.
std::optional<Period> moved(const plan::Calendar& calendar, const plan::TimeMove& move, Period from);

// `given fee = £5`, `given seen is not reported`. Reports.
bool read_given(Context& context, model::Scenario& into, std::vector<GivenLine>& lines, const Scope& scope,
                const syntax::ScenarioItem& item);

}  // namespace quarterday::check
