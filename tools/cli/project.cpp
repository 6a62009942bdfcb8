// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/project.h"

#include <algorithm>
#include <system_error>

#include "tools/cli/files.h"

namespace quarterday::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* marker = "quarterday.project";

fs::path top_above(const fs::path& folder) {
  std::error_code ignored;
  for (fs::path at = folder;; at = at.parent_path()) {
    if (fs::is_regular_file(at / marker, ignored)) return at;
    if (at == at.parent_path()) return folder;
  }
}

bool lies_below(const fs::path& path, const fs::path& top) {
  return std::mismatch(top.begin(), top.end(), path.begin(), path.end()).first == top.end();
}

}  // namespace

Project::Project(const std::string& contract) {
  const fs::path path(contract == "-" ? "standard input" : contract);
  folder_ = path.parent_path();
  file_ = path.filename().string();
  std::error_code problem;
  real_folder_ = fs::canonical(folder_.empty() ? fs::path(".") : folder_, problem);
  top_ = top_above(real_folder_);
}

std::string Project::contract_path() const {
  return (real_folder_.lexically_relative(top_) / file_).lexically_normal().generic_string();
}

std::string Project::contract_identity() const {
  std::error_code problem;
  const fs::path real = fs::canonical(real_folder_ / file_, problem);
  return problem ? (real_folder_ / file_).string() : real.string();
}

share::Loaded Project::load(const std::string& path) {
  using Problem = share::Loaded::Problem;
  share::Loaded loaded;
  loaded.name = shown(path);
  std::error_code problem;
  const fs::path real = fs::canonical(top_ / path, problem);
  if (problem) {
    loaded.problem = Problem::unreadable;
    loaded.why = problem.message();
    return loaded;
  }
  loaded.identity = real.string();
  if (!lies_below(real, top_)) {
    loaded.problem = Problem::outside;
    return loaded;
  }
  FileText read = read_regular(real.string());
  loaded.text = std::move(read.text);
  if (!read.why.empty()) {
    loaded.problem = Problem::unreadable;
    loaded.why = read.why;
  } else if (read.megabytes > 0) {
    loaded.problem = Problem::too_large;
    loaded.why = std::to_string(read.megabytes);
  }
  return loaded;
}

// As seen from where the contract was seen.
std::string Project::shown(const std::string& path) const {
  return (folder_ / (top_ / path).lexically_relative(real_folder_)).lexically_normal().generic_string();
}

}  // namespace quarterday::cli
