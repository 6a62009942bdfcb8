// SPDX-License-Identifier: Apache-2.0
#pragma once

// The texts that are open in the editor, as it last told us.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tools/lsp/positions.h"

namespace quarterday::lsp {

struct Document {
  std::string uri;
  std::int64_t version = 0;
  std::string text;
  Lines lines{std::string_view()};
};

// A part of a text that is replaced, or all of it.
struct Change {
  std::optional<Range> range;
  std::string text;
};

class Documents {
 public:
  explicit Documents(Encoding encoding = Encoding::utf16) : encoding_(encoding) {}

  Encoding encoding() const { return encoding_; }
  void use(Encoding encoding) { encoding_ = encoding; }

  void open(const std::string& uri, std::int64_t version, std::string text);
  // False if it is not open.
  bool change(const std::string& uri, const Change& change);
  bool set_version(const std::string& uri, std::int64_t version);
  bool close(const std::string& uri);

  const Document* find(std::string_view uri) const;
  const std::map<std::string, Document, std::less<>>& all() const { return open_; }

 private:
  Encoding encoding_;
  std::map<std::string, Document, std::less<>> open_;
};

}  // namespace quarterday::lsp
