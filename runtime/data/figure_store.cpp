// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/figure_store.h"

#include <algorithm>
#include <utility>

namespace quarterday::data {
namespace {

// Marks a number of more digits than a row can hold.
constexpr std::uint8_t is_wide = 0xff;

constexpr std::uint64_t odd_multiplier = 0x9E3779B97F4A7C15u;

std::uint64_t mixed(std::uint64_t hash, std::uint64_t item) {
  hash = (hash ^ item) * odd_multiplier;
  return hash ^ (hash >> 29);
}

std::int32_t days_of(const value::Date& date) { return static_cast<std::int32_t>(date.days_since_epoch()); }

std::uint64_t hash_of_period(plan::Grain grain, std::int32_t first_month) {
  return static_cast<std::uint64_t>(static_cast<std::uint32_t>(first_month)) * 4 + static_cast<std::uint64_t>(grain);
}

}  // namespace

FigureStore::FigureStore(std::optional<value::Date> as_at)
    : as_at_(as_at ? days_of(*as_at) : std::numeric_limits<std::int32_t>::max()) {}

std::uint32_t FigureStore::hash(const FigureKey& key) {
  std::uint64_t result = mixed(key.input.index, hash_of_period(key.period.grain, key.period.first_month));
  for (const plan::EntityId member : key.members) result = mixed(result, member.index);
  return static_cast<std::uint32_t>(result >> 32);
}

bool FigureStore::is_of(const Row& row, const FigureKey& key) const {
  if (row.input != key.input.index || row.grain != key.period.grain || row.first_month != key.period.first_month) {
    return false;
  }
  for (std::size_t i = 0; i < key.members.size(); ++i) {
    if (members_[row.members + i] != key.members[i].index) return false;
  }
  return true;
}

std::size_t FigureStore::slot_of(const Table& table, std::uint32_t hash, const FigureKey& key,
                                 std::optional<std::int32_t> reported) const {
  const std::size_t mask = table.slots.size() - 1;
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = table.slots[at];
    if (slot.row == no_row) return at;
    if (slot.hash != hash) continue;
    const Row& row = rows_[slot.row];
    if (is_of(row, key) && (!reported || row.reported == *reported)) return at;
  }
}

void FigureStore::grow_if_needed(Table& table) {
  if (table.used * 4 < table.slots.size() * 3) return;
  std::vector<Slot> larger(table.slots.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (const Slot& slot : table.slots) {
    if (slot.row == no_row) continue;
    std::size_t at = slot.hash & mask;
    while (larger[at].row != no_row) at = (at + 1) & mask;
    larger[at] = slot;
  }
  table.slots = std::move(larger);
}

std::int64_t FigureStore::pack(const Number& number, std::uint8_t& places) {
  if (!number.wide) {
    places = number.places;
    return number.digits;
  }
  places = is_wide;
  wide_.push_back(*number.wide);
  return static_cast<std::int64_t>(wide_.size() - 1);
}

value::Rational FigureStore::unpack(std::int64_t digits, std::uint8_t places) const {
  if (places == is_wide) return wide_[static_cast<std::size_t>(digits)];
  return Number{digits, places, {}}.exact();
}

std::uint32_t FigureStore::store(const FigureKey& key, const ReportedFigure& figure, RowPlace place,
                                 std::int32_t reported) {
  Row row;
  row.first = pack(figure.first, row.first_places);
  row.second = pack(figure.second, row.second_places);
  row.input = key.input.index;
  row.first_month = key.period.first_month;
  row.grain = key.period.grain;
  row.members = static_cast<std::uint32_t>(members_.size());
  for (const plan::EntityId member : key.members) members_.push_back(member.index);
  row.file = place.file;
  row.line = place.line;
  row.reported = reported;
  row.shape = figure.shape;
  rows_.push_back(row);
  return static_cast<std::uint32_t>(rows_.size() - 1);
}

std::optional<RowPlace> FigureStore::add(const FigureKey& key, const ReportedFigure& figure, RowPlace place,
                                         std::optional<value::Date> reported) {
  grow_if_needed(by_figure_);
  grow_if_needed(by_version_);
  const std::int32_t days = reported ? days_of(*reported) : undated;
  const std::uint32_t figure_hash = hash(key);
  const std::size_t at = slot_of(by_figure_, figure_hash, key, {});
  const std::uint32_t there = by_figure_.slots[at].row;
  // A figure with a date and one without cannot be put in order, so they are as good as two without.
  if (there != no_row && (days == undated || rows_[there].reported == undated)) {
    return RowPlace{rows_[there].file, rows_[there].line};
  }
  std::size_t version_at = 0;
  const std::uint32_t version_hash =
      static_cast<std::uint32_t>(mixed(figure_hash, static_cast<std::uint32_t>(days)) >> 32);
  if (days != undated) {
    version_at = slot_of(by_version_, version_hash, key, days);
    const std::uint32_t same = by_version_.slots[version_at].row;
    if (same != no_row) return RowPlace{rows_[same].file, rows_[same].line};
  }

  const std::uint32_t row = store(key, figure, place, days);
  if (days != undated) {
    by_version_.slots[version_at] = {row, version_hash};
    ++by_version_.used;
  }
  if (there == no_row) {
    by_figure_.slots[at] = {row, figure_hash};
    ++by_figure_.used;
  } else if (days <= as_at_ && (rows_[there].reported > as_at_ || rows_[there].reported < days)) {
    by_figure_.slots[at].row = row;
  }
  return std::nullopt;
}

bool FigureStore::is_reported(const Row& row) const {
  return row.reported <= as_at_ && row.shape != ReportedFigure::Shape::not_reported;
}

Observation FigureStore::observation_of(const Row& row) const {
  Observation observation;
  observation.value = unpack(row.first, row.first_places);
  if (row.shape == ReportedFigure::Shape::ratio) {
    observation.numerator = observation.value;
    observation.denominator = unpack(row.second, row.second_places);
    observation.value = value::Rational::ratio(*observation.numerator, *observation.denominator);
  }
  observation.file = row.file;
  observation.line = row.line;
  if (row.reported != undated) observation.reported = value::Date::from_days_since_epoch(row.reported);
  return observation;
}

const Observation* FigureStore::find(const FigureKey& key) const {
  const std::uint32_t row = by_figure_.slots[slot_of(by_figure_, hash(key), key, {})].row;
  if (row == no_row || !is_reported(rows_[row])) return nullptr;
  const std::lock_guard lock(mutex_);
  std::unique_ptr<const Observation>& made = observations_[row];
  if (!made) made = std::make_unique<const Observation>(observation_of(rows_[row]));
  return made.get();
}

std::size_t FigureStore::count_reported() const {
  return static_cast<std::size_t>(
      std::count_if(by_figure_.slots.begin(), by_figure_.slots.end(),
                    [this](const Slot& slot) { return slot.row != no_row && is_reported(rows_[slot.row]); }));
}

}  // namespace quarterday::data
