// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "tests/unit/data/loaded.h"

namespace quarterday::data {

TEST_CASE("columns stand in any order and those without cells may be left out", "[data]") {
  CHECK(Loaded("value,period,name\n3,2014/15-Q1,never_events\n").figure(sample::never_events, "2014/15-Q1") == "3");
  CHECK(Loaded("denominator,name,numerator,period\n4,waiting,1,2014/15-Q1\n").figure(sample::waiting, "2014/15-Q1") ==
        "0.25 = 1/4");
  CHECK(Loaded("\"name\", period ,value\nnever_events,2014/15-Q1,3\n").figure(sample::never_events, "2014/15-Q1") ==
        "3");
}

TEST_CASE("a byte order mark and the line ends of Windows are no mistake", "[data]") {
  const Loaded loaded("\xEF\xBB\xBFname,period,value\r\nnever_events,2014/15-Q1,3\r\nnever_events,2014/15-Q2,x\r\n");
  CHECK(loaded.places() == "QD8009 data.csv:3:25");
}

TEST_CASE("an unknown column is shown with the one that was meant", "[data]") {
  const Loaded loaded("name,period,Value,sement\n");
  CHECK(loaded.rendered() ==
        "error[QD8002]: the first line is not the header of a data file: unknown column 'Value'\n"
        " --> data.csv:1:13\n"
        "1 | name,period,Value,sement\n"
        "  |             ^^^^^\n"
        "help: did you mean 'value'?\n"
        "\n"
        "error[QD8002]: the first line is not the header of a data file: unknown column 'sement'\n"
        " --> data.csv:1:19\n"
        "1 | name,period,Value,sement\n"
        "  |                   ^^^^^^\n"
        "help: did you mean 'segment'?\n"
        "\n");
  CHECK(loaded.dataset().files().empty());
}

TEST_CASE("headers that cannot be read say why", "[data]") {
  const auto message = [](const std::string& text) {
    const Loaded loaded(text);
    REQUIRE(loaded.sink().all().size() == 1);
    CHECK(loaded.sink().all()[0].id == diagnostics::Id::DataHeader);
    const std::string& all = loaded.sink().all()[0].message;
    return all.substr(all.find(": ") + 2);
  };
  CHECK(message("") == "the file is empty");
  CHECK(message("name;period;value\nx;y;1\n") == "its cells are separated by semicolons");
  CHECK(message("name\tperiod\tvalue\n") == "its cells are separated by tabs");
  CHECK(message("name,period,value,name\n") == "the column 'name' stands there twice");
  CHECK(message("name,period,value,\n") == "a column has no name");
  CHECK(message("period,value\n") == "the column 'name' is missing");
  CHECK(message("name,value\n") == "the column 'period' is missing");
  CHECK(message("name,period\n") == "the column 'value' is missing");
  CHECK(message("name,period,numerator\n") == "the column 'denominator' is missing");
  CHECK(message("name,period,value,denominator\n") == "the column 'numerator' is missing");
  CHECK(message("name,\"period,value\n") == "its quotation marks do not match");
}

TEST_CASE("files of other kinds are recognised", "[data]") {
  const Loaded workbook(std::string("PK\x03\x04\x14\x00\x06", 7));
  CHECK(workbook.places() == "QD8015 data.csv:1:3");
  CHECK(workbook.sink().all()[0].message ==
        "the data are not plain UTF-8 text: they look like a workbook of a spreadsheet");
  const Loaded wide(std::string("\xFF\xFEn\0a\0", 6));
  CHECK(wide.places() == "QD8015 data.csv:1:1");
  CHECK(wide.sink().all()[0].message == "the data are not plain UTF-8 text: they look like UTF-16");
}

TEST_CASE("a file with a header and no rows holds no figures", "[data]") {
  const Loaded loaded{std::string(usual)};
  CHECK(loaded.sink().empty());
  CHECK(loaded.dataset().size() == 0);
  CHECK(loaded.dataset().files() == std::vector<std::string>{"data.csv"});
}

}  // namespace quarterday::data
