// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "runtime/value/currency.h"
#include "runtime/value/rational.h"

namespace quarterday::value {

// How figures are written for people. A figure with more decimals than are shown ends in `…`; the digits before it are
// the true ones, not rounded ones, for nothing rounds silently.

// `-1234567.50` -> `-1,234,567.50`.
std::string with_thousands(std::string_view decimal_text);

// `-£1,234.50`, `SEK 80.00`: rounded half away from zero to the minor unit, as a payable line is.
std::string format_money(const Rational& amount, const Currency& currency);

// The same without rounding: `£1,234.50`, `£0.125`, `£0.333333…` (at most six decimals).
std::string format_money_exact(const Rational& amount, const Currency& currency);

// `62.5%` for 5/8, `33.3333…%` for 1/3 (at most four decimals).
std::string format_percent(const Rational& share);

// `1,234.5`, `0.3333…` (at most four decimals).
std::string format_number(const Rational& number);

}  // namespace quarterday::value
