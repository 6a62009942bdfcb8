// SPDX-License-Identifier: Apache-2.0
#pragma once

// The contracts there are: examples, the library, those of the tests, and those in the documentation.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace quarterday::testing {

struct ContractText {
  std::string name;
  std::string text;
};

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// The ```contract blocks of a page.
inline void add_blocks(const std::string& name, const std::string& page, std::vector<ContractText>& texts) {
  const std::string fence = "```contract\n";
  for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
    at += fence.size();
    const std::size_t end = page.find("\n```", at) + 1;
    texts.push_back({name + " at " + std::to_string(at), page.substr(at, end - at)});
  }
}

// In the order of their names, from the folder of the project.
inline std::vector<ContractText> contract_texts(const std::string& project) {
  namespace fs = std::filesystem;
  std::vector<ContractText> texts;
  for (const char* folder : {"examples", "stdlib", "docs", "tests/language", "tests/golden"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(project) / folder)) {
      const std::string name = fs::relative(entry.path(), project).string();
      if (entry.path().extension() == ".contract") texts.push_back({name, read_file(entry.path())});
      if (entry.path().extension() == ".md") add_blocks(name, read_file(entry.path()), texts);
    }
  }
  std::sort(texts.begin(), texts.end(), [](const auto& left, const auto& right) { return left.name < right.name; });
  return texts;
}

}  // namespace quarterday::testing
