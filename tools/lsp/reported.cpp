// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/reported.h"

#include <filesystem>
#include <system_error>

#include "runtime/evaluate/existence.h"
#include "runtime/records/records.h"
#include "tools/lsp/uri.h"

namespace quarterday::lsp {

namespace fs = std::filesystem;

std::vector<std::string> data_beside(const Analysis& analysis) {
  const auto path = path_of_uri(analysis.uri);
  std::vector<std::string> found;
  if (!path) return found;
  std::error_code problem;
  for (const char* name : {"data.csv", "figures.csv"}) {
    const fs::path file = fs::path(*path).parent_path() / name;
    if (fs::is_regular_file(file, problem)) found.push_back(file.string());
  }
  return found;
}

void Reported::read(const std::vector<std::string>& paths, const plan::Plan& plan) {
  dataset = data::load(paths, plan, {std::nullopt, evaluate::Existence(plan)}, sources, sink);
  if (sink.has_errors()) return;
  if (auto records = records::read(plan, dataset, sources, sink)) dataset.measure_with(records);
}

std::string first_mistake(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all())
    if (diagnostic.severity == diagnostics::Severity::Error) return diagnostic.message;
  return "it cannot be settled";
}

}  // namespace quarterday::lsp
