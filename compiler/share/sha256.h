// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quarterday::share {

// SHA-256 (FIPS 180-4), by which a contract is known whatever its files are called.
class Sha256 {
 public:
  void add(std::string_view bytes);
  std::string hex();  // of what was added; once, at the end

 private:
  void take(const unsigned char* block);

  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t used_ = 0;  // of block_
  std::uint64_t bytes_ = 0;
};

}  // namespace quarterday::share
