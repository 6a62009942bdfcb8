// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/line_reader.h"

#include <cstring>
#include <utility>

#include "runtime/data/limits.h"

namespace quarterday::data {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// As much of a line that is too long as a diagnostic can show.
constexpr std::size_t head_bytes = 200;

}  // namespace

LineReader::LineReader(Read read) : read_(std::move(read)), buffer_(block_bytes) {}

void LineReader::fill() {
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  const std::ptrdiff_t count = read_(buffer_.data() + end_, buffer_.size() - end_);
  if (count > 0) {
    end_ += static_cast<std::size_t>(count);
  } else {
    ended_ = true;
    failed_ = count < 0;
  }
}

void LineReader::skip_rest_of_line() {
  while (!ended_) {
    begin_ = end_;
    fill();
    const std::size_t newline = std::string_view(buffer_.data(), end_).find('\n');
    if (newline != std::string_view::npos) {
      begin_ = newline + 1;
      return;
    }
  }
  begin_ = end_;
}

Line LineReader::line_of(std::string_view text) {
  ++number_;
  if (number_ == 1 && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (text.ends_with('\r')) text.remove_suffix(1);
  if (text.size() > max_line_bytes) return {text.substr(0, head_bytes), number_, true};
  return {text, number_, false};
}

bool LineReader::next(Line& line) {
  for (;;) {
    const std::string_view rest(buffer_.data() + begin_, end_ - begin_);
    const std::size_t newline = rest.find('\n');
    if (newline != std::string_view::npos) {
      begin_ += newline + 1;
      line = line_of(rest.substr(0, newline));
      return true;
    }
    if (ended_) {
      begin_ = end_;
      if (rest.empty() || failed_) return false;
      line = line_of(rest);
      return true;
    }
    if (rest.size() > max_line_bytes + byte_order_mark.size() + 1) {
      head_ = rest.substr(0, head_bytes);
      skip_rest_of_line();
      line = line_of(head_);
      line.too_long = true;
      return true;
    }
    fill();
  }
}

}  // namespace quarterday::data
