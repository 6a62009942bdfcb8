// SPDX-License-Identifier: Apache-2.0
#pragma once

// The contracts an editor works on: what is open in it, over the files on disk. Each contract is analysed when it is
// asked for and not before, and again only after a change of its own text or of a file it imports.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tools/lsp/analysis.h"
#include "tools/lsp/data_figures.h"
#include "tools/lsp/documents.h"

namespace quarterday::lsp {

class Workspace {
 public:
  Documents& documents() { return documents_; }
  const Documents& documents() const { return documents_; }
  void add_folder(const std::string& path) { folders_.insert(path); }
  void remove_folder(const std::string& path) { folders_.erase(path); }

  // What depends on that text is out of date.
  void changed(std::string_view uri);
  // It is no longer open: what is on disk counts.
  void closed(const std::string& uri);

  // Of a text that is open, or a file on disk; null when there is neither. Good until the next change.
  const Analysis* analysis(const std::string& uri);
  // What is legal but unwise in it (compiler/lint); nothing while it has mistakes. Good until the next change.
  const std::vector<diagnostics::Diagnostic>& findings(const Analysis& analysis);
  void use_lint(bool wanted) { lint_ = wanted; }
  // One step towards all that is to be told of an open text; true when nothing is left to find out.
  bool look_further(const std::string& uri);

  // What terms come to with data; it is worked out when nothing else is to be done.
  DataFigures& data_figures() { return data_figures_; }
  const DataFigures& data_figures() const { return data_figures_; }
  // The files that were chosen for the contract, or those beside it.
  std::vector<std::string> data_for(const Analysis& analysis) const;
  // A file that may be read for the contract: in a folder that is open in the editor, or else in the contract's own.
  bool is_within_reach(const Analysis& analysis, const std::string& path) const;

  // Of texts that are open, those of which the editor has not been told what is wrong with them as they are now.
  std::vector<std::string> untold() const;
  void told(std::string_view uri);
  // Everything that is open or lies in the folders of the workspace, the given one first.
  std::vector<const Analysis*> all(const std::string& first);

 private:
  struct Known {
    std::unique_ptr<const Analysis> analysis;
    std::optional<std::vector<diagnostics::Diagnostic>> findings;  // once they were asked for
    bool out_of_date = true;
    bool told = false;
  };
  std::vector<std::string> contracts_on_disk() const;
  std::unique_ptr<const Analysis> analyse_text(const std::string& uri, const std::string& text);

  Documents documents_;
  std::set<std::string> folders_;
  std::map<std::string, Known, std::less<>> known_;  // by uri
  Parts parts_;
  bool lint_ = true;
  DataFigures data_figures_;
};

}  // namespace quarterday::lsp
