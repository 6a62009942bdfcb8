// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::cli {

// The text of a contract, from a regular file or, for `-`, from standard input. Nothing when it cannot be read; the
// sink says why.
std::optional<diagnostics::FileId> read_contract(const std::string& path, diagnostics::SourceMap& sources,
                                                 diagnostics::Sink& sink);

// A regular file as a whole, if it is not larger than a contract may be.
struct FileText {
  std::string text;
  std::string why;            // it cannot be read; otherwise empty
  std::size_t megabytes = 0;  // of a file that is too large; otherwise 0
};
FileText read_regular(const std::string& path);

// The path as it stands in a URI: what is neither letter, digit nor harmless is written by its bytes.
std::string in_uri(std::string_view path);

// Whether both paths lead to one existing file.
bool is_same_file(const std::string& left, const std::string& right);

// Whether the path names a CSV file directly in that folder, there already or not.
bool lies_in_folder(const std::string& path, const std::string& folder);

// The contracts in a folder and in those within it, in the order of their names; hidden ones are left out, and links to
// folders are not followed. The path itself where it is no folder.
std::vector<std::string> contracts_in(const std::string& path);

// Writes beside the file and renames, so that the file is whole or not there. A file that is replaced keeps its rights.
// Empty, or why it failed.
std::string write_file(const std::string& path, const std::string& text);

}  // namespace quarterday::cli
