// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "runtime/data/columns.h"
#include "runtime/data/figure_rules.h"
#include "runtime/data/figure_store.h"
#include "runtime/data/identity.h"
#include "runtime/data/name_index.h"

namespace quarterday::data {

// Holds rows against the plan, one after the other: a row either becomes a figure of the store or is objected to.
class RowReader {
 public:
  // `files` are the names of the files read so far, to say where an earlier row stands.
  RowReader(const plan::Plan& plan, const std::vector<std::string>& files, FigureStore& store, Findings& findings,
            std::function<bool(plan::ValueId, std::span<const plan::EntityId>)> exists);

  void begin_file(std::uint32_t file, const Columns& columns);
  void read(const CsvLine& row, std::uint32_t line);
  void finish();  // says how many rows had the same unknown name

 private:
  struct UnknownName {
    Diagnostic* diagnostic = nullptr;
    std::size_t rows = 0;
  };

  // A row as it is for all readings of its name.
  struct Row {
    IdentityCells identity;
    FigureCells figure;
    std::optional<plan::Period> period;
    std::optional<value::Date> reported;
    std::uint32_t line = 0;
  };

  bool is_whole(const CsvLine& line);
  bool has_formula(const IdentityCells& cells);
  void report_unknown_name(const Cell& cell);
  std::optional<value::Date> read_date(const CsvLine& line);
  void read_readings(const Row& row, const std::vector<Reading>& readings);
  // `exists` becomes false when the contract has no such figure for these members.
  ReportedFigure try_reading(const Row& row, const Reading& reading, Objections& objections, bool& exists);
  void take_members(const plan::Value& input);  // members_ from positions_
  bool take_part(const Row& row, const plan::Value& input, Objections& objections) const;
  void keep(const Row& row, plan::ValueId input, const ReportedFigure& figure);

  const plan::Plan& plan_;
  const std::vector<std::string>& files_;
  const NameIndex names_;
  FigureStore& store_;
  Findings& findings_;
  const std::function<bool(plan::ValueId, std::span<const plan::EntityId>)> exists_;
  std::uint32_t file_ = 0;
  Columns columns_;
  std::map<std::string, UnknownName, std::less<>> unknown_names_;
  // Of the row at hand; kept between rows for their memory.
  Objections objections_;
  std::vector<std::uint32_t> positions_;
  std::vector<plan::EntityId> members_;
};

}  // namespace quarterday::data
