// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures as a schedule prints them. Internal to this room.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/syntax/ast.h"

namespace quarterday::syntax {

// `1,250.50`; nothing if it has more digits than value::max_literal_digits.
std::optional<Rational> read_figure(std::string_view text);
std::optional<Rational> read_percent(std::string_view text);          // `2.5%`
std::optional<MoneyLiteral> read_money(std::string_view text);        // `£26.5m`, `SEK 1,250.50`
std::optional<DurationLiteral> read_duration(std::string_view text);  // `48 hours`
std::optional<int> read_count(std::string_view text);                 // a small whole number

int read_month(std::string_view name);    // 1 for January
int read_quarter(std::string_view name);  // 4 for `Q4`

std::size_t count_digits(std::string_view text);
std::string without_commas(std::string_view text);

}  // namespace quarterday::syntax
