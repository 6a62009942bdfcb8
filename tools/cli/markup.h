// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace quarterday::cli {

// As text or an attribute of XML and HTML; a control character, which neither can hold, becomes a replacement mark.
std::string escaped(std::string_view text);

}  // namespace quarterday::cli
