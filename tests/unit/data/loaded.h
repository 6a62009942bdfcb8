// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/diagnostics/table.h"
#include "tests/unit/data/sample_plan.h"

namespace quarterday::data {

inline constexpr std::string_view usual = "name,period,party,segment,value,numerator,denominator\n";

// A text read against the sample plan, and what came of it.
class Loaded {
 public:
  explicit Loaded(const std::string& text, const LoadOptions& options = {}, int first_month_of_year = 4)
      : plan_(sample::make_plan(first_month_of_year)),
        dataset_(load_text("data.csv", text, plan_, options, sources_, sink_)) {}

  explicit Loaded(const std::vector<std::string>& paths)
      : plan_(sample::make_plan()), dataset_(load(paths, plan_, {}, sources_, sink_)) {}

  const Dataset& dataset() const { return dataset_; }
  const diagnostics::Sink& sink() const { return sink_; }
  const diagnostics::SourceMap& sources() const { return sources_; }

  // `QD8003 data.csv:2:1`, one line each.
  std::string places() const {
    std::string out;
    for (const diagnostics::Diagnostic& diagnostic : sink_.all()) {
      if (!out.empty()) out += "\n";
      out += diagnostics::code_text(diagnostic.id);
      if (!diagnostic.primary.has_place()) continue;
      const diagnostics::SourceFile& file = sources_.file(diagnostic.primary.file);
      const diagnostics::LineColumn at = file.position(diagnostic.primary.begin);
      out += " " + file.name() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    }
    return out;
  }

  std::string rendered() const { return diagnostics::render_text(sink_.all(), sources_); }

  // The value as text, with the ratio it was made of; "none" when it is not reported.
  std::string figure(std::uint32_t input, std::string_view period, const std::vector<std::string>& members = {}) const {
    const Observation* found = find(input, period, members);
    if (found == nullptr) return "none";
    std::string out = found->value.to_text();
    if (found->numerator) out += " = " + found->numerator->to_text() + "/" + found->denominator->to_text();
    return out;
  }

  const Observation* find(std::uint32_t input, std::string_view period,
                          const std::vector<std::string>& members = {}) const {
    std::vector<plan::EntityId> ids;
    for (const std::string& member : members) {
      for (std::uint32_t i = 0; i < plan_.entities.size(); ++i) {
        if (plan_.entities[i].name == member) ids.emplace_back(i);
      }
    }
    return dataset_.find(plan::ValueId(input), ids, period.empty() ? plan::Period{} : *plan_.calendar.parse(period));
  }

 private:
  plan::Plan plan_;
  diagnostics::SourceMap sources_;
  diagnostics::Sink sink_;
  Dataset dataset_;
};

}  // namespace quarterday::data
