// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/transport.h"

#include <algorithm>
#include <charconv>

namespace quarterday::lsp {
namespace {

constexpr std::size_t megabyte = std::size_t{1024} * 1024;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool same_word(std::string_view left, std::string_view right) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [&](char a, char b) { return small(a) == small(b); });
}

struct Length {
  std::optional<std::size_t> bytes;
  std::string problem;
};

// Of the body, as its header says; other lines of a header mean nothing to us.
Length length_in(std::string_view header) {
  Length length;
  while (!header.empty()) {
    const std::size_t end = std::min(header.find("\r\n"), header.size());
    const std::string_view line = header.substr(0, end);
    header.remove_prefix(std::min(header.size(), end + 2));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return {std::nullopt, "a line of the header has no colon"};
    if (!same_word(trimmed(line.substr(0, colon)), "Content-Length")) continue;
    const std::string_view digits = trimmed(line.substr(colon + 1));
    std::size_t bytes = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
    if (error != std::errc{} || stop != digits.data() + digits.size())
      return {std::nullopt, "the Content-Length is no number of bytes"};
    length.bytes = bytes;
  }
  if (!length.bytes) length.problem = "the header has no Content-Length";
  return length;
}

}  // namespace

void FrameReader::feed(std::string_view bytes) {
  const std::size_t skipped = std::min(to_skip_, bytes.size());
  to_skip_ -= skipped;
  bytes_.append(bytes.substr(skipped));
}

std::optional<Frame> FrameReader::next() {
  while (true) {
    if (!length_) {
      if (auto problem = read_header()) return problem;
      if (!length_) return std::nullopt;
    }
    if (bytes_.size() - at_ < *length_) return std::nullopt;
    Frame frame{bytes_.substr(at_, *length_), {}};
    at_ += *length_;
    length_.reset();
    forget_read();
    return frame;
  }
}

// Nothing while the header is not whole, or when it is and has no mistake.
std::optional<Frame> FrameReader::read_header() {
  const std::size_t end = bytes_.find("\r\n\r\n", at_);
  if (end == std::string::npos) {
    if (bytes_.size() - at_ <= max_header_bytes) return std::nullopt;
    bytes_.clear();
    at_ = 0;
    return Frame{{}, "a header has no end"};
  }
  const Length length = end - at_ > max_header_bytes ? Length{std::nullopt, "a header is longer than any editor writes"}
                                                     : length_in(std::string_view(bytes_).substr(at_, end - at_));
  at_ = end + 4;
  forget_read();
  if (!length.bytes) return Frame{{}, length.problem};
  if (*length.bytes > max_message_megabytes * megabyte) {
    const std::size_t here = std::min(*length.bytes, bytes_.size() - at_);
    at_ += here;
    to_skip_ = *length.bytes - here;
    forget_read();
    return Frame{{}, "a message has more than " + std::to_string(max_message_megabytes) + " MB"};
  }
  length_ = length.bytes;
  return std::nullopt;
}

// What was read is let go once there is much of it, so that each byte is moved about once.
void FrameReader::forget_read() {
  if (at_ < bytes_.size() && at_ < megabyte) return;
  bytes_.erase(0, at_);
  at_ = 0;
}

std::string framed(std::string_view body) {
  std::string message = "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
  message += body;
  return message;
}

}  // namespace quarterday::lsp
