// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "compiler/share/loader.h"

namespace quarterday::cli {

// The files around a contract. Its project is the nearest folder above it that holds a file `quarterday.project`, or
// else the folder in which it lies (for a contract on standard input, the working folder). Nothing outside is ever
// opened, links included.
class Project final : public share::Loader {
 public:
  explicit Project(const std::string& contract);

  std::string contract_path() const override;
  std::string contract_identity() const override;
  share::Loaded load(const std::string& path) override;

 private:
  std::string shown(const std::string& path) const;

  std::filesystem::path folder_;       // of the contract, as it was given
  std::filesystem::path real_folder_;  // the same, absolute and without links
  std::filesystem::path top_;          // of the project, absolute and without links
  std::string file_;                   // the contract's own name
};

}  // namespace quarterday::cli
