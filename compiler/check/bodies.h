// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the passes over bodies, balances and scenarios share.

#include <optional>
#include <string>
#include <vector>

#include "compiler/check/sentence.h"

namespace quarterday::check {

// The input of that name, for `naming`. Reports.
std::optional<ValueId> input_named(Context& context, const syntax::Name& name);

// What is at hand in a sentence with that head.
Scope scope_of(const std::vector<model::Index>& indexes, Grain grain, const std::vector<MonthRange>& during,
               const std::string& clause);
Scope scope_of(const Contract& contract, ValueId id);

// Reads `where` of indexes into them; returns how many slots they need.
std::uint32_t read_wheres(Context& context, std::vector<model::Index>& indexes, const std::vector<ExprId>& wheres,
                          const Scope& scope);

// A figure as it would be written under that type: `£171 per scan`, `62.5%`.
std::string written_as(const Context& context, const Type& type, const value::Rational& figure);
// The same for the figure of a node; of 0 where that is not written out.
std::string amount_as(const Context& context, const Type& type, NodeId figure);

// Reports a sentence that is not of the type its declaration says.
void must_fit(Context& context, const model::Value& value, const Typed& body, Span span);

void read_scenario(Context& context, const syntax::ScenarioDecl& decl);

}  // namespace quarterday::check
