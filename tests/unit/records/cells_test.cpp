// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/cells.h"

using quarterday::plan::Plan;
using quarterday::plan::RecordColumn;
using quarterday::records::CellReader;
using Holds = RecordColumn::Holds;

namespace {

// The whole number in which the cell is kept; nothing when it is refused.
std::optional<std::int64_t> read(std::string_view text, Holds holds) {
  RecordColumn column;
  column.holds = holds;
  column.choices = {"home", "died"};
  const Plan plan;
  const auto field = CellReader(column, plan).read(text);
  if (!field) return std::nullopt;
  return field->integer;
}

}  // namespace

TEST_CASE("dates and times are days and minutes since 1970", "[records]") {
  CHECK(read("1970-01-02", Holds::date) == 1);
  CHECK(read("1970-01-02T00:01", Holds::time) == 1441);
  CHECK(read("1969-12-31T23:59", Holds::time) == -1);
  CHECK_FALSE(read("2015-02-29", Holds::date));
  CHECK_FALSE(read("2015-2-1", Holds::date));
  CHECK_FALSE(read("2015-02-01", Holds::time));
  CHECK_FALSE(read("2015-02-01T24:00", Holds::time));
  CHECK_FALSE(read("2015-02-01T23:60", Holds::time));
  CHECK_FALSE(read("2015-02-01 23:10", Holds::time));
  CHECK_FALSE(read("2015-02-01T23:10:00", Holds::time));
}

TEST_CASE("amounts are whole millionths, digit by digit", "[records]") {
  CHECK(read("0.1", Holds::money) == 100'000);
  CHECK(read("-12.345678", Holds::number) == -12'345'678);
  CHECK(read("10000000000", Holds::number) == 10'000'000'000'000'000);
  CHECK_FALSE(read("10000000001", Holds::number));
  CHECK_FALSE(read("1.1234567", Holds::number));
  CHECK_FALSE(read("1,000", Holds::number));
  CHECK_FALSE(read("1.", Holds::number));
  CHECK_FALSE(read(".5", Holds::number));
  CHECK_FALSE(read("-", Holds::number));
  CHECK_FALSE(read("1e3", Holds::number));
}

TEST_CASE("words are those of the contract", "[records]") {
  CHECK(read("1", Holds::yes_no) == 1);
  CHECK(read("0", Holds::yes_no) == 0);
  CHECK_FALSE(read("yes", Holds::yes_no));
  CHECK(read("died", Holds::choice));
  CHECK(read("home", Holds::choice));
  CHECK_FALSE(read("Died", Holds::choice));
  CHECK_FALSE(read("die", Holds::choice));
  CHECK_FALSE(read("homes", Holds::choice));
}
