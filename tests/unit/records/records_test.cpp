// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tests/unit/records/recorded.h"

using namespace quarterday;
using records::sample::Recorded;
using records::sample::stay;

TEST_CASE("a period holds its first and its last minute", "[records]") {
  Recorded r("rows left of stays, each quarter where left_at is in quarter\n",
             stay("a", "p", "2024-03-31T23:59") + stay("b", "p", "2024-04-01T00:00") +
                 stay("c", "p", "2024-06-30T23:59") + stay("d", "p", "2024-07-01T00:00"));
  INFO(r.told());
  CHECK(r.number("left", "2024/25-Q1") == "2");
  CHECK(r.number("left", "2024/25-Q2") == "1");
}

TEST_CASE("rows are those of the member in the column of the head", "[records]") {
  Recorded r("rows left of stays, for each trust, each year where left_at is in year\n",
             stay("a", "p", "2024-04-30T00:00") + stay("b", "p", "2024-04-30T00:00", "2024-04-01T08:00", "south") +
                 stay("c", "p", "2025-04-30T00:00", "2024-04-01T08:00", "south"));
  CHECK(r.number("left", "2024/25", {"north"}) == "1");
  CHECK(r.number("left", "2024/25", {"south"}) == "1");
  CHECK(r.number("left", "2025/26", {"north"}) == "0");
}

TEST_CASE("a window has both its ends", "[records]") {
  Recorded r(R"(rows called of stays
    where some call with same stay_id where answered has called_at within 48 hours after this stay's left_at
)",
             stay("at_once", "p", "2024-04-10T10:00") + stay("at_last", "p", "2024-04-10T10:00") +
                 stay("before", "p", "2024-04-10T10:00") + stay("late", "p", "2024-04-10T10:00") +
                 stay("unanswered", "p", "2024-04-10T10:00") + stay("twice", "p", "2024-04-10T10:00"),
             "1,at_once,2024-04-10T10:00,1\n2,at_last,2024-04-12T10:00,1\n3,before,2024-04-10T09:59,1\n"
             "4,late,2024-04-12T10:01,1\n5,unanswered,2024-04-11T10:00,0\n6,twice,2024-04-11T10:00,1\n"
             "7,twice,2024-04-11T11:00,1\n");
  INFO(r.told());
  CHECK(r.number("called") == "3");
}

TEST_CASE("every asks all of them, and none of none", "[records]") {
  Recorded r(
      "rows answered_always of stays where every call with same stay_id has answered\n",
      stay("a", "p", "2024-04-10T10:00") + stay("b", "p", "2024-04-10T10:00") + stay("c", "p", "2024-04-10T10:00"),
      "1,a,2024-04-10T10:00,1\n2,b,2024-04-10T10:00,1\n3,b,2024-04-10T11:00,0\n");
  CHECK(r.number("answered_always") == "2");
}

TEST_CASE("the latest version is kept, of equals the last or the first in the file", "[records]") {
  const std::string rows = stay("a", "p", "2024-04-10T10:00") + stay("a", "q", "2024-04-11T10:00") +
                           stay("a", "r", "2024-04-11T10:00") + stay("b", "s", "2024-04-09T10:00");
  const auto kept = [&](const std::string& order) {
    Recorded r("rows current of stays keep one for each stay_id: " + order + "\n", rows);
    INFO(r.told());
    CHECK(r.number("current") == "2");
    const auto& values = r.plan().values;
    const auto at =
        std::find_if(values.begin(), values.end(), [](const auto& v) { return v.name == "number of current"; });
    std::string lines;
    for (const auto& row : r.records->verdicts(plan::ValueId(static_cast<std::uint32_t>(at - values.begin())), {}, {}))
      if (row.step == 0) lines += std::to_string(row.line) + " ";
    return lines;
  };
  CHECK(kept("latest left_at, then last in file") == "4 5 ");
  CHECK(kept("latest left_at, then first in file") == "3 5 ");
  CHECK(kept("latest left_at") == "3 5 ");
  CHECK(kept("earliest left_at") == "2 5 ");
  CHECK(kept("lowest cost, then highest patient_id") == "4 5 ");
  CHECK(kept("last in file") == "4 5 ");
}

TEST_CASE("steps are taken in their order", "[records]") {
  const std::string rows = stay("a", "p", "2024-04-10T10:00") + stay("a", "p", "2024-08-11T10:00");
  Recorded first_kept(R"(rows current of stays, each quarter
    keep one for each stay_id: latest left_at
    where left_at is in quarter
)",
                      rows);
  CHECK(first_kept.number("current", "2024/25-Q1") == "0");
  Recorded first_selected(R"(rows current of stays, each quarter
    where left_at is in quarter
    keep one for each stay_id: latest left_at
)",
                          rows);
  CHECK(first_selected.number("current", "2024/25-Q1") == "1");
}

