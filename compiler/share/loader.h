// SPDX-License-Identifier: Apache-2.0
#pragma once

// Where the files beside a contract come from. The compiler opens none itself: it asks a Loader, which the tool makes
// of a folder, a test of texts in memory, and an editor of what is not saved yet. A project is a folder with everything
// a contract may import; paths within it are written with `/` from its top and never leave it.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace quarterday::share {

struct Loaded {
  enum class Problem { none, outside, unreadable, too_large };
  Problem problem = Problem::none;
  std::string text;
  std::string name;      // as people are to see it; given even if it cannot be read
  std::string identity;  // two paths to one file have one
  std::string why;       // unreadable: "No such file or directory"; too_large: how many megabytes it has
};

class Loader {
 public:
  Loader() = default;
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;
  virtual ~Loader() = default;

  // Of the contract itself, within the project: "level-1/level-1.contract".
  virtual std::string contract_path() const = 0;
  virtual std::string contract_identity() const = 0;
  // `path` has been resolved: it is relative to the project and has no `..`.
  virtual Loaded load(const std::string& path) = 0;
};

// Texts that are in memory already, by their paths.
class MemoryLoader final : public Loader {
 public:
  explicit MemoryLoader(std::map<std::string, std::string> files = {}, std::string contract = "contract")
      : files_(std::move(files)), contract_(std::move(contract)) {}

  std::string contract_path() const override { return contract_; }
  std::string contract_identity() const override { return contract_; }
  Loaded load(const std::string& path) override;

 private:
  std::map<std::string, std::string> files_;
  std::string contract_;
};

// The path within the project of a file that `importer`, itself such a path, calls `written`. Nothing if it leads out
// of the project: absolute, or with more `..` than there are folders.
std::optional<std::string> resolve(std::string_view importer, std::string_view written);

}  // namespace quarterday::share
