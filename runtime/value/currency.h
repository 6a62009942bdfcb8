// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quarterday::value {

// minor_digits are the decimals of the smallest unit that is paid: 2 for pence, 0 for yen.
struct Currency {
  std::string code;    // ISO 4217
  std::string symbol;  // UTF-8; the code itself for a currency that has no sign of its own
  int minor_digits = 2;

  friend bool operator==(const Currency&, const Currency&) = default;
};

std::span<const Currency> known_currencies();

std::optional<Currency> currency_by_code(std::string_view code);

// The currency a bare symbol most likely means: `$` is several currencies' and gives USD. A contract has its own
// currency, so ask symbol_matches first.
std::optional<Currency> currency_by_symbol(std::string_view symbol);

// Whether a literal with this symbol may be an amount of the currency.
bool symbol_matches(std::string_view symbol, const Currency& currency);

}  // namespace quarterday::value
