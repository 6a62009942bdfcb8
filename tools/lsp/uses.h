// SPDX-License-Identifier: Apache-2.0
#pragma once

// All uses of one name in the contracts of a workspace.

#include <optional>
#include <string>
#include <vector>

#include "tools/lsp/workspace.h"

namespace quarterday::lsp {

// A declaration, known by the file in which its name stands and by the place there.
struct Target {
  std::string uri;
  std::uint32_t begin = 0;
  std::string name;
  Kind kind = Kind::define;
};

struct Use {
  std::string uri;
  Range range;
  bool declares = false;
};

// What the name at the place means; nothing where there is none, or where it comes with the program.
std::optional<Target> target_at(const Analysis& analysis, std::size_t offset);

// By file and place, each once.
std::vector<Use> uses_of(Workspace& workspace, const std::string& first, const Target& target);

// The file to which an `import` leads.
std::optional<std::uint32_t> imported_file(const Analysis& analysis, Span import);

}  // namespace quarterday::lsp
