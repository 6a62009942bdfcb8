// SPDX-License-Identifier: Apache-2.0
//
// Texts and places in them. A contract, a data file or an excerpt of a huge data file is a SourceFile; everything that
// wants to point at text holds a Span of byte offsets. Lines and columns are worked out only when something is shown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quarterday::diagnostics {

struct FileId {
  std::uint32_t index = 0;

  friend bool operator==(FileId, FileId) = default;
};

inline constexpr FileId no_file{0xffff'ffff};

// Byte offsets into the text of a file, half open. A span in `no_file` is a problem without a place, such as a file
// that cannot be opened.
struct Span {
  FileId file = no_file;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  static constexpr Span nowhere() { return {}; }
  constexpr bool has_place() const { return file.index != no_file.index; }

  friend bool operator==(const Span&, const Span&) = default;
};

// The smallest span that holds both; both must lie in one file.
Span join(Span left, Span right);

struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;  // counted in Unicode code points

  friend bool operator==(LineColumn, LineColumn) = default;
};

// Line ends are \n, \r\n and a lone \r. Offsets beyond the text and lines outside the file are brought back to the
// nearest one there is, so that a wrong span is shown in a wrong place but never read out of bounds.
class SourceFile {
 public:
  // An excerpt holds one line or a few of a larger file; `first_line` is then the real number of its first line.
  SourceFile(std::string name, std::string text, std::uint32_t first_line = 1);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  std::uint32_t first_line() const { return first_line_; }
  std::uint32_t last_line() const;

  LineColumn position(std::size_t offset) const;

  // Without its line end.
  std::string_view line_text(std::uint32_t line) const;
  std::uint32_t line_begin(std::uint32_t line) const;
  std::uint32_t line_of(std::size_t offset) const;

  // Editors count columns in UTF-16 units from 0.
  std::uint32_t utf16_column(std::size_t offset) const;
  std::uint32_t offset_of_utf16_column(std::uint32_t line, std::uint32_t utf16_column) const;

 private:
  std::size_t line_index(std::uint32_t line) const;

  std::string name_;
  std::string text_;
  std::uint32_t first_line_;
  std::vector<std::uint32_t> line_begins_;
};

// Owns the texts of one run. References stay good while files are added.
class SourceMap {
 public:
  FileId add(SourceFile file);
  // The same file once more, under another id: for text that stands in one place and is read in several.
  FileId add_again(FileId id);
  const SourceFile& file(FileId id) const { return *files_.at(id.index); }
  std::optional<FileId> find(std::string_view name) const;
  bool contains(FileId id) const { return id.index < files_.size(); }
  std::size_t size() const { return files_.size(); }

 private:
  std::vector<std::shared_ptr<const SourceFile>> files_;
};

}  // namespace quarterday::diagnostics
