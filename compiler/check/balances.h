// SPDX-License-Identifier: Apache-2.0
#pragma once

// Balances: amounts kept from one period to the next. A balance is not a kind of value of its own; it becomes the
// definitions that an author would write by hand: what it opens at, what each line takes in or pays out, what lapses,
// what it closes at, and with `lapses after` how much is left of what each earlier period took in.

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"

namespace quarterday::check {

// The name under which a figure of a balance is found: "paid out of reserve".
std::string balance_figure_name(syntax::BalanceFigure::Kind kind, std::string_view balance);

void declare_balance(Context& context, const syntax::BalanceDecl& decl);
void read_balances(Context& context);

}  // namespace quarterday::check
