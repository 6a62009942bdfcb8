// SPDX-License-Identifier: Apache-2.0
#pragma once

// Sharing: a contract and what it shares with others become one tree. In come the tree of the contract and a Loader;
// out goes a tree of ordinary declarations, in which each import is replaced by what the file declares, each use of a
// template by the template's declarations and each phrase by its sentence. Spans keep their files, so that every later
// word about them is shown where they are written. Not here: what names and types mean, and opening files.

#include <cstddef>
#include <optional>
#include <string>

#include "compiler/share/loader.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::share {

// Far above what people keep apart; together they bound the work that a small file can ask for.
inline constexpr std::size_t max_files = 100;
inline constexpr std::size_t max_imported_megabytes = 4;

struct Shared {
  // Nothing if a part could not be read: the names in it would be so many mistakes more.
  std::optional<syntax::Tree> tree;
  Uses uses;
  std::string hash;  // of the texts of all files that belong to the contract
};

// Later diagnostics are to be shown with Shared::uses.
Shared put_together(const syntax::Tree& contract, Loader& loader, diagnostics::SourceMap& sources,
                    diagnostics::Sink& sink);

}  // namespace quarterday::share
