// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/rational.h"

#include <limits>

#include "tests/unit/value/figures.h"

namespace quarterday::value {

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

NumberError error_of(std::string_view text) {
  NumberError error = NumberError::none;
  const bool parsed = Rational::parse_decimal(text, error).has_value();
  CHECK(parsed == (error == NumberError::none));
  return error;
}

}  // namespace

TEST_CASE("decimals are read exactly") {
  CHECK(figure("0.025") == Rational(1) / 40);
  CHECK(figure("-12.50") == Rational(-25) / 2);
  CHECK(figure("+7") == 7);
  CHECK(figure("007.0") == 7);
  CHECK(figure("-0.00") == 0);
  CHECK(figure("0000000000000000000000000000000000000000000000010.5").to_text() == "10.5");
  CHECK(figure("123456789012345678901234567890.123456789012345678901234567890").to_text() ==
        "123456789012345678901234567890.12345678901234567890123456789");
}

TEST_CASE("what is not a plain decimal is refused with the reason") {
  CHECK(error_of("1.5") == NumberError::none);
  CHECK(error_of("") == NumberError::empty);
  for (const char* text :
       {"-", "+", ".", "1.", ".5", "1e3", "1,000", " 1", "1 ", "--1", "1.2.3", "0x10", "1/2", "\u00bd"}) {
    INFO(text);
    CHECK(error_of(text) == NumberError::not_a_number);
  }
  CHECK(error_of(std::string(max_literal_digits, '9')) == NumberError::none);
  CHECK(error_of(std::string(max_literal_digits + 1, '9')) == NumberError::too_long);
  CHECK(error_of("0." + std::string(max_literal_digits, '1')) == NumberError::too_long);
  CHECK(error_of(std::string(1000, '9') + "x") == NumberError::not_a_number);
}

TEST_CASE("arithmetic is exact") {
  CHECK(figure("0.1") + figure("0.2") == figure("0.3"));
  CHECK(figure("1/3") + figure("1/6") == figure("1/2"));
  CHECK(figure("1/3") - figure("1/3") == 0);
  CHECK(figure("2/3") * figure("-9/4") == figure("-3/2"));
  CHECK(figure("2/3") / figure("-4/9") == figure("-3/2"));
  CHECK(-figure("1/3") == figure("-1/3"));
  CHECK_THROWS_AS(Rational(1) / 0, InternalError);
  CHECK_THROWS_AS(Rational::ratio(1, 0), InternalError);

  Rational total = 1;
  total += figure("0.5");
  total -= 3;
  total *= total;
  CHECK(total == figure("2.25"));
}

TEST_CASE("numbers outgrow 64 bits and come back") {
  const Rational big = Rational(largest) + 1;
  CHECK(big.to_text() == "9223372036854775808");
  CHECK(big - 1 == largest);
  CHECK(-big == Rational(smallest));
  CHECK(Rational(smallest) + 1 == -Rational(largest));
  CHECK(Rational(largest) * largest / largest == largest);
  CHECK((big * big).to_text() == "85070591730234615865843651857942052864");
  CHECK((big / 3 * 3 - big).is_zero());
  CHECK(Rational(1) / big * big == 1);
  CHECK((Rational(1) / largest + Rational(1) / (Rational(largest) - 1)).denominator_text() ==
        "85070591730234615838173535747377725442");
  CHECK(pow(figure("1.1"), 30) / pow(figure("1.1"), 29) == figure("1.1"));
  CHECK((Rational(smallest) / smallest) == 1);
}

TEST_CASE("a copy keeps its value when the original changes") {
  Rational big = pow(10, 40);
  const Rational copy = big;
  big += 1;
  CHECK(copy == pow(10, 40));
  CHECK(big - copy == 1);
  const Rational moved = std::move(big);
  CHECK(moved - copy == 1);
}

