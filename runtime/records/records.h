// SPDX-License-Identifier: Apache-2.0
#pragma once

// Records: tables of single events, and the figures measured from them. In come the files that the data set found for
// the tables of a plan; out come figures of the plan's values, each with the query that counts it and, when asked, the
// rows it counted and why others were left out. A set of rows is data of the plan; query.h makes SQL of it, database.h
// runs it. Not here: what a set means to a reader (that is the statement's to say), and the arithmetic on the figures.

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/records/query.h"

namespace quarterday::records {

class Database;

// A row of the table, as the set judged it.
struct Verdict {
  std::uint64_t line = 0;
  std::string id;        // the cell of the first column
  std::size_t step = 0;  // 0: it counts; otherwise the first of `steps_of` that left it out, from 1
};

class Records : public data::Measures {
 public:
  explicit Records(const plan::Plan& plan);
  ~Records() override;

  data::Measurement measure(plan::ValueId figure, std::span<const plan::EntityId> members,
                            plan::Period period) override;
  std::string query(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period) const;
  // In the order of the file.
  std::vector<Verdict> verdicts(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period);

  // Reads the file of a table. `file` is its position in Dataset::files.
  void read(const data::RecordFile& file, diagnostics::SourceMap& sources, diagnostics::Sink& sink);
  void read_text(plan::TableId table, const std::string& name, std::string_view text, diagnostics::SourceMap& sources,
                 diagnostics::Sink& sink);
  // That each key to which other rows refer stands in one row.
  void check_keys(diagnostics::Sink& sink);

 private:
  void check_key(std::uint32_t table, std::uint32_t column, diagnostics::Sink& sink);
  using Key = std::pair<plan::ValueId, std::pair<plan::Period, std::vector<plan::EntityId>>>;

  std::vector<std::string> names(std::span<const plan::EntityId> members) const;
  void make_indexes(const std::set<Index>& wanted);
  std::optional<std::string> ask(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period,
                                 std::optional<data::Observation>& observation);

  const plan::Plan& plan_;
  std::unique_ptr<Database> database_;
  std::map<std::uint32_t, std::uint32_t> files_;  // by table
  std::map<std::uint32_t, std::string> file_names_;
  std::mutex mutex_;
  std::map<Key, std::unique_ptr<const data::Observation>> measured_;
};

// Reads the files that the data set found. Null where the contract has no records, or after a problem.
std::shared_ptr<Records> read(const plan::Plan& plan, const data::Dataset& dataset, diagnostics::SourceMap& sources,
                              diagnostics::Sink& sink);

}  // namespace quarterday::records
