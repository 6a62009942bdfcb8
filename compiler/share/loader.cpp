// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/loader.h"

#include <vector>

namespace quarterday::share {
namespace {

// False when `..` leads above the top.
bool step(std::vector<std::string_view>& folders, std::string_view name) {
  if (name.empty() || name == ".") return true;
  if (name != "..") {
    folders.push_back(name);
    return true;
  }
  if (folders.empty()) return false;
  folders.pop_back();
  return true;
}

bool walk(std::vector<std::string_view>& folders, std::string_view path) {
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    if (!step(folders, path.substr(0, slash))) return false;
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
  }
  return true;
}

}  // namespace

std::optional<std::string> resolve(std::string_view importer, std::string_view written) {
  if (written.empty() || written.front() == '/') return std::nullopt;
  const std::size_t last_slash = importer.rfind('/');
  std::vector<std::string_view> folders;
  if (last_slash != std::string_view::npos && !walk(folders, importer.substr(0, last_slash))) return std::nullopt;
  if (!walk(folders, written)) return std::nullopt;
  std::string path;
  for (const std::string_view folder : folders) path.append(path.empty() ? "" : "/").append(folder);
  return path;
}

Loaded MemoryLoader::load(const std::string& path) {
  const auto found = files_.find(path);
  if (found == files_.end()) return {Loaded::Problem::unreadable, "", path, path, "there is no such file"};
  return {Loaded::Problem::none, found->second, path, path, ""};
}

}  // namespace quarterday::share
