// SPDX-License-Identifier: Apache-2.0
#include "runtime/records/records.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "runtime/data/files.h"
#include "runtime/records/database.h"
#include "runtime/records/read_tables.h"

namespace quarterday::records {
namespace {

using diagnostics::Id;
using diagnostics::make;
using diagnostics::Sink;
using diagnostics::SourceMap;
using diagnostics::Span;
using What = plan::RecordFigure::What;

constexpr std::size_t most_keys_twice = 20;  // that are reported

plan::Rational unscaled(std::int64_t figure) { return plan::Rational(figure) / plan::Rational(plan::record_scale); }

}  // namespace

Records::Records(const plan::Plan& plan) : plan_(plan), database_(std::make_unique<Database>()) {
  for (const plan::RecordTable& table : plan.records.tables)
    database_->add_table(table_name(table.name), columns_of(table));
}

Records::~Records() = default;

std::vector<std::string> Records::names(std::span<const plan::EntityId> members) const {
  std::vector<std::string> names;
  names.reserve(members.size());
  for (const plan::EntityId member : members) names.push_back(plan_.entity(member).name);
  return names;
}

// An index that begins with the columns of another one serves for both.
void Records::make_indexes(const std::set<Index>& wanted) {
  for (const auto& [table, columns] : wanted) {
    const auto is_longer = [table = table, &columns = columns](const Index& other) {
      return other.first == table && other.second.size() > columns.size() &&
             std::equal(columns.begin(), columns.end(), other.second.begin());
    };
    if (std::ranges::none_of(wanted, is_longer)) database_->table(table).index(columns);
  }
}

std::string Records::query(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period) const {
  return QueryWriter(plan_, period).figure(*plan_.value(figure).records, names(members));
}

std::optional<std::string> Records::ask(plan::ValueId id, std::span<const plan::EntityId> members, plan::Period period,
                                        std::optional<data::Observation>& observation) {
  const plan::RecordFigure& figure = *plan_.value(id).records;
  QueryWriter writer(plan_, period);
  const std::string query = writer.figure(figure, names(members));
  make_indexes(writer.indexes());
  return database_->ask(query, [&](const std::vector<Field>& answer) {
    const Field& first = answer.front();
    if (first.kind != Field::Kind::integer) return;  // the highest of none
    data::Observation found;
    found.file = files_[plan_.records.set(figure.set).table.index];
    found.value = figure.what == What::number ? plan::Rational(first.integer) : unscaled(first.integer);
    if (figure.what == What::average) {
      if (answer[1].integer == 0) return;
      found.numerator = found.value;
      found.denominator = plan::Rational(answer[1].integer);
      found.value = *found.numerator / *found.denominator;
    }
    observation = found;
  });
}

data::Measurement Records::measure(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period) {
  const std::scoped_lock lock(mutex_);
  const Key key{figure, {period, {members.begin(), members.end()}}};
  if (const auto known = measured_.find(key); known != measured_.end()) return {known->second.get(), std::nullopt};
  std::optional<data::Observation> observation;
  if (const auto problem = ask(figure, members, period, observation)) {
    return {nullptr,
            make<Id::CannotMeasure>(Span::nowhere(), plan_.value(figure).name, plan_.calendar.name(period), *problem)};
  }
  auto kept = observation ? std::make_unique<const data::Observation>(*observation) : nullptr;
  return {measured_.emplace(key, std::move(kept)).first->second.get(), std::nullopt};
}

std::vector<Verdict> Records::verdicts(plan::ValueId figure, std::span<const plan::EntityId> members,
                                       plan::Period period) {
  const std::scoped_lock lock(mutex_);
  QueryWriter writer(plan_, period);
  const std::string query = writer.reasons(plan_.value(figure).records->set, names(members));
  make_indexes(writer.indexes());
  std::vector<Verdict> verdicts;
  database_->ask(query, [&](const std::vector<Field>& answer) {
    const Field& id = answer[1];
    verdicts.push_back({static_cast<std::uint64_t>(answer[0].integer),
                        id.kind == Field::Kind::integer ? std::to_string(id.integer) : std::string(id.text),
                        static_cast<std::size_t>(answer[2].integer)});
  });
  return verdicts;
}

void Records::read(const data::RecordFile& record_file, SourceMap& sources, Sink& sink) {
  files_[record_file.table.index] = record_file.file;
  file_names_[record_file.table.index] = record_file.path;
  std::string problem;
  data::InputFile file = data::InputFile::open(record_file.path, problem);
  if (!file.is_open()) {
    sink.report(make<Id::CannotReadFile>(Span::nowhere(), record_file.path, problem));
    return;
  }
  data::LineReader lines([&file](char* to, std::size_t size) { return file.read(to, size); });
  read_table(plan_, record_file.table, record_file.path, lines, database_->table(record_file.table.index), sources,
             sink);
}

void Records::read_text(plan::TableId table, const std::string& name, std::string_view text, SourceMap& sources,
                        Sink& sink) {
  file_names_[table.index] = name;
  data::LineReader lines([&text](char* to, std::size_t size) {
    const std::size_t count = std::min(size, text.size());
    if (count > 0) std::memcpy(to, text.data(), count);
    text.remove_prefix(count);
    return static_cast<std::ptrdiff_t>(count);
  });
  read_table(plan_, table, name, lines, database_->table(table.index), sources, sink);
}

void Records::check_keys(Sink& sink) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> keys;
  for (const plan::RecordTable& table : plan_.records.tables)
    for (const plan::RecordColumn& column : table.columns)
      if (column.refers_to) keys.emplace(column.refers_to.index, column.refers_column);
  for (const auto& [index, column] : keys) check_key(index, column, sink);
}

