// SPDX-License-Identifier: Apache-2.0
#pragma once

// The standard library: parts of contracts that come with the program, by subject. The texts are the files of stdlib/,
// put into the program when it is built. In comes the name of a subject or an item; out go its text and what there is
// to tell about it. Not here: importing, which is `share`.

#include <string>
#include <string_view>
#include <vector>

namespace quarterday::library {

struct Subject {
  std::string_view name;  // sharing: what `import` calls it
  std::string_view file;  // stdlib/sharing.contract: what messages call it
  std::string_view text;
  std::string_view worked;  // a contract that uses each of its items, with figures
};

// In the order of their names.
const std::vector<Subject>& subjects();
std::vector<std::string_view> names();
const Subject* find(std::string_view name);
// Whether `name` is what messages call a file of it.
bool has_file(std::string_view name);

// A phrase of the library.
struct Item {
  std::string_view subject;
  std::string name;
  std::string form;                  // marginal of amount above baseline at rate
  std::string summary;               // the first sentence of its prose
  std::vector<std::string> prose;    // lines
  std::vector<std::string> figures;  // what it takes and gives, with units: "amount: money"
  std::string text;                  // as declared
  std::string use;                   // a declaration of the worked contract
  std::string worked;                // the scenarios with its figures
};

// "Sharing: gains and losses, limits and corridors"
std::string title(const Subject& subject);
// In the order in which their subject declares them.
std::vector<Item> items(const Subject& subject);
// Which has an item of this name; none if none has.
const Subject* subject_of(std::string_view item);

}  // namespace quarterday::library
