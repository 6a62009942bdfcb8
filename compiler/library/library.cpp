// SPDX-License-Identifier: Apache-2.0
#include "compiler/library/library.h"

#include <algorithm>

#include "compiler/library/texts.h"
#include "runtime/value/check.h"

namespace quarterday::library {

namespace {

constexpr std::string_view folder = "stdlib/";
constexpr std::string_view ending = ".contract";

std::string_view text_at(const std::string& path) {
  const auto& texts = embedded::standard_library();
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const auto& one) { return one.path == path; });
  QD_CHECK(found != texts.end(), "each subject of the library has worked figures");
  return found->text;
}

// A subject is a file of the folder itself; what stands further in is what its items come to.
std::vector<Subject> read_subjects() {
  std::vector<Subject> subjects;
  for (const embedded::Text& one : embedded::standard_library()) {
    std::string_view name = one.path.substr(folder.size());
    if (name.find('/') != std::string_view::npos) continue;
    name.remove_suffix(ending.size());
    subjects.push_back({name, one.path, one.text, text_at("stdlib/worked/" + std::string(name) + ".contract")});
  }
  return subjects;
}

}  // namespace

const std::vector<Subject>& subjects() {
  static const std::vector<Subject> all = read_subjects();
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
