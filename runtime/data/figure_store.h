// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/data/number.h"

namespace quarterday::data {

struct ReportedFigure {
  // A ratio whose denominator is 0 says that there was nothing to count: the row stands, the figure is not reported.
  enum class Shape : std::uint8_t { not_reported, value, ratio };
  Shape shape = Shape::not_reported;
  Number first;   // the value, or the numerator
  Number second;  // the denominator
};

struct FigureKey {
  plan::ValueId input;
  std::span<const plan::EntityId> members;
  plan::Period period;
};

struct RowPlace {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
};

// A growing row of small things in pieces, so that growing neither copies them nor holds them twice.
template <class T>
class Pieces {
 public:
  std::size_t size() const { return size_; }
  T& operator[](std::size_t at) { return pieces_[at / piece_size][at % piece_size]; }
  const T& operator[](std::size_t at) const { return pieces_[at / piece_size][at % piece_size]; }
  void push_back(const T& item) {
    if (size_ % piece_size == 0) pieces_.push_back(std::make_unique<T[]>(piece_size));
    (*this)[size_++] = item;
  }

 private:
  static constexpr std::size_t piece_size = 1u << 15;
  std::vector<std::unique_ptr<T[]>> pieces_;
  std::size_t size_ = 0;
};

// All rows, 48 bytes each, and for every figure the row that counts. Observations are made when they are asked for:
// a settlement looks at few of the figures.
class FigureStore {
 public:
  explicit FigureStore(std::optional<value::Date> as_at);

  // The row that already gives this figure, in which case nothing is added. An input has as many members in every key.
  std::optional<RowPlace> add(const FigureKey& key, const ReportedFigure& figure, RowPlace place,
                              std::optional<value::Date> reported);
  const Observation* find(const FigureKey& key) const;
  std::size_t count_reported() const;

 private:
  struct Row {
    std::int64_t first = 0;  // digits, or a position in wide_
    std::int64_t second = 0;
    std::uint32_t input = 0;
    std::int32_t first_month = 0;
    std::uint32_t members = 0;  // where they begin in members_
    std::uint32_t file = 0;
    std::uint32_t line = 0;
    std::int32_t reported = 0;  // days since 1970, or undated
    std::uint8_t first_places = 0;
    std::uint8_t second_places = 0;
    ReportedFigure::Shape shape = ReportedFigure::Shape::not_reported;
    plan::Grain grain = plan::Grain::once;
  };

  static constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::int32_t undated = std::numeric_limits<std::int32_t>::min();

  // Open addressing over positions of rows; a power of two of slots, at most three quarters of them taken. The hash is
  // kept to grow without looking at the rows again.
  struct Slot {
    std::uint32_t row = no_row;
    std::uint32_t hash = 0;
  };
  struct Table {
    std::vector<Slot> slots = std::vector<Slot>(64);
    std::size_t used = 0;
  };

  static std::uint32_t hash(const FigureKey& key);
  static void grow_if_needed(Table& table);
  // The slot of the row, or the empty one where it would stand. With a date the row is also of that date.
  std::size_t slot_of(const Table& table, std::uint32_t hash, const FigureKey& key,
                      std::optional<std::int32_t> reported) const;
  bool is_of(const Row& row, const FigureKey& key) const;
  std::uint32_t store(const FigureKey& key, const ReportedFigure& figure, RowPlace place, std::int32_t reported);
  std::int64_t pack(const Number& number, std::uint8_t& places);
  value::Rational unpack(std::int64_t digits, std::uint8_t places) const;
  Observation observation_of(const Row& row) const;
  bool is_reported(const Row& row) const;

  std::int32_t as_at_;
  Pieces<Row> rows_;
  Pieces<std::uint32_t> members_;
  std::vector<value::Rational> wide_;
  Table by_figure_;   // the row that counts, or any if none is known yet
  Table by_version_;  // dated rows by figure and date
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::uint32_t, std::unique_ptr<const Observation>> observations_;  // by row
};

}  // namespace quarterday::data
