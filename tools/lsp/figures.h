// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures that are known while a contract is written, because they depend on no data: what they are and how they read.

#include <optional>
#include <string>
#include <vector>

#include "compiler/model/contract.h"

namespace quarterday::lsp {

struct KnownFigure {
  std::string of;    // "2015/16", "2015/16-Q2", the name of a member; empty for one that is the same always
  std::string text;  // "£26,844,500.00"
};

// Of each period of its term, or of each member; nothing where it depends on the data. At most so many.
std::vector<KnownFigure> known_figures(const model::Contract& contract, plan::ValueId id, std::size_t most);

// In that period; none where it depends on the data, or has members.
std::optional<value::Rational> known_number(const model::Contract& contract, plan::ValueId id, plan::Period period);

std::string figure_text(const model::Contract& contract, const model::Type& type, const plan::Figure& figure);

// "for each measure, each quarter"
std::string head_words(const model::Contract& contract, const model::Value& value);

}  // namespace quarterday::lsp
