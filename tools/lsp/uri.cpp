// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/uri.h"

#include "tools/cli/files.h"

namespace quarterday::lsp {
namespace {

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> path_of_uri(std::string_view uri) {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme)) return std::nullopt;
  uri.remove_prefix(scheme.size());
  constexpr std::string_view local = "localhost";
  if (uri.starts_with(local)) uri.remove_prefix(local.size());
  if (!uri.starts_with('/')) return std::nullopt;
  std::string path;
  for (std::size_t at = 0; at < uri.size(); ++at) {
    if (uri[at] != '%') {
      path += uri[at];
      continue;
    }
    if (at + 2 >= uri.size() || digit_of(uri[at + 1]) < 0 || digit_of(uri[at + 2]) < 0) return std::nullopt;
    path += static_cast<char>(digit_of(uri[at + 1]) * 16 + digit_of(uri[at + 2]));
    at += 2;
  }
  if (path.find('\0') != std::string::npos) return std::nullopt;
  return path;
}

std::string uri_of_path(std::string_view path) { return "file://" + cli::in_uri(path); }

}  // namespace quarterday::lsp
