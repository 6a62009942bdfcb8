// SPDX-License-Identifier: Apache-2.0
#pragma once

// What could stand at a place of a text, whatever stands behind it: for editors that complete what is being typed.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::syntax {

// A name could stand here: within which rule of the grammar ("partyReference", "per", "primary"), and behind which
// word.
struct ExpectedName {
  std::string rule;
  std::string after;  // "from"; empty at the beginning

  friend bool operator==(const ExpectedName&, const ExpectedName&) = default;
};

struct Expected {
  std::vector<std::string> words;  // "from", "at least": those that are spelt in one way only
  std::vector<ExpectedName> names;
  std::string declaration;  // the word with which the declaration around the place begins: "payment"; or empty
  std::string line;         // likewise the word that begins the scenario's line: "given"
};

// `text` is valid UTF-8 and ends where something is to be typed; a word of which a part is typed is left out.
Expected expected_at_end(std::string_view text);

// Whether it is spelt as a name and no word of the language.
bool is_name(std::string_view text);

}  // namespace quarterday::syntax
