// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quarterday::lsp {

// `file:///home/ann/msk.contract` as a path; nothing for other schemes and for what is no path.
std::optional<std::string> path_of_uri(std::string_view uri);
// Absolute paths only.
std::string uri_of_path(std::string_view path);

}  // namespace quarterday::lsp
