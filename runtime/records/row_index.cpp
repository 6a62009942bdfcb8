// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/row_index.h"

#include <algorithm>
#include <utility>

namespace quarterday::records {
namespace {

// An empty cell comes before all others.
int compared(const Column& column, Cell left, Cell right) {
  if (column.is_text && left != right && left != Cells::nothing && right != Cells::nothing)
    return Words::text(word_of(left)).compare(Words::text(word_of(right)));
  return left < right ? -1 : left > right ? 1 : 0;
}

int compared(const Column& column, Cell cell, const Bound& bound) {
  if (column.is_text && cell != bound.cell && cell != Cells::nothing)
    return Words::text(word_of(cell)).compare(bound.text);
  return cell < bound.cell ? -1 : cell > bound.cell ? 1 : 0;
}

}  // namespace

RowIndex::RowIndex(const Cells& cells, const Words& words, std::vector<std::uint32_t> by)
    : cells_(cells), words_(words), by_(std::move(by)) {
  gather();
  if (by_.size() > 2) sort_groups();
}

// Every row to its group, in one pass to count them and one to place them: no comparison is needed. Empty words come
// together behind all others.
void RowIndex::gather() {
  const Column& first = cells_.columns[by_.front()];
  if (!first.is_text) {
    numbers_.reserve(cells_.row_count());
    for (Row row = 0; row < cells_.row_count(); ++row) numbers_.push_back(cells_.at(row, by_[0]));
    std::sort(numbers_.begin(), numbers_.end());
    numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
  }
  const std::size_t count = first.is_text ? words_.size() + 1 : numbers_.size();
  std::vector<Row> groups;
  groups.reserve(cells_.row_count());
  for (Row row = 0; row < cells_.row_count(); ++row) {
    const Cell cell = cells_.at(row, by_[0]);
    groups.push_back(static_cast<Row>(cell == Cells::nothing && first.is_text ? count - 1 : group_of(cell)));
  }
  begins_.assign(count + 1, 0);
  for (const Row group : groups) ++begins_[group + 1];
  for (std::size_t at = 1; at < begins_.size(); ++at) begins_[at] += begins_[at - 1];
  filled_ = static_cast<std::size_t>(std::ranges::count_if(
      begins_, [&, before = Row{0}](Row begin) mutable { return std::exchange(before, begin) != begin; }));
  std::vector<Row> next = begins_;
  places_.resize(groups.size());
  for (Row row = 0; row < groups.size(); ++row) places_[next[groups[row]]++] = {row, cells_.at(row, by_[1])};
}

void RowIndex::sort_groups() {
  const Column& second = cells_.columns[by_[1]];
  const auto before = [&](const Place& left, const Place& right) {
    if (const int sign = compared(second, left.second, right.second); sign != 0) return sign < 0;
    for (std::size_t i = 2; i < by_.size(); ++i) {
      const auto cell = [&](const Place& place) { return cells_.at(place.row, by_[i]); };
      if (const int sign = compared(cells_.columns[by_[i]], cell(left), cell(right)); sign != 0) return sign < 0;
    }
    return left.row < right.row;
  };
  for (std::size_t at = 0; at < group_count(); ++at)
    if (begins_[at + 1] - begins_[at] > 1)
      std::sort(places_.begin() + begins_[at], places_.begin() + begins_[at + 1], before);
}

bool RowIndex::begins_with(std::span<const std::uint32_t> columns) const {
  return by_.size() >= columns.size() && std::equal(columns.begin(), columns.end(), by_.begin());
}

Row RowIndex::usual_count() const { return filled_ == 0 ? 0 : static_cast<Row>(places_.size() / filled_); }

std::size_t RowIndex::group_of(Cell cell) const {
  if (cells_.columns[by_.front()].is_text) return cell == Cells::nothing ? group_count() : Words::number(word_of(cell));
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), cell);
  return found != numbers_.end() && *found == cell ? static_cast<std::size_t>(found - numbers_.begin())
                                                   : numbers_.size();
}

std::span<const RowIndex::Place> RowIndex::group(std::size_t at) const {
  return std::span(places_).subspan(begins_[at], begins_[at + 1] - begins_[at]);
}

// Of places in the order of the column at `level`, those within the bound.
std::span<const RowIndex::Place> RowIndex::within(std::span<const Place> places, std::size_t level,
                                                  const Bound& bound) const {
  using Sign = Bound::Sign;
  const Column& column = cells_.columns[bound.column];
  const auto cell = [&](const Place& place) { return level == 1 ? place.second : cells_.at(place.row, bound.column); };
  const bool has_lower = bound.sign != Sign::less && bound.sign != Sign::less_equal;
  const bool has_upper = bound.sign != Sign::greater && bound.sign != Sign::greater_equal;
  const auto is_too_low = [&](const Place& place) {
    if (!has_lower) return cell(place) == Cells::nothing;
    return compared(column, cell(place), bound) < (bound.sign == Sign::greater ? 1 : 0);
  };
  const auto is_low_enough = [&](const Place& place) {
    return compared(column, cell(place), bound) < (bound.sign == Sign::less ? 0 : 1);
  };
  const auto first = std::partition_point(places.begin(), places.end(), is_too_low);
  const auto last = has_upper ? std::partition_point(first, places.end(), is_low_enough) : places.end();
  return {first, last};
}

std::span<const RowIndex::Place> RowIndex::rows(std::span<const Bound> bounds) const {
  std::span<const Place> found(places_);
  for (std::size_t level = 0; level < by_.size(); ++level) {
    bool is_one = false;
    for (const Bound& bound : bounds) {
      if (bound.column != by_[level]) continue;
      is_one = is_one || bound.sign == Bound::Sign::equal;
      if (level > 0) {
        found = within(found, level, bound);
      } else if (bound.sign == Bound::Sign::equal) {
        const std::size_t at = group_of(bound.cell);
        found = at < group_count() ? group(at) : std::span<const Place>();
      }
    }
    if (!is_one) break;
  }
  return found;
}

}  // namespace quarterday::records
