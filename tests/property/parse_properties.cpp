// SPDX-License-Identifier: Apache-2.0
//
// Whatever is done to a contract, its tree gives back every byte, and it has a plan exactly when no error was reported.
#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/compile.h"
#include "compiler/syntax/parse.h"

namespace {

using namespace quarterday;

std::string example(const std::string& system) {
  std::ifstream file(std::string(QUARTERDAY_EXAMPLES) + "/" + system + "/" + system + ".contract");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Compiled {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  compiler::Compilation result;
  diagnostics::FileId file;

  explicit Compiled(std::string text)
      : file(sources.add(diagnostics::SourceFile("property.contract", std::move(text)))) {
    result = compiler::compile(file, sources, sink);
  }
};

std::vector<std::string> words_of(const std::string& text) {
  const Compiled compiled(text);
  std::vector<std::string> words;
  for (const syntax::Token& token : compiled.result.tree.tokens)
    words.push_back(text.substr(token.begin, token.end - token.begin));
  return words;
}

// Words are dropped, doubled and swapped, as they are while somebody types.
std::string damaged(std::vector<std::string> words, int changes) {
  for (int i = 0; i < changes && words.size() > 2; ++i) {
    const auto at = *rc::gen::inRange<std::size_t>(0, words.size() - 1);
    switch (*rc::gen::inRange(0, 3)) {
      case 0:
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
        break;
      case 1:
        words.insert(words.begin() + static_cast<std::ptrdiff_t>(at), words[at]);
        break;
      default:
        std::swap(words[at], words[at + 1]);
    }
  }
  std::string text;
  for (const std::string& word : words) text += word;
  return text;
}

}  // namespace

TEST_CASE("the tree of a damaged contract gives back its text", "[property]") {
  const std::vector<std::string> words = words_of(example("west-yorkshire-waits"));
  REQUIRE(words.size() > 300);
  CHECK(rc::check([&] {
    const std::string text = damaged(words, *rc::gen::inRange(0, 12));
    const Compiled compiled(text);
    RC_ASSERT(syntax::print(compiled.result.tree, compiled.sources.file(compiled.file)) == text);
    RC_ASSERT(compiled.result.plan.has_value() == !compiled.sink.has_errors());
  }));
}

TEST_CASE("spaces and remarks change nothing of what a contract means", "[property]") {
  const std::string text = example("west-yorkshire-waits");
  const std::vector<std::string> words = words_of(text);
  const Compiled plain(text);
  REQUIRE(plain.result.plan);
  CHECK(rc::check([&] {
    std::string spaced;
    for (const std::string& word : words) {
      spaced += word;
      const bool blank = word.find_first_not_of(" \t") == std::string::npos;
      if (blank && !word.empty()) spaced += std::string(*rc::gen::inRange<std::size_t>(0, 3), ' ');
    }
    const Compiled compiled(spaced);
    RC_ASSERT(compiled.result.plan.has_value());
    RC_ASSERT(compiled.result.plan->nodes.size() == plain.result.plan->nodes.size());
    RC_ASSERT(compiled.result.plan->values.size() == plain.result.plan->values.size());
  }));
}
