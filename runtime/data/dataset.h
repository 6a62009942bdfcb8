// SPDX-License-Identifier: Apache-2.0
#pragma once

// The data of a contract: one long table of reported figures, read from CSV against the inputs of a plan. In come files
// or folders; out comes a Dataset that finds the observation of an input for its members and period, or diagnostics
// that name file, line and column, in which case nothing is settled. Not here: what a missing figure means (that is the
// contract's to say) and any arithmetic.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/diagnostics/diagnostic.h"
#include "runtime/plan/plan.h"
#include "runtime/value/date.h"

namespace quarterday::data {

// One reported figure and the row it came from. A ratio has numerator and denominator and its exact quotient as value.
struct Observation {
  plan::Rational value;
  std::optional<plan::Rational> numerator;
  std::optional<plan::Rational> denominator;
  std::uint32_t file = 0;  // position in Dataset::files
  std::uint64_t line = 0;  // 1-based
  std::optional<value::Date> reported;
};

// A figure that is measured from records when it is asked for.
struct Measurement {
  const Observation* figure = nullptr;
  std::optional<diagnostics::Diagnostic> problem;
};
class Measures {
 public:
  virtual ~Measures() = default;
  // The pointer is good as long as the object. May be called from several threads.
  virtual Measurement measure(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period) = 0;
};

// Figures that come from elsewhere than from files, each when it is asked for.
class Figures {
 public:
  virtual ~Figures() = default;
  // Null when it is not reported. The pointer is good as long as the object.
  virtual const Observation* find(plan::ValueId input, std::span<const plan::EntityId> members,
                                  plan::Period period) = 0;
};

// Where the rows of a table of records stand.
struct RecordFile {
  plan::TableId table;
  std::string path;
  std::uint32_t file = 0;  // position in Dataset::files
};

struct LoadOptions {
  std::optional<value::Date> as_at;  // rows reported later are not known yet
  // Whether the input exists for these members; without it, for all of its indexes (see evaluate::Existence).
  std::function<bool(plan::ValueId, std::span<const plan::EntityId>)> exists;
};

class Dataset {
 public:
  Dataset();
  ~Dataset();
  Dataset(Dataset&&) noexcept;
  Dataset& operator=(Dataset&&) noexcept;

  // Null when it is not reported. The pointer is good as long as the data set. May be called from several threads.
  const Observation* find(plan::ValueId input, std::span<const plan::EntityId> members, plan::Period period) const;
  const std::vector<std::string>& files() const;
  const std::vector<RecordFile>& record_files() const;
  void take_from(std::shared_ptr<Figures> figures);  // instead of what was read
  void measure_with(std::shared_ptr<Measures> measures);
  // Of a value that is measured; no figure without records.
  Measurement measure(plan::ValueId figure, std::span<const plan::EntityId> members, plan::Period period) const;
  std::size_t size() const;  // the figures that are reported, as known at LoadOptions::as_at

 private:
  friend class Loader;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Reads the paths (files, or folders of which every CSV with the header belongs to the data set) in order of name.
// Problems go to the sink; excerpts of the lines concerned are added to `sources`.
Dataset load(const std::vector<std::string>& paths, const plan::Plan& plan, const LoadOptions& options,
             diagnostics::SourceMap& sources, diagnostics::Sink& sink);

// The same for one data file that is in memory.
Dataset load_text(const std::string& name, std::string_view text, const plan::Plan& plan, const LoadOptions& options,
                  diagnostics::SourceMap& sources, diagnostics::Sink& sink);

}  // namespace quarterday::data
