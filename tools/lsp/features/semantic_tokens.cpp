// SPDX-License-Identifier: Apache-2.0
//
// What each word is, so that an editor can colour it: by the sort of its token, and of a name by what it means.
#include <algorithm>
#include <array>

#include "tools/lsp/features.h"

namespace quarterday::lsp {
namespace {

enum TokenType : int {
  keyword,
  comment,
  string_,
  number,
  operator_,
  name_space,
  type,
  enum_member,
  parameter,
  variable,
  property,
  function,
  event,
  struct_,
  macro
};
constexpr std::array<const char*, 15> type_names{"keyword",   "comment",  "string",     "number",    "operator",
                                                 "namespace", "type",     "enumMember", "parameter", "variable",
                                                 "property",  "function", "event",      "struct",    "macro"};
constexpr int declaration = 1;  // bits, in the order of the legend
constexpr int read_only = 2;
constexpr int documentation = 4;

struct Look {
  int type = -1;  // nothing is said of it
  int modifiers = 0;
};

Look look_of(Kind kind) {
  switch (kind) {
    case Kind::party:
      return {variable, read_only};
    case Kind::group:
    case Kind::dimension:
    case Kind::singular:
    case Kind::unit:
      return {type, 0};
    case Kind::member:
      return {enum_member, 0};
    case Kind::parameter:
      return {variable, read_only};
    case Kind::column:
    case Kind::record_column:
      return {property, read_only};
    case Kind::input:
    case Kind::metric:
      return {property, 0};
    case Kind::define:
    case Kind::balance:
    case Kind::require:
    case Kind::guarantee:
    case Kind::scenario:
      return {function, 0};
    case Kind::payment:
      return {event, 0};
    case Kind::records:
    case Kind::rows:
      return {struct_, 0};
    case Kind::variation:
    case Kind::use:
    case Kind::import:
    case Kind::broken:
      return {name_space, 0};
    case Kind::phrase:
    case Kind::template_:
      return {macro, 0};
    case Kind::gap:
    case Kind::alias:
      return {parameter, 0};
  }
  return {};
}

Look look_of(syntax::TokenSort sort) {
  using Sort = syntax::TokenSort;
  switch (sort) {
    case Sort::keyword:
      return {keyword, 0};
    case Sort::comment:
      return {comment, 0};
    case Sort::prose:
      return {comment, documentation};
    case Sort::title:
      return {string_, 0};
    case Sort::number:
      return {number, 0};
    case Sort::clause:
      return {macro, documentation};
    default:
      return {};
  }
}

class Encoder {
 public:
  Encoder(const File& file, Encoding encoding) : file_(file), encoding_(encoding) {}

  // A token lies on one line, but for phrases of several words, which may be broken.
  void add(std::size_t begin, std::size_t end, Look look) {
    const std::string_view text = file_.text();
    while (begin < end) {
      const std::size_t stop = std::min(text.find_first_of("\r\n", begin), end);
      if (stop > begin) add_on_line(begin, stop, look);
      begin = std::min(text.find_first_not_of(" \t\r\n", stop), end);
    }
  }
  Json take() { return {{"data", std::move(data_)}}; }

 private:
  void add_on_line(std::size_t begin, std::size_t end, Look look) {
    const Position at = file_.lines.position(file_.text(), begin, encoding_);
    const std::uint32_t length = length_in(file_.text().substr(begin, end - begin), encoding_);
    const std::uint32_t lines = at.line - last_.line;
    data_.insert(data_.end(), {lines, lines == 0 ? at.character - last_.character : at.character, length,
                               static_cast<std::uint32_t>(look.type), static_cast<std::uint32_t>(look.modifiers)});
    last_ = at;
  }

  const File& file_;
  Encoding encoding_;
  Position last_;
  std::vector<std::uint32_t> data_;
};

}  // namespace

Json semantic_tokens_legend() {
  return {{"tokenTypes", type_names}, {"tokenModifiers", {"declaration", "readonly", "documentation"}}};
}

Json semantic_tokens(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const File& own = analysis.own();
  std::size_t from = 0;
  std::size_t to = own.text().size();
  if (params.contains("range")) {
    const Range range = range_in(params["range"]);
    from = own.lines.offset(own.text(), range.start, asked.encoding());
    to = own.lines.offset(own.text(), range.end, asked.encoding());
  }
  Encoder encoder(own, asked.encoding());
  auto name = analysis.occurrences.front().begin();
  const auto last_name = analysis.occurrences.front().end();
  for (const syntax::Token& token : analysis.tree().tokens) {
    if (token.end <= from) continue;
    if (token.begin >= to) break;
    while (name != last_name && name->end <= token.begin) ++name;
    if (name != last_name && name->begin < token.end) {
      Look look = look_of(analysis.symbols[name->symbol].declared.kind);
      if (name->declares) look.modifiers |= declaration;
      encoder.add(name->begin, name->end, look);
    } else if (const Look look = look_of(token.sort); look.type >= 0) {
      encoder.add(token.begin, token.end, look);
    }
  }
  return encoder.take();
}

}  // namespace quarterday::lsp
