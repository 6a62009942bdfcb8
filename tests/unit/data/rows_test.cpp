// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/unit/data/loaded.h"

namespace quarterday::data {
namespace {

// name,period,party,segment,value,numerator,denominator
Loaded rows(const std::string& text, int first_month_of_year = 4) {
  return Loaded(std::string(usual) + text, {}, first_month_of_year);
}

// The only diagnostic: its place, message, notes and helps, one a line.
std::string only(const Loaded& loaded) {
  REQUIRE(loaded.sink().all().size() == 1);
  const diagnostics::Diagnostic& diagnostic = loaded.sink().all()[0];
  CHECK(loaded.dataset().size() == 0);
  std::string out = loaded.places() + " " + diagnostic.message;
  if (!diagnostic.primary_text.empty()) out += "\nunder: " + diagnostic.primary_text;
  for (const std::string& note : diagnostic.notes) out += "\nnote: " + note;
  for (const std::string& help : diagnostic.helps) out += "\nhelp: " + help;
  return out;
}

std::string only(const std::string& text) { return only(rows(text)); }

std::string dated(const std::string& text, std::string_view as_at = {}) {
  const std::optional<value::Date> date = value::Date::parse(as_at);
  const Loaded loaded("name,period,value,reported\n" + text, {date, {}});
  return loaded.sink().empty() ? loaded.figure(sample::change, "2014/15-Q1") : only(loaded);
}

}  // namespace

TEST_CASE("figures of every type are read exactly", "[data]") {
  const Loaded loaded = rows(
      "never_events,2014/15-Q1,,,2.5,,\n"
      "waiting,2014/15-Q1,,,1.2,,\n"
      "waiting,2014/15-Q2,,,,930,1000\n"
      "seen_in_time,2014/15-Q1,,,,1,3\n"
      "seen_in_time,2014/15-Q2,,,1,,\n"
      "growth,2014/15-Q1,,,,4,3\n"
      "growth,2014/15-Q2,,,1.5,,\n"
      "readmitted,2014/15-Q1,,,,5.5,2\n"
      "change,2014/15-Q1,,,-3,,\n"
      "cost,2014/15,,,-197350000.333456,,\n"
      "published,2014/15,,,1,,\n"
      "population,,,,123456789012345678901234567890,,\n"
      "census,2014-10,,,7,,\n");
  CHECK(loaded.rendered().empty());
  CHECK(loaded.dataset().size() == 13);
  CHECK(loaded.figure(sample::never_events, "2014/15-Q1") == "2.5");
  CHECK(loaded.figure(sample::waiting, "2014/15-Q1") == "1.2");
  CHECK(loaded.figure(sample::waiting, "2014/15-Q2") == "0.93 = 930/1000");
  CHECK(loaded.figure(sample::seen_in_time, "2014/15-Q1") == "1/3 = 1/3");
  CHECK(loaded.figure(sample::seen_in_time, "2014/15-Q2") == "1");
  CHECK(loaded.figure(sample::growth, "2014/15-Q1") == "4/3 = 4/3");
  CHECK(loaded.figure(sample::growth, "2014/15-Q2") == "1.5");
  CHECK(loaded.figure(sample::readmitted, "2014/15-Q1") == "2.75 = 5.5/2");
  CHECK(loaded.figure(sample::change, "2014/15-Q1") == "-3");
  CHECK(loaded.figure(sample::cost, "2014/15") == "-197350000.333456");
  CHECK(loaded.figure(sample::published, "2014/15") == "1");
  CHECK(loaded.figure(sample::population, "") == "123456789012345678901234567890");
  CHECK(loaded.figure(sample::census, "2014-10") == "7");
  CHECK(loaded.figure(sample::census, "2015-10") == "none");
}

TEST_CASE("a denominator of 0 says that there was nothing to report", "[data]") {
  const Loaded loaded = rows("seen_in_time,2014/15-Q1,,,,0,0\ngrowth,2014/15-Q1,,,,3,0.0\n");
  CHECK(loaded.sink().empty());
  CHECK(loaded.figure(sample::seen_in_time, "2014/15-Q1") == "none");
  CHECK(loaded.figure(sample::growth, "2014/15-Q1") == "none");
  CHECK(loaded.dataset().size() == 0);
  CHECK(rows("growth,2014/15-Q1,,,,3,0\ngrowth,2014/15-Q1,,,,3,4\n").places() == "QD8008 data.csv:3:1");
}

TEST_CASE("members come from the party and the segment, joined in order", "[data]") {
  const Loaded loaded = rows(
      "list_size,2014/15,abbey,,100,,\n"
      "list_size,2014/15,bridge,,200,,\n"
      "activity,2014-04,abbey,hip/old,7,,\n"
      "transfers,2014/15,abbey,bridge,3,,\n");
  CHECK(loaded.rendered().empty());
  CHECK(loaded.figure(sample::list_size, "2014/15", {"bridge"}) == "200");
  CHECK(loaded.figure(sample::activity, "2014-04", {"abbey", "hip", "old"}) == "7");
  CHECK(loaded.figure(sample::activity, "2014-04", {"abbey", "knee", "old"}) == "none");
  CHECK(loaded.figure(sample::transfers, "2014/15", {"abbey", "bridge"}) == "3");
  CHECK(loaded.figure(sample::transfers, "2014/15", {"bridge", "abbey"}) == "none");
}

TEST_CASE("a name may hold a member, and two inputs one name at two grains", "[data]") {
  const Loaded loaded = rows(
      "flu,2014/15-Q1,,,,1,4\n"
      "visits,2014/15-Q1,,,2.9,,\n"
      "agreed,2014/15-Q1,,,0,,\n"
      "count_hip,2014-04,abbey,,11,,\n"
      "count_hip,2014/15,abbey,,99,,\n");
  CHECK(loaded.rendered().empty());
  CHECK(loaded.figure(sample::result, "2014/15-Q1", {"flu"}) == "0.25 = 1/4");
  CHECK(loaded.figure(sample::result, "2014/15-Q1", {"visits"}) == "2.9");
  CHECK(loaded.figure(sample::result, "2014/15-Q1", {"agreed"}) == "0");
  CHECK(loaded.figure(sample::counted, "2014-04", {"abbey", "hip"}) == "11");
  CHECK(loaded.figure(sample::frozen, "2014/15", {"abbey", "hip"}) == "99");
}

TEST_CASE("its figure is of the type that the member has", "[data]") {
  CHECK(
      only("flu,2014/15-Q1,,,,5,4\n") ==
      "QD8010 data.csv:2:19 the numerator 5 is above the denominator 4\nnote: 'flu' is a share, which is at most 100%");
  CHECK(only("agreed,2014/15-Q1,,,yes,,\n") == "QD8018 data.csv:2:21 'agreed' is yes or no: write 1 or 0, not 'yes'");
}

TEST_CASE("inputs that share a name at one grain take the rows that fit them", "[data]") {
  const Loaded loaded = rows("old_register,2014/15,,,,3,4\nyoung_register,2014/15,,,1,,\n");
  CHECK(loaded.rendered().empty());
  CHECK(loaded.figure(sample::achieved, "2014/15", {"old"}) == "0.75 = 3/4");
  CHECK(loaded.figure(sample::done, "2014/15", {"old"}) == "none");
  CHECK(loaded.figure(sample::done, "2014/15", {"young"}) == "1");
  CHECK(rows("old_register,2014/15,,,,5,4\n").places() == "QD8010 data.csv:2:25");
}

TEST_CASE("an unknown name is reported once, with the number of its rows", "[data]") {
  CHECK(only("never_event,2014/15-Q1,,,0,,\nnever_event,2014/15-Q2,,,0,,\nnever_event,x,,,0,,\n") ==
        "QD8003 data.csv:2:1 the contract has no input or metric called 'never_event'\n"
        "note: 3 rows have this name\nhelp: did you mean 'never_events'?");
  CHECK(only("fluu,2014/15-Q1,,,0,,\n") ==
        "QD8003 data.csv:2:1 the contract has no input or metric called 'fluu'\nhelp: did you mean 'flu'?");
  CHECK(only(",2014/15-Q1,,,0,,\n") ==
        "QD8003 data.csv:2:1 the contract has no input or metric called ''\nunder: the name is missing");
}

TEST_CASE("names that the contract knows as something else are told apart", "[data]") {
  const std::string start = "QD8003 data.csv:2:1 the contract has no input or metric called ";
  CHECK(only("core,2014/15,,,0,,\n") ==
        start + "'core'\nnote: 'core' is worked out by the contract, it is not an input");
  CHECK(only("price,2014/15,,,0,,\n") ==
        start + "'price'\nnote: 'price' is a term of the contract, it is not an input");
  CHECK(only("counted,2014-04,,,0,,\n") ==
        start + "'counted'\nnote: in the data the figures of 'counted' are named 'count_[condition]'");
}

TEST_CASE("a period that cannot be read says how periods are written", "[data]") {
  CHECK(only("never_events,Apr-15,,,0,,\n") ==
        "QD8004 data.csv:2:14 'Apr-15' is not a period\nhelp: write 2014/15, 2014/15-Q1 or 2014-04");
  CHECK(only("never_events,,,,0,,\n") == "QD8004 data.csv:2:14 '' is not a period\nunder: the period is missing");
  CHECK(only("never_events,2014-Q1,,,0,,\n") ==
        "QD8004 data.csv:2:14 '2014-Q1' is not a period\n"
        "note: years of this contract begin in April and are written like 2014/15");
  CHECK(only(rows("cost,2014/15,,,0,,\n", 1)) ==
        "QD8004 data.csv:2:6 '2014/15' is not a period\n"
        "note: years of this contract begin in January and are written like 2014");
  CHECK(only("cost,2014/16,,,0,,\n") ==
        "QD8004 data.csv:2:6 '2014/16' is not a period\nnote: a year runs into the next one\n"
        "help: write 2014/15 for the year that begins in 2014");
  CHECK(only("cost,0014/15,,,0,,\n") ==
        "QD8004 data.csv:2:6 '0014/15' is not a period\nnote: years are known from 1900 to 2199");
}

TEST_CASE("a figure has the length of period that the contract asks for, in its span", "[data]") {
  CHECK(only("never_events,2014/15,,,0,,\n") ==
        "QD8005 data.csv:2:14 'never_events' has no place for a figure of 2014/15\n"
        "note: 'never_events' is reported each quarter; 2014/15 is a year");
  CHECK(only("count_hip,2014/15-Q1,abbey,,0,,\n") ==
        "QD8005 data.csv:2:11 'count_hip' has no place for a figure of 2014/15-Q1\n"
        "note: 'count_hip' is reported each month and each year; 2014/15-Q1 is a quarter");
  CHECK(only("never_events,2009/10-Q1,,,0,,\n") ==
        "QD8005 data.csv:2:14 'never_events' has no place for a figure of 2009/10-Q1\n"
        "note: 'never_events' is reported each quarter in 2014/15-Q1 to 2016/17-Q4");
  CHECK(only("census,2014-11,,,0,,\n") ==
        "QD8005 data.csv:2:8 'census' has no place for a figure of 2014-11\n"
        "note: 'census' is reported each October in 2014-04 to 2017-03");
  CHECK(only("population,2014/15,,,0,,\n") ==
        "QD8005 data.csv:2:12 'population' has no place for a figure of 2014/15\n"
        "note: 'population' is reported once, for no period; 2014/15 is a year");
}

TEST_CASE("the party is named where it is due and nowhere else", "[data]") {
  CHECK(only("never_events,2014/15-Q1,circle,,0,,\n") ==
        "QD8020 data.csv:2:25 the party of 'never_events' is given where none is due\nhelp: leave the cell empty");
  CHECK(only("list_size,2014/15,,,0,,\n") ==
        "QD8020 data.csv:2:19 the party of 'list_size' is missing\nnote: it is given for each practice: abbey, bridge");
  CHECK(only(Loaded("name,period,value\nlist_size,2014/15,0\n")) ==
        "QD8020 data.csv:2:20 the party of 'list_size' is missing\nnote: it is given for each practice: abbey, bridge");
  CHECK(only("list_size,2014/15,abby,,0,,\n") ==
        "QD8006 data.csv:2:19 unknown party 'abby'\nhelp: did you mean 'abbey'?");
  CHECK(only("list_size,2014/15,circle,,0,,\n") ==
        "QD8006 data.csv:2:19 unknown party 'circle'\nnote: 'circle' is a party, but not one of the practices");
  CHECK(only("list_size,2014/15,Abbey Practice,,0,,\n") ==
        "QD8006 data.csv:2:19 unknown party 'Abbey Practice'\nhelp: write its short name, 'abbey'");
}

TEST_CASE("the segment is named where it is due and nowhere else", "[data]") {
  CHECK(only("list_size,2014/15,abbey,hip,0,,\n") ==
        "QD8021 data.csv:2:25 the segment of 'list_size' is given where none is due\nhelp: leave the cell empty");
  CHECK(only("activity,2014-04,abbey,,0,,\n") ==
        "QD8021 data.csv:2:24 the segment of 'activity' is missing\nnote: it is given for each condition/age");
  CHECK(
      only("transfers,2014/15,abbey,,0,,\n") ==
      "QD8021 data.csv:2:25 the segment of 'transfers' is missing\nnote: it is given for each practice: abbey, bridge");
  CHECK(only("activity,2014-04,abbey,hip,0,,\n") ==
        "QD8021 data.csv:2:24 the segment of 'activity' is 'hip', of 1 part where 2 are due\n"
        "help: write condition/age");
  CHECK(only("activity,2014-04,abbey,hip/oldd,0,,\n") ==
        "QD8007 data.csv:2:28 unknown segment 'oldd' for 'activity'\nhelp: did you mean 'old'?");
  CHECK(only("activity,2014-04,abbey,\"Hip pain/old\",0,,\n") ==
        "QD8007 data.csv:2:24 unknown segment 'Hip pain' for 'activity'\nhelp: write its short name, 'hip'");
  CHECK(only("activity,2014-04,abbey,old/old,0,,\n") ==
        "QD8007 data.csv:2:24 unknown segment 'old' for 'activity'\n"
        "note: 'old' is known, but not one of the conditions");
}

TEST_CASE("a figure has the shape that its type asks for", "[data]") {
  CHECK(only("never_events,2014/15-Q1,,,,,\n") ==
        "QD8012 data.csv:2:27 'never_events' takes one value, this row gives none\n"
        "help: a figure that is not reported has no row");
  CHECK(only("never_events,2014/15-Q1,,,,1,2\n") ==
        "QD8012 data.csv:2:28 'never_events' takes one value, this row gives a numerator or denominator\n"
        "help: write the figure in the column `value`");
  CHECK(only("cost,2014/15,,,1,1,2\n") ==
        "QD8012 data.csv:2:16 'cost' takes one value, this row gives a value and more\n"
        "help: leave the value empty, it is worked out from the other two");
  CHECK(only("waiting,2014/15-Q1,,,,1,\n") ==
        "QD8012 data.csv:2:25 'waiting' takes one value, or a numerator and a denominator, "
        "this row gives a numerator without a denominator");
  CHECK(only("waiting,2014/15-Q1,,,,,2\n") ==
        "QD8012 data.csv:2:23 'waiting' takes one value, or a numerator and a denominator, "
        "this row gives a denominator without a numerator");
  CHECK(only("readmitted,2014/15-Q1,,,3,,\n") ==
        "QD8012 data.csv:2:25 'readmitted' takes a numerator and a denominator, this row gives one value\n"
        "note: the contract asks for its numerator and denominator");
  CHECK(only("letter,2014/15,,,3,,\n") ==
        "QD8012 data.csv:2:18 'letter' takes text, which data files do not hold, this row gives a number");
}

TEST_CASE("figures stay within what their type can be", "[data]") {
  CHECK(only("never_events,2014/15-Q1,,,-3,,\n") ==
        "QD8013 data.csv:2:27 'never_events' cannot be negative, this row gives -3");
  CHECK(rows("waiting,2014/15-Q1,,,-0.1,,\n").places() == "QD8013 data.csv:2:22");
  CHECK(rows("seen_in_time,2014/15-Q1,,,-0.1,,\n").places() == "QD8013 data.csv:2:27");
  CHECK(rows("change,2014/15-Q1,,,,-1,2\n").places() == "QD8013 data.csv:2:22");
  CHECK(rows("change,2014/15-Q1,,,,1,-2\n").places() == "QD8013 data.csv:2:24");
  CHECK(only("seen_in_time,2014/15-Q1,,,93,,\n") ==
        "QD8012 data.csv:2:27 'seen_in_time' takes a share from 0 to 1, this row gives 93\nhelp: write 0.93 for 93%");
  CHECK(only("seen_in_time,2014/15-Q1,,,,1000,930\n") ==
        "QD8010 data.csv:2:28 the numerator 1000 is above the denominator 930\n"
        "note: 'seen_in_time' is a share, which is at most 100%");
  CHECK(rows("waiting,2014/15-Q1,,,,1000,930\n").sink().empty());
  CHECK(only("published,2014/15,,,2,,\n") == "QD8018 data.csv:2:21 'published' is yes or no: write 1 or 0, not '2'");
  CHECK(only("cost,2014/15,,,\"25,000,000\",,\n") ==
        "QD8009 data.csv:2:16 '25,000,000' is not a number\nhelp: write 25000000, without separators of thousands");
}

TEST_CASE("formulas are refused in every column", "[data]") {
  CHECK(only("cost,2014/15,,,=SUM(B2:B13),,\n") ==
        "QD8017 data.csv:2:16 '=SUM(B2:B13)' begins like a formula of a spreadsheet\n"
        "help: save the values of the cells, not their formulas");
  CHECK(rows("=cmd,2014/15,,,1,,\n").places() == "QD8017 data.csv:2:1");
  CHECK(rows("list_size,2014/15,@abbey,,1,,\n").places() == "QD8017 data.csv:2:19");
  CHECK(rows("published,2014/15,,,=A1,,\n").places() == "QD8017 data.csv:2:21");
}

TEST_CASE("a second row without a date names the first", "[data]") {
  const Loaded loaded = rows("cost,2014/15,,,1,,\n\ncost,2014/15,,,2,,\n");
  CHECK(loaded.rendered() ==
        "error[QD8008]: a second figure for 'cost' in 2014/15\n"
        " --> data.csv:4:1\n"
        "4 | cost,2014/15,,,2,,\n"
        "  | ^^^^\n"
        "note: the first is in data.csv:2\n"
        "help: a column `reported` with the date of each says which one counts when\n"
        "\n");
}

TEST_CASE("of several reports the latest that was known counts", "[data]") {
  const std::string versions =
      "change,2014/15-Q1,1,2014-08-01\nchange,2014/15-Q1,3,2015-01-31\nchange,2014/15-Q1,2,2014-10-01\n";
  CHECK(dated(versions) == "3");
  CHECK(dated(versions, "2015-01-31") == "3");
  CHECK(dated(versions, "2015-01-30") == "2");
  CHECK(dated(versions, "2014-08-01") == "1");
  CHECK(dated(versions, "2014-07-31") == "none");
}

TEST_CASE("reports carry one date each", "[data]") {
  CHECK(dated("change,2014/15-Q1,1,2014-08-01\nchange,2014/15-Q1,2,2014-09-01\nchange,2014/15-Q1,1,2014-08-01\n") ==
        "QD8008 data.csv:4:1 a second figure for 'change' in 2014/15-Q1\nnote: the first is in data.csv:2\n"
        "help: the column `reported` says which one counts only where every row has a date of its own");
  CHECK(dated("change,2014/15-Q1,1,\n") ==
        "QD8014 data.csv:2:21 '' is not a date\nunder: every row of a file with this column has a date");
  CHECK(dated("change,2014/15-Q1,1,31/07/2014\n") ==
        "QD8014 data.csv:2:21 '31/07/2014' is not a date\nhelp: write year, month, day: 2015-07-31");
  CHECK(dated("change,2014/15-Q1,1,2014-02-30\n") ==
        "QD8014 data.csv:2:21 '2014-02-30' is not a date\nhelp: write year, month, day: 2015-07-31");
}

TEST_CASE("what was not known yet is checked all the same", "[data]") {
  CHECK(dated("change,2014/15-Q1,x1,2016-01-01\n", "2015-01-01") ==
        "QD8009 data.csv:2:19 'x1' is not a number\nhelp: figures are written with digits and a decimal point");
}

TEST_CASE("rows have as many cells as the header", "[data]") {
  CHECK(only("cost,2014/15,,,25,000,000,,\n") ==
        "QD8011 data.csv:2:1 cells in this row: 9, in the header: 7\n"
        "help: write figures without separators of thousands, and put text with a comma in quotation marks");
  CHECK(only("cost,2014/15,,,1\n") == "QD8011 data.csv:2:1 cells in this row: 5, in the header: 7");
  CHECK(only("cost,\"2014/15,,,1,,\n") ==
        "QD8011 data.csv:2:6 cells in this row: 1, in the header: 7\n"
        "under: the quotation mark is not closed on this line");
  CHECK(only("cost,\"2014\"/15,,,1,,\n") ==
        "QD8011 data.csv:2:12 cells in this row: 2, in the header: 7\n"
        "under: text after the closing quotation mark\nhelp: write a quotation mark inside a cell twice");
}

TEST_CASE("quotes, blanks around cells and empty lines are no mistake", "[data]") {
  const Loaded loaded = rows("\n\" cost \", 2014/15\t,,,\"1\",,\n,,,,,,\n   \n");
  CHECK(loaded.rendered().empty());
  CHECK(loaded.figure(sample::cost, "2014/15") == "1");
}

TEST_CASE("bytes that are no text are found where they stand", "[data]") {
  const std::string nul = std::string("cost,2014/15,,,1") + '\0' + ",,\n";
  CHECK(only(nul) ==
        "QD8015 data.csv:2:17 the data are not plain UTF-8 text: here stands a byte 0\n"
        "help: save the file as \"CSV UTF-8\"");
  CHECK(rows("list_size,2014/15,h\xF4pital,,1,,\n").places() == "QD8015 data.csv:2:20");
  CHECK(rows("cost,2014/15,,,1\x1B,,\n").places() == "QD8015 data.csv:2:17");
  CHECK(rows("cost,2014/15,,,1,,\rcost,2015/16,,,1,,\n").places() == "QD8015 data.csv:2:19");
  CHECK(rows("list_size,2014/15,hôpital,,x,,\n").places() == "QD8006 data.csv:2:19\nQD8009 data.csv:2:28");
}

TEST_CASE("a line without end is refused and the next one read", "[data]") {
  const Loaded loaded = rows("cost," + std::string(100'000, '1') + "\ncost,2014/15,,,x1,,\n");
  CHECK(loaded.places() == "QD8016 data.csv:2:1\nQD8009 data.csv:3:16");
  CHECK(loaded.sink().all()[0].message == "this row is longer than 65536 bytes");
}

TEST_CASE("every mistake of a row is reported, and of every row", "[data]") {
  const Loaded loaded = rows("list_size,2009/10,abby,hip,-1,,\ncost,2014/15,,,1,,\ncost,2015,,,£1,,\n");
  CHECK(loaded.places() ==
        "QD8005 data.csv:2:11\nQD8006 data.csv:2:19\nQD8021 data.csv:2:24\nQD8013 data.csv:2:28\n"
        "QD8004 data.csv:4:6\nQD8009 data.csv:4:13");
  CHECK(loaded.dataset().size() == 0);
}

TEST_CASE("reading stops when nobody would read more", "[data]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "cost,2014/15,,,x,,\n";
  const Loaded loaded = rows(text);
  CHECK(loaded.sink().error_count() == 100);
  REQUIRE(loaded.sink().all().size() == 101);
  const diagnostics::Diagnostic& last = loaded.sink().all().back();
  CHECK(last.id == diagnostics::Id::DataTooManyErrors);
  CHECK(last.notes == std::vector<std::string>{"reading stopped at data.csv:101"});
}

}  // namespace quarterday::data
