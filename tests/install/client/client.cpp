// SPDX-License-Identifier: Apache-2.0
#include <quarterday/runtime/value/split.h>

#include <array>
#include <iostream>

int main() {
  const std::array<quarterday::value::Rational, 3> equal_weights = {1, 1, 1};
  for (const auto& part : quarterday::value::split(100, equal_weights, 2)) std::cout << part.to_decimal(2) << '\n';
}
