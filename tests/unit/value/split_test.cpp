// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/split.h"

#include "tests/unit/value/figures.h"

namespace quarterday::value {

TEST_CASE("split gives every penny to somebody") {
  struct Row {
    const char* what;
    const char* amount;
    std::vector<std::string> weights;
    std::vector<std::string> parts;
  };
  const Row rows[] = {
      {"thirds: the penny left over goes to the first", "100", {"1", "1", "1"}, {"33.34", "33.33", "33.33"}},
      {"two left over go to the first two", "0.05", {"1", "1", "1"}, {"0.02", "0.02", "0.01"}},
      {"the largest fraction comes first, wherever it stands", "1", {"1/6", "2/3", "1/6"}, {"0.17", "0.67", "0.16"}},
      {"whole shares need nothing", "1000", {"0.25", "0.75"}, {"250", "750"}},
      {"a negative amount is the positive one, negated", "-100", {"1", "1", "1"}, {"-33.34", "-33.33", "-33.33"}},
      {"the amount is rounded half away first", "0.005", {"1", "1"}, {"0.01", "0"}},
      {"also below zero", "-0.005", {"1", "1"}, {"-0.01", "0"}},
      {"nothing is split into nothings", "0.004", {"1", "1"}, {"0", "0"}},
      {"a weight of zero gets nothing", "0.01", {"0", "1", "0"}, {"0", "0.01", "0"}},
      {"a single party gets all", "12.34", {"0.001"}, {"12.34"}},
  };
  for (const Row& row : rows) {
    INFO(row.what);
    CHECK(split(figure(row.amount), figures(row.weights), 2) == figures(row.parts));
  }
}

TEST_CASE("a currency without decimals is split into whole units") {
  CHECK(split(1000, figures({"1", "1", "1"}), 0) == figures({"334", "333", "333"}));
}

TEST_CASE("weights that cannot divide an amount") {
  CHECK(can_split(figures({"0", "0.5"})));
  CHECK_FALSE(can_split({}));
  CHECK_FALSE(can_split(figures({"0", "0"})));
  CHECK_FALSE(can_split(figures({"2", "-1"})));
  CHECK_THROWS_AS(split(100, figures({"0"}), 2), InternalError);
}

TEST_CASE("instalments are differences of rounded running totals") {
  CHECK(instalment(100, 1, 3, 2) == figure("33.33"));
  CHECK(instalment(100, 2, 3, 2) == figure("33.34"));
  CHECK(instalment(100, 3, 3, 2) == figure("33.33"));
  CHECK(instalment(figure("0.01"), 1, 4, 2) == 0);
  CHECK(instalment(figure("0.01"), 2, 4, 2) == figure("0.01"));
  CHECK(instalment(-100, 2, 3, 2) == figure("-33.34"));
  CHECK(instalment(figure("26500000"), 1, 4, 2) == 6625000);
  CHECK_THROWS_AS(instalment(100, 0, 3, 2), InternalError);
  CHECK_THROWS_AS(instalment(100, 4, 3, 2), InternalError);
}

}  // namespace quarterday::value
