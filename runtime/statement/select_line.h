// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/settlement.h"
#include "runtime/plan/plan.h"
#include "runtime/statement/explanation.h"

namespace quarterday::statement {

// What somebody who asks for a line by name means: one figure, one of several (`choices`, each of which selects one),
// or none.
struct Selection {
  std::optional<Explained> found;
  std::vector<std::string> choices;
  bool declared = false;               // the contract has the name, but the settlement does not use it
  std::optional<std::string> similar;  // a name it may be a misspelling of
};

// `core_payment`; `aspiration/abbey_practice` where several parties have a line of that name (`:` does as well); the
// name of any other value, with its members and, after `@`, its period: `score/choice_offered@2015/16-Q1`.
Selection select_line(const plan::Plan& plan, const evaluate::Settlement& settlement, std::string_view wanted);

std::vector<Explained> all_lines(const evaluate::Settlement& settlement);

}  // namespace quarterday::statement
