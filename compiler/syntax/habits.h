// SPDX-License-Identifier: Apache-2.0
#pragma once

// What people write out of habit, from English or from other languages, and what this language says instead.

#include <cstddef>
#include <string>
#include <string_view>

namespace quarterday::syntax {

// The help for a habit of which the word at [begin, end) of the text is a part; empty where it is none.
std::string_view help_for_habit(std::string_view text, std::size_t begin, std::size_t end);

// The help for a year that is written otherwise than a contract writes it, such as `2017-2018`.
std::string help_for_years(std::string_view written);

// The same for one character; `written` is what to put in its place, empty where that is more than a character.
struct CharacterHabit {
  std::string_view character;
  std::string_view help;
  std::string_view written;
};
const CharacterHabit* habit_of_character(std::string_view character);

}  // namespace quarterday::syntax
