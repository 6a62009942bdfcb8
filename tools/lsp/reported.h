// SPDX-License-Identifier: Apache-2.0
#pragma once

// Figures as they are reported, read from files for the plan of a contract: those that lie beside it, those that a
// scenario names, those that somebody chose.

#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "tools/lsp/analysis.h"

namespace quarterday::lsp {

// The CSV files of the contract's own folder, by their names, that could hold its figures.
std::vector<std::string> data_beside(const Analysis& analysis);

struct Reported {
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  data::Dataset dataset;

  // Figures and records; where a file has a mistake, the sink has it and nothing is to be settled.
  void read(const std::vector<std::string>& paths, const plan::Plan& plan);
};

// Why it cannot be settled, in one sentence.
std::string first_mistake(const diagnostics::Sink& sink);

}  // namespace quarterday::lsp
