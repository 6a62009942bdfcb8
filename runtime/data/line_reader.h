// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::data {

struct Line {
  std::string_view text;     // without its line end; good until the next line is read
  std::uint32_t number = 0;  // from 1
  bool too_long = false;     // `text` is then only its beginning
};

// Lines of a file of any size in a bounded amount of memory. Line ends are \n and \r\n; a byte order mark is skipped.
class LineReader {
 public:
  // Puts up to `size` bytes at `to`: their number, 0 at the end, negative when reading fails.
  using Read = std::function<std::ptrdiff_t(char* to, std::size_t size)>;

  explicit LineReader(Read read);

  bool next(Line& line);
  bool failed() const { return failed_; }

 private:
  void fill();
  void skip_rest_of_line();
  Line line_of(std::string_view text);

  Read read_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;  // what is read but not yet handed out: [begin_, end_)
  std::size_t end_ = 0;
  std::uint32_t number_ = 0;
  bool ended_ = false;
  bool failed_ = false;
  std::string head_;  // of a line that is too long
};

}  // namespace quarterday::data
