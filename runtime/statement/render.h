// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "runtime/statement/statement.h"

namespace quarterday::statement {

// For people: lines in columns, totals, what was not reported, warnings. Ends with a line end.
std::string render_text(const Statement& statement);

// For machines: contract, period, currency and lines[{payment, from, to, amount, clause}], with amounts as strings;
// for a refused settlement `refused` and no lines. More fields may be added, none is removed.
std::string render_json(const Statement& statement);

// payment,from,to,amount,clause,period; the lines only. No cell can be taken for a formula by a spreadsheet.
std::string render_csv(const Statement& statement);

// Why the settlement is refused, in a sentence. Precondition: it is.
std::string refusal_sentence(const Statement& statement);

}  // namespace quarterday::statement
