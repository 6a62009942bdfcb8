// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/documents.h"

#include <algorithm>
#include <utility>

namespace quarterday::lsp {

void Documents::open(const std::string& uri, std::int64_t version, std::string text) {
  Document document{uri, version, std::move(text)};
  document.lines = Lines(document.text);
  open_.insert_or_assign(uri, std::move(document));
}

bool Documents::change(const std::string& uri, const Change& change) {
  const auto found = open_.find(uri);
  if (found == open_.end()) return false;
  Document& document = found->second;
  if (!change.range) {
    document.text = change.text;
    document.lines = Lines(document.text);
    return true;
  }
  const std::size_t begin = document.lines.offset(document.text, change.range->start, encoding_);
  const std::size_t end = std::max(begin, document.lines.offset(document.text, change.range->end, encoding_));
  document.text.replace(begin, end - begin, change.text);
  document.lines.replace(document.text, begin, end - begin, change.text);
  return true;
}

bool Documents::set_version(const std::string& uri, std::int64_t version) {
  const auto found = open_.find(uri);
  if (found == open_.end()) return false;
  found->second.version = version;
  return true;
}

bool Documents::close(const std::string& uri) { return open_.erase(uri) != 0; }

const Document* Documents::find(std::string_view uri) const {
  const auto found = open_.find(uri);
  return found == open_.end() ? nullptr : &found->second;
}

}  // namespace quarterday::lsp
