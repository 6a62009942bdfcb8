// SPDX-License-Identifier: Apache-2.0
//
// The layout of `quarterday fmt`, of the whole text or of some lines. The editor's own settings, such as the width of
// an indentation, count for nothing: there is one layout.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/format/format.h"
#include "tools/lsp/features.h"

namespace quarterday::lsp {
namespace {

using format::Edit;

// Only what differs, so that the cursor and folded parts stay where they are.
std::optional<Edit> difference(std::string_view before, const std::string& after) {
  if (before == after) return std::nullopt;
  const std::size_t shorter = std::min(before.size(), after.size());
  // An editor has no place inside a character or a line end.
  const auto is_place = [&](std::size_t at) {
    if (at == 0 || at >= before.size()) return true;
    const bool in_line_end = before[at - 1] == '\r' && before[at] == '\n';
    return !in_line_end && (static_cast<unsigned char>(before[at]) & 0xC0U) != 0x80U;
  };
  std::size_t same = 0;
  while (same < shorter && before[same] == after[same]) ++same;
  while (!is_place(same)) --same;
  std::size_t end = 0;
  while (end < shorter - same && before[before.size() - 1 - end] == after[after.size() - 1 - end]) ++end;
  while (!is_place(before.size() - end)) --end;
  return Edit{static_cast<std::uint32_t>(same), static_cast<std::uint32_t>(before.size() - end),
              after.substr(same, after.size() - end - same)};
}

Json edits(const Asked& asked, const File& file, const std::optional<Edit>& edit) {
  Json all = Json::array();
  if (edit)
    all.push_back(
        {{"range", to_json(range_of(file, edit->begin, edit->end, asked.encoding()))}, {"newText", edit->text}});
  return all;
}

}  // namespace

Json formatting(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const File& own = analysis.own();
  const std::string laid_out = format::format(analysis.tree(), *own.source);
  return edits(asked, own, difference(own.text(), laid_out));
}

Json range_formatting(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const Range range = range_in(params.at("range"));
  // A selection of whole lines ends where the next one begins.
  const bool ends_before = range.end.character == 0 && range.end.line > range.start.line;
  const std::uint32_t last = ends_before ? range.end.line : range.end.line + 1;
  const File& own = analysis.own();
  return edits(asked, own, format::format_lines(analysis.tree(), *own.source, range.start.line + 1, last));
}

}  // namespace quarterday::lsp
