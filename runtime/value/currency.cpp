// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/currency.h"

#include <algorithm>
#include <array>

namespace quarterday::value {

namespace {

// USD comes before the other currencies with `$`, as currency_by_symbol takes the first.
const std::array<Currency, 19>& table() {
  static const std::array<Currency, 19> currencies{{
      {"GBP", "£", 2},   {"EUR", "€", 2},   {"USD", "$", 2},   {"AUD", "$", 2},   {"CAD", "$", 2},
      {"NZD", "$", 2},   {"SGD", "$", 2},   {"JPY", "¥", 0},   {"INR", "₹", 2},   {"CHF", "CHF", 2},
      {"SEK", "SEK", 2}, {"NOK", "NOK", 2}, {"DKK", "DKK", 2}, {"PLN", "PLN", 2}, {"SAR", "SAR", 2},
      {"AED", "AED", 2}, {"KWD", "KWD", 3}, {"ZAR", "ZAR", 2}, {"KES", "KES", 2},
  }};
  return currencies;
}

template <typename Predicate>
std::optional<Currency> first_where(Predicate holds) {
  const auto found = std::find_if(table().begin(), table().end(), holds);
  if (found == table().end()) return std::nullopt;
  return *found;
}

}  // namespace

std::span<const Currency> known_currencies() { return table(); }

std::optional<Currency> currency_by_code(std::string_view code) {
  return first_where([code](const Currency& currency) { return currency.code == code; });
}

std::optional<Currency> currency_by_symbol(std::string_view symbol) {
  return first_where([symbol](const Currency& currency) { return currency.symbol == symbol; });
}

bool symbol_matches(std::string_view symbol, const Currency& currency) {
  return symbol == currency.symbol || symbol == currency.code;
}

}  // namespace quarterday::value
