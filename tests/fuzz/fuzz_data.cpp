// SPDX-License-Identifier: Apache-2.0
// Any bytes as a data file: they are read or refused, and whatever is wrong can be shown.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "runtime/data/dataset.h"
#include "runtime/diagnostics/render_json.h"
#include "runtime/diagnostics/render_text.h"
#include "tests/unit/data/sample_plan.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  namespace data = quarterday::data;
  namespace diagnostics = quarterday::diagnostics;
  static const quarterday::plan::Plan plan = data::sample::make_plan();
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const data::Dataset dataset = data::load_text("data.csv", text, plan, {}, sources, sink);
  if (sink.has_errors() && dataset.size() != 0) std::abort();
  if (diagnostics::render_text(sink.all(), sources).empty() != sink.empty()) std::abort();
  if (diagnostics::render_json(sink.all(), sources).empty()) std::abort();
  return 0;
}
