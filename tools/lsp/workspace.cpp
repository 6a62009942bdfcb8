// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/workspace.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "compiler/lint/lint.h"
#include "tools/cli/files.h"
#include "tools/cli/project.h"
#include "tools/lsp/reported.h"
#include "tools/lsp/uri.h"

namespace quarterday::lsp {

namespace fs = std::filesystem;

namespace {

// A folder that is opened by mistake (a home folder, a disk) must not keep anybody waiting.
constexpr std::size_t most_contracts_on_disk = 500;
constexpr std::size_t most_entries_looked_at = 20'000;

std::string real_path(const std::string& path) {
  std::error_code problem;
  const fs::path real = fs::weakly_canonical(path, problem);
  return problem ? path : real.string();
}

// The files of a project, with what is open in the editor in their places. What may not be opened on disk may not be
// had from the editor either.
class Overlay final : public share::Loader {
 public:
  Overlay(const std::string& contract, const Documents& documents) : project_(contract) {
    for (const auto& [uri, document] : documents.all())
      if (const auto path = path_of_uri(uri)) open_.emplace(real_path(*path), &document);
  }

  std::string contract_path() const override { return project_.contract_path(); }
  std::string contract_identity() const override { return project_.contract_identity(); }
  share::Loaded load(const std::string& path) override {
    share::Loaded loaded = project_.load(path);
    if (loaded.problem == share::Loaded::Problem::outside) return loaded;
    if (const auto open = open_.find(loaded.identity); open != open_.end()) {
      loaded.problem = share::Loaded::Problem::none;
      loaded.text = open->second->text;
      uris.emplace(loaded.name, open->second->uri);
    } else if (!loaded.identity.empty()) {
      uris.emplace(loaded.name, uri_of_path(loaded.identity));
    }
    paths.push_back(loaded.identity.empty() ? path : loaded.identity);
    return loaded;
  }

  UriOf uris;  // by the names of the files
  std::vector<std::string> paths;

 private:
  cli::Project project_;
  std::map<std::string, const Document*> open_;
};

}  // namespace

void Workspace::changed(std::string_view uri) {
  const auto own = known_.find(uri);
  if (own != known_.end()) own->second.out_of_date = true;
  const auto path = path_of_uri(uri);
  if (!path) return;
  const std::string real = real_path(*path);
  const std::string file = fs::path(real).filename().string();
  for (auto& [other, known] : known_) {
    if (!known.analysis) continue;
    const auto& paths = known.analysis->paths;
    // A file that was not there is known by the path it was asked for.
    known.out_of_date = known.out_of_date || std::any_of(paths.begin(), paths.end(), [&](const std::string& asked) {
                          return asked == real || (!asked.starts_with('/') && asked.ends_with(file));
                        });
  }
}

void Workspace::closed(const std::string& uri) {
  changed(uri);
  known_.erase(uri);
  data_figures_.forget(uri);
}

std::unique_ptr<const Analysis> Workspace::analyse_text(const std::string& uri, const std::string& text) {
  const auto path = path_of_uri(uri);
  if (!path) {
    share::MemoryLoader nothing;
    return analyse(uri, uri, text, nothing, {}, {}, parts_);
  }
  Overlay loader(*path, documents_);
  return analyse(uri, fs::path(*path).filename().string(), text, loader, loader.uris, loader.paths, parts_);
}

const Analysis* Workspace::analysis(const std::string& uri) {
  const auto found = known_.find(uri);
  const bool is_open = documents_.find(uri) != nullptr;
  if (is_open && found != known_.end() && !found->second.out_of_date) return found->second.analysis.get();
  std::unique_ptr<const Analysis> made;
  if (const Document* document = documents_.find(uri)) {
    made = analyse_text(uri, document->text);
  } else if (const auto path = path_of_uri(uri)) {
    const cli::FileText file = cli::read_regular(*path);
    if (!file.why.empty() || file.megabytes > 0) return nullptr;
    if (found != known_.end() && !found->second.out_of_date && found->second.analysis->own().text() == file.text)
      return found->second.analysis.get();
    made = analyse_text(uri, file.text);
  }
  if (!made) return nullptr;
  Known& known = known_[uri];
  known.analysis = std::move(made);
  known.findings.reset();
  data_figures_.outdate(uri);
  known.out_of_date = false;
  known.told = false;
  return known.analysis.get();
}

const std::vector<diagnostics::Diagnostic>& Workspace::findings(const Analysis& analysis) {
  std::optional<std::vector<diagnostics::Diagnostic>>& findings = known_[analysis.uri].findings;
  if (findings) return *findings;
  findings.emplace();
  const compiler::Compilation& compiled = analysis.compilation;
  if (lint_ && compiled.plan)
    *findings =
        lint::lint({compiled.tree, *compiled.whole, compiled.contract, *compiled.uses, analysis.sources}).findings;
  return *findings;
}

bool Workspace::is_within_reach(const Analysis& analysis, const std::string& path) const {
  std::error_code problem;
  const fs::path real = fs::canonical(path, problem);
  const auto contract = path_of_uri(analysis.uri);
  if (problem || !fs::is_regular_file(real, problem) || !contract) return false;
  const auto holds = [](const fs::path& folder, const fs::path& file) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
  };
  const fs::path own = real_path(*contract);
  bool has_folder = false;
  for (const std::string& folder : folders_) {
    const fs::path open = fs::canonical(folder, problem);
    if (problem || !holds(open, own)) continue;
    has_folder = true;
    if (holds(open, real)) return true;
  }
  return !has_folder && holds(own.parent_path(), real);
}

