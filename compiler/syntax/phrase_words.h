// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace quarterday::syntax {

// Words that take `of` and are no words of the grammar: `instalment of core`, `gain of saving`. Nothing else can be
// called by them.
constexpr bool is_phrase_word(std::string_view name) {
  constexpr std::array<std::string_view, 8> words{"instalment", "movement",    "gain", "loss",
                                                  "numerator",  "denominator", "low",  "high"};
  return std::find(words.begin(), words.end(), name) != words.end();
}

}  // namespace quarterday::syntax
