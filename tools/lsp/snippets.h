// SPDX-License-Identifier: Apache-2.0
#pragma once

// Beginnings that an author fills in.

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tools/lsp/analysis.h"

namespace quarterday::lsp {

struct Snippet {
  std::string_view label;
  std::string_view detail;
  std::string_view text;  // in the protocol's own notation: ${1:name}
};
std::span<const Snippet> snippets();

// What a phrase or a template takes: the word before each gap, and its name.
std::vector<std::pair<std::string, std::string>> gaps_of(const Analysis& analysis, const Symbol& symbol);

}  // namespace quarterday::lsp
