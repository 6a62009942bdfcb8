// SPDX-License-Identifier: Apache-2.0
#pragma once

// Cases written as scenarios, as a contract writes them: exactly, so that they can be put into it and hold.

#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/guarantees.h"
#include "runtime/evaluate/proposals.h"
#include "runtime/plan/plan.h"
#include "runtime/value/currency.h"

namespace quarterday::cli {

// The sign of a currency as a contract writes it before an amount: "£", "SEK ".
std::string sign_of(const value::Currency& currency);

// A line for each figure: `  given  seen for east = 10 / 20`.
std::string figure_lines(const plan::Plan& plan, std::string_view word,
                         const std::vector<evaluate::CaseFigure>& figures, plan::Period period);

// What is given, with one line for all members or periods where they have the same figure.
std::string given_lines(const plan::Plan& plan, const std::vector<evaluate::CaseFigure>& figures, plan::Period period);

std::string scenario_text(const plan::Plan& plan, const evaluate::Proposal& proposal);

}  // namespace quarterday::cli
