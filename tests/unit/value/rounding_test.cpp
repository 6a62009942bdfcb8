// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/rounding.h"

#include "tests/unit/value/figures.h"

namespace quarterday::value {

TEST_CASE("rounding to the penny, by mode") {
  struct Row {
    const char* exact;
    const char* half_away;
    const char* half_even;
    const char* up;
    const char* down;
  };
  const Row rows[] = {
      {"0.005", "0.01", "0", "0.01", "0"},
      {"0.015", "0.02", "0.02", "0.02", "0.01"},
      {"0.025", "0.03", "0.02", "0.03", "0.02"},
      {"1.005", "1.01", "1", "1.01", "1"},
      {"2.675", "2.68", "2.68", "2.68", "2.67"},
      {"68212.205", "68212.21", "68212.2", "68212.21", "68212.2"},
      {"0.0049999999999999999999999", "0", "0", "0.01", "0"},
      {"0.0050000000000000000000001", "0.01", "0.01", "0.01", "0"},
      {"1/3", "0.33", "0.33", "0.34", "0.33"},
      {"2/3", "0.67", "0.67", "0.67", "0.66"},
      {"7.25", "7.25", "7.25", "7.25", "7.25"},
      {"92233720368547758.075", "92233720368547758.08", "92233720368547758.08", "92233720368547758.08",
       "92233720368547758.07"},
      {"0", "0", "0", "0", "0"},
  };
  for (const Row& row : rows) {
    for (const int sign : {1, -1}) {
      INFO(sign << " * " << row.exact);
      const Rational exact = figure(row.exact) * sign;
      CHECK(round(exact, 2) == figure(row.half_away) * sign);
      CHECK(round(exact, 2, RoundingMode::half_away) == figure(row.half_away) * sign);
      CHECK(round(exact, 2, RoundingMode::half_even) == figure(row.half_even) * sign);
      CHECK(round(exact, 2, RoundingMode::up) == figure(row.up) * sign);
      CHECK(round(exact, 2, RoundingMode::down) == figure(row.down) * sign);
    }
  }
}

TEST_CASE("a rounded zero has no sign") {
  CHECK(round(figure("-0.004"), 2).to_decimal(2) == "0.00");
  CHECK(round(figure("-0.004"), 2).sign() == 0);
}

TEST_CASE("rounding to a step") {
  CHECK(round_to_nearest(figure("1234.50"), 1) == 1235);
  CHECK(round_to_nearest(figure("1250"), 500) == 1500);
  CHECK(round_to_nearest(figure("-1250"), 500) == -1500);
  CHECK(round_to_nearest(figure("1250"), 500, RoundingMode::half_even) == 1000);
  CHECK(round_to_nearest(figure("1001"), 500, RoundingMode::up) == 1500);
  CHECK(round_to_nearest(figure("1499"), 500, RoundingMode::down) == 1000);
  CHECK(round_to_nearest(figure("0.124"), figure("0.05")) == figure("0.1"));
  CHECK_THROWS_AS(round_to_nearest(1, 0), InternalError);
  CHECK_THROWS_AS(round(figure("0.5"), -1), InternalError);
}

}  // namespace quarterday::value
