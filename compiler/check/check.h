// SPDX-License-Identifier: Apache-2.0
#pragma once

// Checking: from the syntax tree to the model. The passes run in this order, each over the whole contract:
//   declare        header, parties, groups, dimensions, units, then the head and type of every value (names)
//   columns        tables of members and parameters: the cells become values, their types are found
//   records        columns of record tables, and the rows selected from them
//   sentences      every body, rule, requirement and scenario: names resolved, types, units and grains checked
//   variations     what deeds change becomes one term with several versions, in the passes before and here
//   replacements   what is worked out again with one thing replaced gets second versions of its definitions
//   weights, rows  what percentages and table rows must add up to
//   dependencies   nothing is worked out from itself
//   left out       a missing figure that can reach a payment
// A mistake is reported once, at its source: what is built on it has the type `error` and stays silent.
// Not here: syntax, and how anything is evaluated.

#include "compiler/model/contract.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::check {

model::Contract check(const syntax::Tree& tree, diagnostics::Sink& sink);

}  // namespace quarterday::check
