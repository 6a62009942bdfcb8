// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/source_file.h"

#include <algorithm>
#include <utility>

namespace quarterday::diagnostics {
namespace {

// Offsets are 32 bits; the limits on file sizes lie far below, this only keeps the arithmetic sound.
constexpr std::size_t max_text_bytes = 0xffff'fff0;

std::uint32_t narrow(std::size_t value) { return static_cast<std::uint32_t>(value); }

bool begins_code_point(char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; }

std::uint32_t utf16_units(char lead) {
  if (!begins_code_point(lead)) return 0;
  return static_cast<unsigned char>(lead) >= 0xF0 ? 2 : 1;
}

}  // namespace

Span join(Span left, Span right) {
  return {left.file, std::min(left.begin, right.begin), std::max(left.end, right.end)};
}

SourceFile::SourceFile(std::string name, std::string text, std::uint32_t first_line)
    : name_(std::move(name)), text_(std::move(text)), first_line_(first_line), line_begins_{0} {
  if (text_.size() > max_text_bytes) text_.resize(max_text_bytes);
  for (std::size_t at = 0; at < text_.size(); ++at) {
    const bool lone_return = text_[at] == '\r' && (at + 1 == text_.size() || text_[at + 1] != '\n');
    if (text_[at] == '\n' || lone_return) line_begins_.push_back(narrow(at + 1));
  }
}

std::uint32_t SourceFile::last_line() const { return first_line_ + narrow(line_begins_.size() - 1); }

std::size_t SourceFile::line_index(std::uint32_t line) const {
  return std::clamp(line, first_line_, last_line()) - first_line_;
}

std::uint32_t SourceFile::line_of(std::size_t offset) const {
  const auto next = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  return first_line_ + narrow(static_cast<std::size_t>(next - line_begins_.begin()) - 1);
}

std::uint32_t SourceFile::line_begin(std::uint32_t line) const { return line_begins_[line_index(line)]; }

std::string_view SourceFile::line_text(std::uint32_t line) const {
  const std::size_t index = line_index(line);
  const std::size_t begin = line_begins_[index];
  std::size_t end = index + 1 < line_begins_.size() ? line_begins_[index + 1] : text_.size();
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return std::string_view(text_).substr(begin, end - begin);
}

LineColumn SourceFile::position(std::size_t offset) const {
  const std::uint32_t line = line_of(offset);
  const std::string_view text = line_text(line);
  const std::string_view before = text.substr(0, offset - line_begin(line));
  return {line, narrow(static_cast<std::size_t>(std::count_if(before.begin(), before.end(), begins_code_point))) + 1};
}

std::uint32_t SourceFile::utf16_column(std::size_t offset) const {
  const std::uint32_t line = line_of(offset);
  std::uint32_t column = 0;
  for (const char byte : line_text(line).substr(0, offset - line_begin(line))) column += utf16_units(byte);
  return column;
}

std::uint32_t SourceFile::offset_of_utf16_column(std::uint32_t line, std::uint32_t utf16_column) const {
  const std::string_view text = line_text(line);
  std::uint32_t column = 0;
  std::size_t at = 0;
  while (at < text.size() && column < utf16_column) {
    column += utf16_units(text[at]);
    ++at;
    while (at < text.size() && !begins_code_point(text[at])) ++at;
  }
  return line_begin(line) + narrow(at);
}

FileId SourceMap::add(SourceFile file) {
  files_.push_back(std::make_shared<const SourceFile>(std::move(file)));
  return FileId{narrow(files_.size() - 1)};
}

FileId SourceMap::add_again(FileId id) {
  files_.push_back(files_.at(id.index));
  return FileId{narrow(files_.size() - 1)};
}

std::optional<FileId> SourceMap::find(std::string_view name) const {
  const auto found =
      std::find_if(files_.begin(), files_.end(), [name](const auto& file) { return file->name() == name; });
  if (found == files_.end()) return std::nullopt;
  return FileId{narrow(static_cast<std::size_t>(found - files_.begin()))};
}

}  // namespace quarterday::diagnostics
