// SPDX-License-Identifier: Apache-2.0
#pragma once

// Rows of a table in an order in which they are looked up: together by their cell in a first column, and within such a
// group by further columns and at last by their line.

#include <span>
#include <vector>

#include "runtime/records/column.h"

namespace quarterday::records {

class RowIndex {
 public:
  // With the cell in the second column, of which most searches ask: it then need not be fetched.
  struct Place {
    Row row = 0;
    Cell second = 0;
  };

  // The cells and the words must stay where they are.
  RowIndex(const Cells& cells, const Words& words, std::vector<std::uint32_t> by);

  const std::vector<std::uint32_t>& by() const { return by_; }
  bool begins_with(std::span<const std::uint32_t> columns) const;

  // Those within the bounds of its columns from the first one on, as far as these are bounded: each equal to something
  // and the last one perhaps between two ends. The first column must be equal to something.
  std::span<const Place> rows(std::span<const Bound> bounds) const;

  // Rows with the same cell in the first column, on average.
  Row usual_count() const;

  std::size_t group_count() const { return begins_.size() - 1; }
  std::span<const Place> group(std::size_t at) const;

 private:
  void gather();
  void sort_groups();
  std::size_t group_of(Cell cell) const;
  std::span<const Place> within(std::span<const Place> places, std::size_t level, const Bound& bound) const;

  const Cells& cells_;
  const Words& words_;
  std::vector<std::uint32_t> by_;
  std::vector<Cell> numbers_;  // of the groups, in order, when the first column holds numbers; words are numbered
  std::vector<Row> begins_;    // of each group in `places_`, and the end of the last
  std::vector<Place> places_;
  std::size_t filled_ = 0;  // groups with rows
};

}  // namespace quarterday::records
