// SPDX-License-Identifier: Apache-2.0
//
// left_out STEP FILE...: gives a fuzz target each file with one thing left out: a word, what follows a word on its
// line, a line. This is how contracts are while they are written, and no fuzzer comes to all of them. One in STEP of
// them is taken. The target stops the program when it finds something; the text is then in left_out.contract.
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tests/property/contract_texts.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace {

struct Cut {
  std::size_t from, to;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & 0x80) != 0; }

std::vector<Cut> cuts_of(const std::string& text) {
  std::vector<Cut> cuts;
  std::size_t line = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (text[at] == '\n') {
      cuts.push_back({line, at});
      line = ++at;
      continue;
    }
    do ++at;
    while (at < text.size() && is_word(text[at - 1]) && is_word(text[at]));
    if (text[start] == ' ') continue;
    cuts.push_back({start, at});
    cuts.push_back({start, text.find('\n', start)});
  }
  return cuts;
}

void give(const std::string& text) {
  std::ofstream("left_out.contract", std::ios::binary) << text;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t given = 0;
  std::size_t seen = 0;
  const std::size_t step = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 0;
  for (int i = 2; i < argc && step != 0; ++i) {
    const std::string text = quarterday::testing::read_file(argv[i]);
    for (const Cut& cut : cuts_of(text)) {
      if (seen++ % step != 0) continue;
      std::string rest = text.substr(0, cut.from);
      if (cut.to != std::string::npos) rest += text.substr(cut.to);
      give(rest);
      ++given;
    }
  }
  std::printf("%zu texts given\n", given);
  return given == 0 ? 1 : 0;
}
