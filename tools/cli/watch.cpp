// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/watch.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace quarterday::cli {
namespace {

namespace fs = std::filesystem;

// Looking again and again works on every file system, network drives included, where the system's own notices do not.
constexpr std::chrono::milliseconds between_looks{200};

struct Look {
  std::optional<fs::file_time_type> written;
  std::uintmax_t size = 0;
  friend bool operator==(const Look&, const Look&) = default;
};

std::vector<Look> look_at(const std::vector<std::string>& files) {
  std::vector<Look> looks;
  looks.reserve(files.size());
  for (const std::string& file : files) {
    std::error_code gone;
    const fs::file_time_type written = fs::last_write_time(file, gone);
    Look look;
    if (!gone) look = {written, fs::file_size(file, gone)};
    looks.push_back(look);
  }
  return looks;
}

}  // namespace

void wait_for_change(const std::vector<std::string>& files) {
  const std::vector<Look> before = look_at(files);
  std::vector<Look> now = before;
  while (now == before) {
    std::this_thread::sleep_for(between_looks);
    now = look_at(files);
  }
  // A file that is still being written is not read half.
  for (std::vector<Look> last; last != now; now = look_at(files)) {
    last = std::move(now);
    std::this_thread::sleep_for(between_looks);
  }
}

}  // namespace quarterday::cli
