// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace quarterday::data {

// A row of data is a few dozen bytes; what is longer than this is no row, and would let a file buy unlimited memory.
inline constexpr std::size_t max_line_bytes = std::size_t{64} * 1024;

// Of all files together. A row takes about 60 bytes, so the largest data set stays below two gigabytes.
inline constexpr std::uint32_t max_rows = 20'000'000;

// Files are read in pieces of this size and never as a whole.
inline constexpr std::size_t block_bytes = std::size_t{1024} * 1024;

}  // namespace quarterday::data
