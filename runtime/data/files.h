// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace quarterday::data {

// A regular file open for reading. Anything else, a pipe or a device above all, is refused and not waited for.
class InputFile {
 public:
  // Says in `problem` why it could not be opened.
  static InputFile open(const std::string& path, std::string& problem);

  InputFile(InputFile&& other) noexcept;
  InputFile& operator=(InputFile&&) = delete;
  ~InputFile();

  bool is_open() const { return descriptor_ >= 0; }
  // The number of bytes, 0 at the end, negative when reading fails.
  std::ptrdiff_t read(char* to, std::size_t size);

 private:
  explicit InputFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_ = -1;
};

bool is_folder(const std::string& path);

// Its files that are called *.csv, in order of name, without hidden ones and without those of folders inside it.
std::vector<std::string> csv_files_in(const std::string& folder, std::string& problem);

}  // namespace quarterday::data
