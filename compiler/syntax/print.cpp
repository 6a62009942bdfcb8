// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include "compiler/syntax/parse.h"

namespace quarterday::syntax {

std::string print(const Tree& tree, const diagnostics::SourceFile& file) {
  const std::string_view text = file.text();
  std::string printed;
  printed.reserve(text.size());
  for (const Token& token : tree.tokens) printed += text.substr(token.begin, token.end - token.begin);
  return printed;
}

}  // namespace quarterday::syntax
