// SPDX-License-Identifier: Apache-2.0
#include "compiler/syntax/expected.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace quarterday::syntax {
namespace {

bool has(const Expected& expected, const std::string& word) {
  return std::find(expected.words.begin(), expected.words.end(), word) != expected.words.end();
}
bool has_name(const Expected& expected, const ExpectedName& name) {
  return std::find(expected.names.begin(), expected.names.end(), name) != expected.names.end();
}

}  // namespace

TEST_CASE("what could come next in a declaration", "[expected]") {
  const Expected party = expected_at_end("payment fee from ");
  CHECK(has_name(party, {"partyReference", "from"}));
  CHECK(has(party, "each"));
  CHECK_FALSE(has(party, "sum"));
  const Expected sentence = expected_at_end("define core each year : money = 5% of ");
  CHECK(has_name(sentence, {"primary", "of"}));
  CHECK(has(sentence, "sum"));
  CHECK_FALSE(has(sentence, "payment"));
  const Expected behind = expected_at_end("define core : money = 5% of value ");
  CHECK(has(behind, "at least"));
  CHECK(has(behind, "payment"));
}

TEST_CASE("what could come next in the header and after a mistake", "[expected]") {
  CHECK(has(expected_at_end("contract fees {\n"), "currency"));
  CHECK(has(expected_at_end(""), "contract"));
  CHECK(expected_at_end("define = = = ").words.empty());
  CHECK(has(expected_at_end("define = = =\npayment fee from payer to clinic, "), "each"));
}

TEST_CASE("names are spelt in small letters and are no words of the language", "[expected]") {
  for (const char* name : {"a1", "core_payment", "term", "source", "left"}) CHECK(is_name(name));
  for (const char* other : {"", "Core", "a b", "payment", "1a", " core", "core ", "\xC3\xA9", "a-b", "[a]"})
    CHECK_FALSE(is_name(other));
}

}  // namespace quarterday::syntax