TEST_CASE("comparison is by value at every size") {
  const std::vector<Rational> ascending = {
      -pow(10, 40),  Rational(smallest), -Rational(largest), figure("-1/3"),        0,          figure("0.333"),
      figure("1/3"), figure("1/2"),      Rational(largest),  Rational(largest) + 1, pow(10, 40)};
  for (std::size_t i = 0; i < ascending.size(); ++i) {
    for (std::size_t j = 0; j < ascending.size(); ++j) {
      INFO(ascending[i].to_text() << " and " << ascending[j].to_text());
      CHECK((ascending[i] <=> ascending[j]) == (i <=> j));
      CHECK((ascending[i] == ascending[j]) == (i == j));
    }
  }
  CHECK(Rational(largest) / (Rational(largest) - 1) > 1);
  CHECK(min(figure("1/3"), figure("0.3")) == figure("0.3"));
  CHECK(max(figure("1/3"), figure("0.3")) == figure("1/3"));
}

TEST_CASE("signs, integers, floors and sizes") {
  CHECK(figure("-0.1").sign() == -1);
  CHECK(Rational().sign() == 0);
  CHECK(pow(10, 30).sign() == 1);
  CHECK(abs(figure("-1/3")) == figure("1/3"));
  CHECK(abs(-pow(10, 30)) == pow(10, 30));

  CHECK(figure("4/2").is_integer());
  CHECK_FALSE(figure("3/2").is_integer());
  CHECK(pow(10, 30).is_integer());
  CHECK_FALSE((pow(10, 30) + figure("1/3")).is_integer());

  CHECK(floor(figure("2.5")) == 2);
  CHECK(floor(figure("-2.5")) == -3);
  CHECK(floor(figure("-3")) == -3);
  CHECK(floor(pow(10, 30) + figure("1/3")) == pow(10, 30));
  CHECK(floor(-pow(10, 30) - figure("1/3")) == -pow(10, 30) - 1);

  CHECK(Rational().bits() == 1);
  CHECK(figure("-5/8").bits() == 3 + 4);
  CHECK(pow(2, 100).bits() == 101 + 1);

  CHECK(figure("-12").to_int64() == -12);
  CHECK(Rational(smallest).to_int64() == smallest);
  CHECK(figure("1/2").to_int64() == std::nullopt);
  CHECK(pow(2, 63).to_int64() == std::nullopt);
}

TEST_CASE("powers") {
  CHECK(pow(figure("1.013"), 0) == 1);
  CHECK(pow(0, 0) == 1);
  CHECK(pow(figure("1.013"), 2) == figure("1.026169"));
  CHECK(pow(figure("-2/3"), 3) == figure("-8/27"));
  CHECK(ten_to_the(0) == 1);
  CHECK(ten_to_the(18) * 10 == ten_to_the(19));
}

TEST_CASE("to_decimal rounds half away from zero and has no negative zero") {
  CHECK(figure("2.345").to_decimal(2) == "2.35");
  CHECK(figure("-2.345").to_decimal(2) == "-2.35");
  CHECK(figure("2.3449999").to_decimal(2) == "2.34");
  CHECK(figure("1/3").to_decimal(5) == "0.33333");
  CHECK(figure("0.5").to_decimal(0) == "1");
  CHECK(figure("-0.4").to_decimal(0) == "0");
  CHECK(figure("-0.004").to_decimal(2) == "0.00");
  CHECK(figure("-0.005").to_decimal(2) == "-0.01");
  CHECK(figure("0.07").to_decimal(2) == "0.07");
  CHECK(Rational(12).to_decimal(3) == "12.000");
  CHECK(pow(10, 25).to_decimal(1) == "10000000000000000000000000.0");
}

TEST_CASE("to_text is exact and shortest") {
  CHECK(Rational().to_text() == "0");
  CHECK(figure("12.00").to_text() == "12");
  CHECK(figure("-0.0250").to_text() == "-0.025");
  CHECK(figure("1/8").to_text() == "0.125");
  CHECK(figure("1/3").to_text() == "1/3");
  CHECK(figure("-10/6").to_text() == "-5/3");
  CHECK(pow(figure("0.1"), 25).to_text() == "0.0000000000000000000000001");
  CHECK((pow(10, 20) / 3).to_text() == "100000000000000000000/3");
  CHECK(figure("-10/6").numerator_text() == "-5");
  CHECK(figure("-10/6").denominator_text() == "3");
}

}  // namespace quarterday::value
