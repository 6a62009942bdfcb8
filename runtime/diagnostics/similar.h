// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace quarterday::diagnostics {

// The candidate a misspelt name was probably meant to be, for "did you mean". Letters dropped, added, changed or
// swapped with their neighbour may make up about a third of the name; capitals do not count. Of equally close
// candidates the first one is taken. Names longer than 100 bytes are nobody's misspelling and are skipped.
std::optional<std::string> closest(std::string_view wanted, std::span<const std::string_view> candidates);

}  // namespace quarterday::diagnostics
