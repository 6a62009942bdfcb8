// SPDX-License-Identifier: Apache-2.0
#pragma once

// Puts the declarations of imported files in the places of their imports. Internal to this room.

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/share/prose.h"
#include "compiler/share/share.h"

namespace quarterday::share {

class Importer {
 public:
  Importer(syntax::Tree& whole, Loader& loader, diagnostics::SourceMap& sources, diagnostics::Sink& sink)
      : whole_(whole), loader_(loader), sources_(sources), sink_(sink) {}

  // Appends to the whole what stands in a file, what it imports included. `path` is its own within the project.
  void take(const std::vector<syntax::Declaration>& declarations, const std::string& path, const std::string& identity);

  // False if something could not be imported: its names are not known then.
  bool is_whole() const { return is_whole_; }
  // Paths within the project, by the ids of the files, in the order in which they were read.
  const std::map<std::uint32_t, std::string>& paths() const { return paths_; }

 private:
  // A file whose declarations are being taken, for circles.
  struct Open {
    std::string identity;
    std::string name;
  };

  void import(const syntax::ImportDecl& import, const std::string& importer);
  void import_subject(const syntax::ImportDecl& import);
  void take_file(const syntax::ImportDecl& import, const std::string& path, Loaded file);
  bool is_taken(const syntax::ImportDecl& import, const std::string& path, const std::string& identity);
  void report_circle(const syntax::ImportDecl& import, std::size_t first, const std::string& name);
  bool is_too_much(const syntax::ImportDecl& import, std::size_t bytes);
  void take_header(const syntax::Header& header);

  syntax::Tree& whole_;
  Loader& loader_;
  diagnostics::SourceMap& sources_;
  diagnostics::Sink& sink_;
  CarriedProse carried_;
  std::vector<Open> open_;
  std::set<std::string, std::less<>> taken_;               // by identity
  std::map<std::string, std::string, std::less<>> known_;  // identities by path, so that no file is read twice
  std::size_t bytes_ = 0;
  std::map<std::uint32_t, std::string> paths_;
  bool full_ = false;
  bool is_whole_ = true;
};

}  // namespace quarterday::share
