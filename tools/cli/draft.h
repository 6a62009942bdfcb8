// SPDX-License-Identifier: Apache-2.0
#pragma once

// A contract from a template and answers, with its data. The figures that its scenarios expect are settled here, and it
// is tried before anybody sees it.

#include <string>

#include "tools/cli/answers.h"

namespace quarterday::cli {

struct Draft {
  std::string contract;
  std::string data;
  std::string period;   // one that can be settled with the data
  std::string problem;  // what the compiler says against it; otherwise empty
};

Draft draft(const Kind& kind, const Answers& answers);

// Whether a contract of the kind can use the name: it is no word of the language or of the contract itself.
bool can_be_named(const Kind& kind, const Question& question, const std::string& name);

}  // namespace quarterday::cli
