// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/terms.h"

#include <catch2/catch.hpp>

namespace quarterday::schedule {

TEST_CASE("names become words and anchors", "[schedule]") {
  CHECK(spaced("core_payment") == "core payment");
  CHECK(slug("3.4(b), 5.1") == "3.4-b-5.1");
  CHECK(slug("core_payment") == "core-payment");
  CHECK(slug("§") == "");
}

TEST_CASE("articles go with the sound of the word", "[schedule]") {
  CHECK(with_article("measure") == "a measure");
  CHECK(with_article("area") == "an area");
  CHECK(with_article("unit of care") == "a unit of care");
  CHECK(with_article("uda") == "a uda");
  CHECK(with_article("user") == "a user");
  CHECK(with_article("upper limit") == "an upper limit");
  CHECK(with_article("uninsured person") == "an uninsured person");
  CHECK(with_article("hour of care") == "an hour of care");
  CHECK(article("The board's half").empty());
  CHECK(article("board's half") == "the ");
}

TEST_CASE("the last noun says whether a name is plural", "[schedule]") {
  CHECK(is_plural("completed questionnaire pairs"));
  CHECK(is_plural("cases of the year"));
  CHECK(is_plural("people"));
  CHECK(is_plural("UDAs delivered"));
  CHECK(is_plural("UDAs April to September"));
  CHECK_FALSE(is_plural("value paid"));
  CHECK_FALSE(is_plural("treated within 18 weeks"));
  CHECK_FALSE(is_plural("surplus"));
  CHECK_FALSE(is_plural("loss"));
  CHECK_FALSE(is_plural("time series"));
  CHECK_FALSE(is_plural("value"));
}

}  // namespace quarterday::schedule
