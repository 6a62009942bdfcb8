// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/words.h"

#include <string>
#include <vector>

using quarterday::records::Word;
using quarterday::records::Words;

TEST_CASE("a text is kept once, whatever comes after it", "[records]") {
  Words words;
  std::vector<Word> kept;
  constexpr int count = 5000;
  for (int i = 0; i < count; ++i) kept.push_back(words.add("patient " + std::to_string(i)));
  kept.push_back(words.add(std::string(200'000, 'x')));
  CHECK(words.size() == kept.size());
  for (int i = 0; i < count; ++i) {
    const std::string text = "patient " + std::to_string(i);
    const auto at = static_cast<std::size_t>(i);
    REQUIRE(words.add(text) == kept[at]);
    REQUIRE(words.find(text) == kept[at]);
    REQUIRE(Words::text(kept[at]) == text);
    REQUIRE(Words::number(kept[at]) == at);
  }
  CHECK(Words::text(kept.back()).size() == 200'000);
  CHECK(words.size() == kept.size());
}

TEST_CASE("a text that no cell says is not found", "[records]") {
  Words words;
  CHECK(words.find("a") == nullptr);
  words.add("a");
  CHECK(words.find("a ") == nullptr);
  CHECK(words.find("") == nullptr);
}

TEST_CASE("a text is held where it lies only", "[records]") {
  Words words;
  const std::string text = "north";
  const Word kept = words.add(text);
  CHECK(words.holds(kept));
  CHECK_FALSE(words.holds(text.data()));
}
