// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tables that stand in CSV files of the project: their rows are put into the declarations that name them. Internal to
// this room.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/share/loader.h"
#include "compiler/share/uses.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::share {

// Of all tables together, each counted as often as it is named.
inline constexpr std::size_t max_table_megabytes = 4;

class Tables {
 public:
  // `path_of`: the path within the project of a file of the contract.
  Tables(syntax::Tree& tree, Loader& loader, std::function<std::string(diagnostics::FileId)> path_of,
         diagnostics::SourceMap& sources, diagnostics::Sink& sink)
      : tree_(tree), loader_(loader), path_of_(std::move(path_of)), sources_(sources), sink_(sink) {}

  void read();
  bool is_whole() const { return is_whole_; }
  const std::vector<diagnostics::FileId>& files() const { return files_; }

 private:
  void read_table(syntax::Declaration& declaration);
  void find(syntax::ScenarioData& data);
  void refuse_others(syntax::Declaration& declaration);
  // False when it could not be read.
  bool fill(syntax::Table& table);
  std::optional<diagnostics::FileId> file_of(const syntax::Title& written);
  bool is_too_much(const syntax::Title& written, std::size_t bytes);
  void take_header(syntax::ParameterDecl& parameter);

  syntax::Tree& tree_;
  Loader& loader_;
  std::function<std::string(diagnostics::FileId)> path_of_;
  diagnostics::SourceMap& sources_;
  diagnostics::Sink& sink_;
  std::map<std::string, diagnostics::FileId, std::less<>> known_;  // by path
  std::vector<diagnostics::FileId> files_;                         // each once, in the order of their first reading
  std::size_t bytes_ = 0;
  bool is_whole_ = true;
};

}  // namespace quarterday::share
