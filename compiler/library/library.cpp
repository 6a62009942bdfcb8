// SPDX-License-Identifier: Apache-2.0
#include "compiler/library/library.h"

#include <algorithm>

#include "compiler/library/texts.h"

namespace quarterday::library {

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = texts();
  return all;
}

std::vector<std::string_view> names() {
  std::vector<std::string_view> names;
  names.reserve(subjects().size());
  for (const Subject& subject : subjects()) names.push_back(subject.name);
  return names;
}

const Subject* find(std::string_view name) {
  const auto found = std::find_if(subjects().begin(), subjects().end(),
                                  [name](const Subject& subject) { return subject.name == name; });
  return found == subjects().end() ? nullptr : &*found;
}

bool has_file(std::string_view name) {
  return std::any_of(subjects().begin(), subjects().end(),
                     [name](const Subject& subject) { return subject.file == name; });
}

}  // namespace quarterday::library
