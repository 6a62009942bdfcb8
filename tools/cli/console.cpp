// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/console.h"

#include <cstdio>

namespace quarterday::cli {
namespace {

bool print(std::FILE* stream, const std::string& text) {
  return std::fwrite(text.data(), 1, text.size(), stream) == text.size() && std::fflush(stream) == 0;
}

}  // namespace

bool Console::show() {
  const bool printed = print(stdout, out_);
  print(stderr, err_);
  out_.clear();
  err_.clear();
  return printed;
}

}  // namespace quarterday::cli
