// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file of records: they are read or refused, whatever is wrong can be shown, and what was read is
// counted as it is listed.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "compiler/compile.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/records/records.h"

namespace {

constexpr const char* contract = R"(contract clinic {
  currency GBP
  term     2024/25 to 2025/26
  settled  each quarter
  party icb
  records stays, each a stay, from "stays.csv"
    | column     | holds               |
    | stay_id    | text                |
    | patient_id | text                |
    | kind       | one of (bed, chair) |
    | came_at    | time                |
    | left_at    | time                |
    | born       | date                |
    | died_on    | optional date       |
    | urgent     | yes/no              |
    | cost       | money               |
  rows current of stays
    keep one for each stay_id: latest left_at, then last in file
  rows left, each a departure, of current, each quarter
    where  left_at is in quarter and (urgent or kind is bed)
    where  18 years after born <= left_at's day
    unless died_on <= 2 days after left_at's day
    unless some other stay with same patient_id has came_at within 48 hours after this departure's left_at
}
)";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace quarterday;
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add(diagnostics::SourceFile("clinic.contract", contract));
  static const plan::Plan plan = [&] {
    auto compiled = compiler::compile(file, sources, sink);
    if (!compiled.plan) std::abort();
    return *std::move(compiled.plan);
  }();
  records::Records records(plan);
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  records.read_text(plan::TableId(0), "stays.csv", text, sources, sink);
  records.check_keys(sink);
  if (diagnostics::render_text(sink.all(), sources).empty() != sink.empty()) std::abort();
  const auto left = std::find_if(plan.values.begin(), plan.values.end(),
                                 [](const plan::Value& value) { return value.name == "number of left"; });
  const plan::ValueId id(static_cast<std::uint32_t>(left - plan.values.begin()));
  const plan::Period quarter = plan.calendar.quarter(2024, 1);
  const data::Measurement measured = records.measure(id, {}, quarter);
  if (measured.problem) return 0;
  const auto verdicts = records.verdicts(id, {}, quarter);
  const auto counted = std::count_if(verdicts.begin(), verdicts.end(), [](const auto& v) { return v.step == 0; });
  if (measured.figure == nullptr || measured.figure->value != plan::Rational(counted)) std::abort();
  return 0;
}