std::vector<std::string> Workspace::data_for(const Analysis& analysis) const {
  const ChosenData* chosen = data_figures_.chosen(analysis.uri);
  std::vector<std::string> paths = chosen != nullptr ? std::vector{chosen->path} : data_beside(analysis);
  std::erase_if(paths, [&](const std::string& path) { return !is_within_reach(analysis, path); });
  return paths;
}

bool Workspace::look_further(const std::string& uri) {
  const auto found = known_.find(uri);
  if (found == known_.end() || found->second.out_of_date) {
    const Analysis* made = analysis(uri);
    return made == nullptr || !lint_ || !made->compilation.plan;
  }
  findings(*found->second.analysis);
  return true;
}

std::vector<std::string> Workspace::untold() const {
  std::vector<std::string> uris;
  for (const auto& [uri, document] : documents_.all()) {
    const auto known = known_.find(uri);
    if (known == known_.end() || known->second.out_of_date || !known->second.told) uris.push_back(uri);
  }
  return uris;
}

void Workspace::told(std::string_view uri) {
  if (const auto known = known_.find(uri); known != known_.end()) known->second.told = true;
}

std::vector<std::string> Workspace::contracts_on_disk() const {
  std::vector<std::string> uris;
  std::size_t looked_at = 0;
  for (const std::string& folder : folders_) {
    std::error_code problem;
    fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, problem);
    const fs::recursive_directory_iterator end;
    while (!problem && entries != end && uris.size() < most_contracts_on_disk && ++looked_at < most_entries_looked_at) {
      const std::string name = entries->path().filename().string();
      std::error_code ignored;
      if (entries->is_directory(ignored) && name.starts_with('.')) entries.disable_recursion_pending();
      if (name.ends_with(".contract") && entries->is_regular_file(ignored))
        uris.push_back(uri_of_path(entries->path().string()));
      entries.increment(problem);
    }
  }
  std::sort(uris.begin(), uris.end());
  return uris;
}

std::vector<const Analysis*> Workspace::all(const std::string& first) {
  std::vector<std::string> uris;
  if (!first.empty()) uris.push_back(first);
  for (const auto& [uri, document] : documents_.all()) uris.push_back(uri);
  for (std::string& uri : contracts_on_disk()) uris.push_back(std::move(uri));
  std::vector<const Analysis*> found;
  std::set<std::string> seen;
  for (const std::string& uri : uris) {
    const auto path = path_of_uri(uri);
    if (!seen.insert(path ? real_path(*path) : uri).second) continue;
    if (const Analysis* one = analysis(uri)) found.push_back(one);
  }
  return found;
}

}  // namespace quarterday::lsp
