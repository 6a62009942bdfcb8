// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/figure_store.h"

#include <catch2/catch.hpp>

namespace quarterday::data {
namespace {

using value::Calendar;
using value::Date;

ReportedFigure value_of(std::int64_t digits) { return {ReportedFigure::Shape::value, Number{digits}, {}}; }

FigureKey key_of(const plan::EntityId& member, int month) {
  return {plan::ValueId(7), std::span(&member, 1), Calendar::month(2014, month)};
}

const plan::EntityId abbey(3);

}  // namespace

TEST_CASE("each of many figures is found again", "[data]") {
  FigureStore store(std::nullopt);
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const plan::EntityId member(i / 10);
    REQUIRE_FALSE(store.add(key_of(member, static_cast<int>(i % 10) + 1), value_of(i), {0, i + 2}, {}));
  }
  CHECK(store.count_reported() == 100'000);
  std::size_t wrong = 0;
  for (std::uint32_t i = 0; i < 100'000; ++i) {
    const plan::EntityId member(i / 10);
    const Observation* found = store.find(key_of(member, static_cast<int>(i % 10) + 1));
    if (found == nullptr || found->value != value::Rational(std::int64_t{i}) || found->line != i + 2) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(store.find(key_of(abbey, 11)) == nullptr);
}

TEST_CASE("a period of another length is another figure", "[data]") {
  FigureStore store(std::nullopt);
  store.add(key_of(abbey, 4), value_of(1), {0, 2}, {});
  FigureKey year = key_of(abbey, 4);
  year.period = Calendar{}.year(2014);
  CHECK(store.find(year) == nullptr);
}

TEST_CASE("a pointer to an observation stays good and the same", "[data]") {
  FigureStore store(std::nullopt);
  store.add(key_of(abbey, 1), {ReportedFigure::Shape::ratio, Number{1}, Number{3}}, {2, 9}, Date{2014, 2, 1});
  const Observation* first = store.find(key_of(abbey, 1));
  REQUIRE(first != nullptr);
  for (int month = 2; month <= 12; ++month) {
    store.add(key_of(abbey, month), value_of(month), {0, 1}, {});
    store.find(key_of(abbey, month));
  }
  CHECK(store.find(key_of(abbey, 1)) == first);
  CHECK(first->value.to_text() == "1/3");
  CHECK(first->numerator == value::Rational(1));
  CHECK(first->denominator == value::Rational(3));
  CHECK(first->file == 2);
  CHECK(first->line == 9);
  CHECK(first->reported == Date{2014, 2, 1});
}

TEST_CASE("a second row names the first, dated or not", "[data]") {
  FigureStore store(std::nullopt);
  CHECK_FALSE(store.add(key_of(abbey, 1), value_of(1), {0, 2}, {}));
  CHECK(store.add(key_of(abbey, 1), value_of(1), {1, 5}, {})->line == 2);
  CHECK(store.add(key_of(abbey, 1), value_of(1), {1, 6}, Date{2014, 2, 1})->line == 2);

  CHECK_FALSE(store.add(key_of(abbey, 2), value_of(1), {0, 3}, Date{2014, 2, 1}));
  CHECK_FALSE(store.add(key_of(abbey, 2), value_of(2), {0, 4}, Date{2014, 3, 1}));
  CHECK(store.add(key_of(abbey, 2), value_of(3), {0, 5}, Date{2014, 2, 1})->line == 3);
  CHECK(store.add(key_of(abbey, 2), value_of(3), {0, 5}, {})->line == 4);
}

TEST_CASE("the latest version that was known counts, whatever the order of rows", "[data]") {
  std::vector<int> days{1, 2, 3, 4};
  do {
    FigureStore store(Date{2014, 2, 3});
    for (const int day : days) store.add(key_of(abbey, 1), value_of(day), {0, 1}, Date{2014, 2, day});
    REQUIRE(store.find(key_of(abbey, 1)) != nullptr);
    CHECK(store.find(key_of(abbey, 1))->value == value::Rational(3));
  } while (std::next_permutation(days.begin(), days.end()));
}

TEST_CASE("a later version can take a figure back", "[data]") {
  FigureStore store(std::nullopt);
  store.add(key_of(abbey, 1), value_of(1), {0, 1}, Date{2014, 2, 1});
  store.add(key_of(abbey, 1), {}, {0, 2}, Date{2014, 3, 1});
  CHECK(store.find(key_of(abbey, 1)) == nullptr);
  CHECK(store.count_reported() == 0);
}

}  // namespace quarterday::data
