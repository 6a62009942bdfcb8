// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/format.h"

#include "tests/unit/value/figures.h"

namespace quarterday::value {

TEST_CASE("thousands are separated before the point only") {
  CHECK(with_thousands("-1234567.50") == "-1,234,567.50");
  CHECK(with_thousands("123") == "123");
  CHECK(with_thousands("-123") == "-123");
  CHECK(with_thousands("1234") == "1,234");
  CHECK(with_thousands("123456.123456") == "123,456.123456");
  CHECK(with_thousands("0.0001") == "0.0001");
  CHECK(with_thousands("") == "");
}

TEST_CASE("money as it is paid") {
  const Currency pounds = *currency_by_code("GBP");
  CHECK(format_money(figure("-1234.5"), pounds) == "-£1,234.50");
  CHECK(format_money(figure("0.005"), pounds) == "£0.01");
  CHECK(format_money(figure("-0.004"), pounds) == "£0.00");
  CHECK(format_money(figure("1234.5"), *currency_by_code("JPY")) == "¥1,235");
  CHECK(format_money(figure("-1/8"), *currency_by_code("KWD")) == "-KWD 0.125");
  CHECK(format_money(80, *currency_by_code("SEK")) == "SEK 80.00");
}

TEST_CASE("money before it is rounded") {
  const Currency pounds = *currency_by_code("GBP");
  CHECK(format_money_exact(1234, pounds) == "£1,234.00");
  CHECK(format_money_exact(figure("1234.125"), pounds) == "£1,234.125");
  CHECK(format_money_exact(figure("-0.000001"), pounds) == "-£0.000001");
  CHECK(format_money_exact(figure("2000/3"), pounds) == "£666.666666…");
  CHECK(format_money_exact(figure("-0.0000001"), pounds) == "-£0.000000…");
  CHECK(format_money_exact(figure("1.5"), *currency_by_code("JPY")) == "¥1.5");
}

TEST_CASE("percentages and plain numbers") {
  CHECK(format_percent(figure("0.625")) == "62.5%");
  CHECK(format_percent(1) == "100%");
  CHECK(format_percent(0) == "0%");
  CHECK(format_percent(figure("-0.013")) == "-1.3%");
  CHECK(format_percent(figure("0.123456")) == "12.3456%");
  CHECK(format_percent(figure("1/3")) == "33.3333…%");
  CHECK(format_percent(figure("2/3")) == "66.6666…%");
  CHECK(format_number(figure("-1234.5")) == "-1,234.5");
  CHECK(format_number(12000) == "12,000");
  CHECK(format_number(figure("0.0001")) == "0.0001");
  CHECK(format_number(figure("10000/3")) == "3,333.3333…");
}

}  // namespace quarterday::value
