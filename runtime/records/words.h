// SPDX-License-Identifier: Apache-2.0
#pragma once

// The texts of all cells, each kept once: cells, and what looks for them, then compare numbers. A million keys of fifty
// letters are read in a fraction of a second and stand in memory only once for all the rows and files that name them.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace quarterday::records {

// A text of these, where it lies; a zero stands behind its end. Two of them are the same text only when they are the
// same.
using Word = const char*;

class Words {
 public:
  Words();

  Word add(std::string_view text);
  // Nothing for a text that no cell says.
  Word find(std::string_view text) const;
  // Whether the text is not only like one of these, but lies where that one does.
  bool holds(const char* text) const;

  std::size_t size() const { return size_; }
  // They count up from 0.
  static std::uint32_t number(Word word);
  static std::string_view text(Word word);

  // The next `add` of this text will find in the cache what it looks at.
  void announce(std::string_view text) const;

 private:
  struct Place {
    Word word = nullptr;
    std::uint64_t hash = 0;
  };
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
    std::size_t used = 0;
  };

  // Where the text stands, or where it would.
  std::size_t place_of(std::string_view text, std::uint64_t hash) const;
  Word keep(std::string_view text);
  void grow();

  std::vector<Block> blocks_;  // each twice as large as the one before
  std::vector<Place> places_;  // a power of two of them, half of them empty
  std::size_t size_ = 0;
};

}  // namespace quarterday::records
