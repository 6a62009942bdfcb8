// SPDX-License-Identifier: Apache-2.0
// What the database finds in the tables: the same rows whether it looks them up or goes through all of them.
#include <algorithm>
#include <set>
#include <string>

#include "runtime/records/database.h"
#include "tests/unit/records/recorded.h"

using namespace quarterday;
using records::sample::Recorded;
using records::sample::stay;

namespace {

struct Tables {
  records::Database database;

  Tables() {
    database.add_table("t", {{"line", false}, {"word", true}, {"figure", false}});
    const auto add = [&](std::int64_t line, records::Field word, records::Field figure) {
      database.table(0).add({{records::Field::Kind::integer, line, {}}, word, figure});
    };
    const auto word = [](std::string_view text) { return records::Field{records::Field::Kind::text, 0, text}; };
    const auto figure = [](std::int64_t value) { return records::Field{records::Field::Kind::integer, value, {}}; };
    add(1, word("b"), figure(2));
    add(2, word("a"), figure(-1));
    add(3, {}, figure(2));
    add(4, word("b"), {});
    add(5, word("it's"), figure(3));
  }

  std::string lines(const std::string& tests) const {
    std::string lines;
    const auto problem =
        database.ask("SELECT \"file line\" FROM \"t\" WHERE " + tests + " ORDER BY 1",
                     [&](const std::vector<records::Field>& row) { lines += std::to_string(row[0].integer) + " "; });
    return problem ? *problem : lines;
  }
};

}  // namespace

TEST_CASE("tests pick the rows that they say", "[records]") {
  Tables t;
  for (const bool has_index : {false, true}) {
    if (has_index) t.database.table(0).index({"word", "figure"});
    INFO(has_index);
    CHECK(t.lines("TRUE") == "1 2 3 4 5 ");
    CHECK(t.lines("word = 'b'") == "1 4 ");
    CHECK(t.lines("word = 'b' AND figure >= 2") == "1 ");
    CHECK(t.lines("word = 'b' AND figure > 2").empty());
    CHECK(t.lines("word = 'it''s'") == "5 ");
    CHECK(t.lines("word = 'c'").empty());
    CHECK(t.lines("word = NULL").empty());
    CHECK(t.lines("word > 'a'") == "1 4 5 ");
    CHECK(t.lines("word <= 'aa'") == "2 ");
    CHECK(t.lines("word IN ('a', 'it''s', 'c')") == "2 5 ");
    CHECK(t.lines("figure BETWEEN -1 AND 2") == "1 2 3 ");
    CHECK(t.lines("figure < 9223372036854775807") == "1 2 3 5 ");
    CHECK(t.lines("figure > 9223372036854775807").empty());
    CHECK(t.lines("figure > -9223372036854775807 - 1") == "1 2 3 5 ");
    CHECK(t.lines("figure < -9223372036854775807 - 1").empty());
    CHECK(t.lines("figure = -9223372036854775807 - 1").empty());
    CHECK(t.lines("figure < 9223372036854775807 + 1") == "the sum is too large");
    CHECK(t.lines("word = 2").empty());
    CHECK(t.lines("word IS NULL") == "3 ");
    CHECK(t.lines("NOT EXISTS (SELECT 1 FROM t AS o WHERE o.word = t.word AND o.figure <= t.figure "
                  "AND o.\"file line\" <> t.\"file line\")") == "1 2 3 4 5 ");
  }
}

TEST_CASE("a query that compares very many rows with each other is stopped", "[records]") {
  records::Database database(1'000'000);
  database.add_table("t", {{"line", false}, {"figure", false}});
  for (std::int64_t i = 0; i < 5000; ++i)
    database.table(0).add({{records::Field::Kind::integer, i, {}}, {records::Field::Kind::integer, i, {}}});
  const auto asked = [&](const std::string& tests) {
    const auto problem = database.ask("SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM t AS o WHERE " + tests + ")",
                                      [](const std::vector<records::Field>&) {});
    return problem ? *problem : "answered";
  };
  CHECK(asked("o.figure = t.figure") == "its rows would have to be compared with too many others");
  CHECK(asked("o.figure + 0 = t.figure") == "its rows would have to be compared with too many others");
  database.table(0).index({"figure"});
  CHECK(asked("o.figure = t.figure") == "answered");
}

TEST_CASE("of one member only its own rows are looked at", "[records]") {
  Recorded r("rows left of stays, for each trust, each quarter where left_at is in quarter and kind is bed\n", "");
  const auto& values = r.plan().values;
  const auto left = std::ranges::find(values, "number of left", &plan::Value::name);
  records::QueryWriter writer(r.plan(), r.plan().calendar.quarter(2024, 1));
  writer.figure(*left->records, {"north"});
  CHECK(writer.indexes() == std::set<records::Index>{{0, {"trust"}}});
}

TEST_CASE("rows are looked up by what fewest of them share", "[records]") {
  records::Database database(200'000);
  database.add_table("t", {{"line", false}, {"trust", true}, {"patient", false}});
  for (std::int64_t i = 0; i < 2000; ++i)
    database.table(0).add({{records::Field::Kind::integer, i, {}},
                           {records::Field::Kind::text, 0, "north"},
                           {records::Field::Kind::integer, i, {}}});
  database.table(0).index({"trust"});
  database.table(0).index({"patient"});
  const auto problem = database.ask(
      "SELECT count(*) FROM t WHERE EXISTS (SELECT 1 FROM t AS o WHERE o.trust = 'north' AND o.patient = t.patient)",
      [](const std::vector<records::Field>& row) { CHECK(row[0].integer == 2000); });
  CHECK_FALSE(problem);
}

TEST_CASE("records may have the names of tables of the database", "[records]") {
  for (const std::string name : {"sqlite_rows", "sqlite_master"}) {
    Recorded r("rows beds of stays where kind is bed\n", stay("a", "p", "2024-04-10T10:00"), "", name);
    INFO(r.told());
    CHECK(r.number("beds") == "1");
  }
}
