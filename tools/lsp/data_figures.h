// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the terms of a contract come to in one period with the data that lie beside it, or that somebody chose. Settling
// may take longer than anybody waits for a letter to appear, so it is done when nothing else is to be done, and kept
// until the contract or the files change.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/lsp/analysis.h"

namespace quarterday::lsp {

struct ChosenData {
  std::string path;
  std::string period;  // empty: the last for which it has figures
};

// "= £12,345.00 in 2024/25-Q2 with data.csv"; where there are several members, all of them by the line.
struct FigureWithData {
  std::string label;
  std::string every;
};
using FiguresWithData = std::map<std::uint32_t, FigureWithData>;  // by value of the plan

class DataFigures {
 public:
  void choose(const std::string& uri, std::optional<ChosenData> chosen);
  const ChosenData* chosen(std::string_view uri) const;
  // The contract was changed.
  void outdate(std::string_view uri);
  void forget(std::string_view uri);

  // Null while they are not known for the contract and the files as they are now; then they are wanted.
  const FiguresWithData* find(const std::string& uri, const std::vector<std::string>& paths);
  std::optional<std::string> wanted() const;  // a contract
  // Whether there is something else to show than before.
  bool work_out(const Analysis& analysis, const std::vector<std::string>& paths);
  // Of a contract that is no longer there.
  void give_up(const std::string& uri) { known_[uri].wanted = false; }

 private:
  struct Known {
    std::optional<ChosenData> chosen;
    std::string stamp;  // of the files; empty: not worked out
    FiguresWithData figures;
    bool wanted = false;
  };
  std::map<std::string, Known, std::less<>> known_;  // by contract
};

}  // namespace quarterday::lsp