// That no two rows of a table have the same key; the first of those that do, in the order of the file.
void Records::check_key(std::uint32_t at, std::uint32_t column, Sink& sink) {
  const std::string& name = plan_.records.tables[at].columns[column].name;
  Table& table = database_->table(at);
  const RowIndex& index = table.index({name});
  std::vector<std::pair<Row, Row>> twice;  // the first row and the last
  for (std::size_t i = 0; i < index.group_count(); ++i) {
    const std::span<const RowIndex::Place> group = index.group(i);
    if (group.size() < 2) continue;
    const auto [first, last] = std::ranges::minmax(group, {}, &RowIndex::Place::row);
    twice.emplace_back(first.row, last.row);
  }
  std::ranges::sort(twice);
  if (twice.size() > most_keys_twice) twice.resize(most_keys_twice);
  for (const auto& [first, last] : twice) {
    const auto line = [&](Row row) { return table.cells().at(row, 0); };
    sink.report(
            make<Id::RecordsKeyTwice>(Span::nowhere(), name, Words::text(word_of(table.cells().at(first, column + 1)))))
        .note(fmt::format("{}:{}", file_names_[at], line(first)))
        .note(fmt::format("{}:{}", file_names_[at], line(last)));
  }
}

std::shared_ptr<Records> read(const plan::Plan& plan, const data::Dataset& dataset, SourceMap& sources, Sink& sink) {
  if (plan.records.tables.empty()) return nullptr;
  auto records = std::make_shared<Records>(plan);
  for (std::uint32_t at = 0; at < plan.records.tables.size(); ++at) {
    const plan::RecordTable& table = plan.records.tables[at];
    const auto found = std::ranges::find(dataset.record_files(), plan::TableId(at), &data::RecordFile::table);
    if (found == dataset.record_files().end()) {
      sink.report(make<Id::RecordsNotFound>(Span::nowhere(), table.name, table.file))
          .help("give it, or the folder it lies in, with '--data'");
    } else {
      records->read(*found, sources, sink);
    }
  }
  if (!sink.has_errors()) records->check_keys(sink);
  return sink.has_errors() ? nullptr : records;
}

}  // namespace quarterday::records