TEST_CASE("another stay is never the stay itself", "[records]") {
  Recorded r(R"(rows back of stays
    where some other stay with same patient_id has came_at within 48 hours after this stay's left_at
)",
             stay("a", "p", "2024-04-10T10:00", "2024-04-10T10:00") +
                 stay("b", "q", "2024-04-10T10:00", "2024-04-01T10:00") +
                 stay("c", "q", "2024-04-20T10:00", "2024-04-12T10:00"));
  CHECK(r.number("back") == "1");
}

TEST_CASE("a test with an empty cell is not met, and not turns it round", "[records]") {
  const std::string rows = stay("a", "p", "2024-04-10T10:00") +
                           stay("b", "p", "2024-04-10T10:00", "2024-04-01T08:00", "north", "2024-04-11");
  Recorded s(R"(rows dead of stays where died_on <= 2 days after left_at's day
  rows alive of stays unless died_on <= 2 days after left_at's day
  rows not_dead of stays where not died_on <= 2 days after left_at's day
  rows known of stays where died_on is given
)",
             rows);
  INFO(s.told());
  CHECK(s.number("dead") == "1");
  CHECK(s.number("alive") == "1");
  CHECK(s.number("not_dead") == "1");
  CHECK(s.number("known") == "1");
}

TEST_CASE("what a column refers to is there or not", "[records]") {
  Recorded r(R"(rows lost of calls unless stay is given
  rows of_north of calls where stay's trust is north
  rows not_of_north of calls where stay's trust is not north
  rows beds of stays where kind is bed
  rows to_beds of calls where stay is in beds
)",
             stay("a", "p", "2024-04-10T10:00"), "1,a,2024-04-10T10:00,1\n2,zz,2024-04-10T10:00,1\n");
  INFO(r.told());
  CHECK(r.number("lost") == "1");
  CHECK(r.number("of_north") == "1");
  CHECK(r.number("not_of_north") == "1");
  CHECK(r.number("to_beds") == "1");
}

TEST_CASE("sums are exact, and of nothing they are nothing", "[records]") {
  Recorded r(
      R"(rows left of stays, each quarter where left_at is in quarter
  define total each quarter : money = sum over left of cost
  define twice each quarter : money = sum over left of (cost + cost)
  define mean each quarter : money = average over left of cost
)",
      stay("a", "p", "2024-04-10T10:00") + stay("b", "p", "2024-04-10T10:00") + stay("c", "p", "2024-04-10T10:00"));
  INFO(r.told());
  CHECK(r.figure("sum over left of cost", "2024/25-Q1") == "300.3");
  CHECK(r.figure("sum over left of (cost + cost)", "2024/25-Q1") == "600.6");
  CHECK(r.figure("average over left of cost", "2024/25-Q1") == "100.1");
  CHECK(r.figure("sum over left of cost", "2024/25-Q2") == "0");
  CHECK(r.figure("average over left of cost", "2024/25-Q2") == "none");
}

TEST_CASE("words of the data are never part of a query", "[records]") {
  Recorded r("rows back of stays where some other stay with same patient_id has left_at >= this stay's left_at\n",
             stay("a", "'; DROP TABLE stays; --", "2024-04-10T10:00") + stay("b", "O'Brien", "2024-04-10T10:00") +
                 stay("c", "O'Brien", "2024-04-10T10:00"));
  CHECK(r.number("back") == "2");
}

TEST_CASE("the first step that left a row out is told, in the order of the file", "[records]") {
  Recorded r(R"(rows left of stays, for each trust, each quarter
    where  left_at is in quarter
    unless kind is chair
    unless died_on is given
)",
             stay("b", "p", "2024-04-10T10:00") +
                 stay("a", "p", "2024-04-10T10:00", "2024-04-01T08:00", "north", "2024-04-10") +
                 stay("c", "p", "2024-08-10T10:00") + stay("d", "p", "2024-04-10T10:00", "2024-04-01T08:00", "south"));
  const auto& values = r.plan().values;
  const auto at = std::find_if(values.begin(), values.end(), [](const auto& v) { return v.name == "number of left"; });
  const plan::EntityId north = r.plan().sets[1].members.front();
  const auto verdicts = r.records->verdicts(plan::ValueId(static_cast<std::uint32_t>(at - values.begin())),
                                            std::vector<plan::EntityId>{north}, *r.plan().calendar.parse("2024/25-Q1"));
  REQUIRE(verdicts.size() == 4);
  CHECK(verdicts[0].id == "b");
  CHECK(verdicts[0].step == 0);
  CHECK(verdicts[1].step == 4);  // the member, the period, the kind, the death
  CHECK(verdicts[2].step == 2);
  CHECK(verdicts[3].step == 1);
}

TEST_CASE("a key that stands twice is refused", "[records]") {
  Recorded r("rows left of stays where kind is bed\n",
             stay("a", "p", "2024-04-10T10:00") + stay("a", "p", "2024-04-10T10:00"));
  CHECK(r.told().find("QD8027") != std::string::npos);
}
