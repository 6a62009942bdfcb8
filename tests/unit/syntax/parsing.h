// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "compiler/syntax/dump.h"
#include "compiler/syntax/parse.h"

namespace quarterday::syntax {

struct Parsed {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  Tree tree;

  const diagnostics::SourceFile& file() const { return sources.file(tree.file); }
  std::string printed() const { return print(tree, file()); }
  std::string dumped() const { return dump(tree, file()); }

  // "QD1101 3:5": the code and the place of each diagnostic.
  std::vector<std::string> codes() const {
    std::vector<std::string> found;
    for (const diagnostics::Diagnostic& diagnostic : sink.all()) {
      const diagnostics::LineColumn at = file().position(diagnostic.primary.begin);
      found.push_back("QD" + std::to_string(static_cast<unsigned>(diagnostic.id)) + " " + std::to_string(at.line) +
                      ":" + std::to_string(at.column));
    }
    return found;
  }
};

inline Parsed parse_text(std::string text) {
  Parsed parsed;
  const diagnostics::FileId file = parsed.sources.add({"test.contract", std::move(text)});
  parsed.tree = parse(file, parsed.sources, parsed.sink);
  return parsed;
}

// Within a contract, from line 4 on.
inline Parsed parse_declarations(const std::string& text) {
  return parse_text("contract demo {\n  currency GBP\n  term 2014/15 to 2015/16\n" + text + "\n}\n");
}

inline std::vector<std::string> test_contracts() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(SYNTAX_TEST_CONTRACTS)) {
    std::ifstream file(entry.path(), std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

}  // namespace quarterday::syntax
