// SPDX-License-Identifier: Apache-2.0
#pragma once

// How statements and explanations name things: figures with their unit, periods, instances and amounts.

#include <span>
#include <string>
#include <vector>

#include "runtime/plan/figure_words.h"
#include "runtime/plan/plan.h"

namespace quarterday::statement {

using plan::figure_text;

// `6293750.00`, `-12.30`: for machines, with the decimals of the currency.
std::string amount_text(const plan::Rational& amount, const value::Currency& currency);

// `Year 2015/16 (April 2015 to March 2016)`.
std::string period_in_words(const plan::Calendar& calendar, plan::Period period);

// Empty for what does not vary in time.
std::string period_name(const plan::Plan& plan, plan::Period period);

std::vector<std::string> member_names(const plan::Plan& plan, std::span<const plan::EntityId> members);

// `score for choice_offered in 2015/16-Q1`.
std::string instance_name(const plan::Plan& plan, plan::ValueId value, std::span<const plan::EntityId> members,
                          plan::Period period);

// What a refusal calls an input: as the data know it, but a family whose names hold a member by its one name in the
// contract.
std::string input_id(const plan::Plan& plan, plan::ValueId value);

// The name in the data: `choice_offered` for `result named [measure]`.
std::string data_name(const plan::Plan& plan, plan::ValueId value, std::span<const plan::EntityId> members);

// The words of a rule for what is missing, without `not reported:`; empty without an origin.
std::string rule_words(const plan::Plan& plan, plan::OriginId origin);

// `clause 9.1, 9.2`, `clause 3 of deed_one`; empty when there is none.
std::string clause_in_words(const std::string& clause, const std::string& deed = {});

}  // namespace quarterday::statement
