// SPDX-License-Identifier: Apache-2.0
//
// What belongs together: parts that can be folded away, and what is selected when a selection grows.
#include <algorithm>
#include <utility>

#include "tools/lsp/features.h"

namespace quarterday::lsp {
namespace {

class Folds {
 public:
  Folds(const File& file, Encoding encoding) : file_(file), encoding_(encoding) {}

  void add(std::size_t begin, std::size_t end, const char* kind) {
    const std::uint32_t first = file_.lines.position(file_.text(), begin, encoding_).line;
    const std::uint32_t last = file_.lines.position(file_.text(), end, encoding_).line;
    if (first >= last) return;
    Json fold{{"startLine", first}, {"endLine", last}};
    if (kind != nullptr) fold["kind"] = kind;
    folds_.push_back(std::move(fold));
  }
  Json take() { return std::move(folds_); }

 private:
  const File& file_;
  Encoding encoding_;
  Json folds_ = Json::array();
};

// Lines of prose or of remarks that follow each other.
void add_comments(const syntax::Tree& tree, Folds& folds) {
  using Sort = syntax::TokenSort;
  const syntax::Token* first = nullptr;
  const syntax::Token* last = nullptr;
  for (const syntax::Token& token : tree.tokens) {
    if (token.sort == Sort::space || token.sort == Sort::line_end) continue;
    const bool goes_on = first != nullptr && token.sort == first->sort;
    if (goes_on) {
      last = &token;
      continue;
    }
    if (first != nullptr) folds.add(first->begin, last->end, "comment");
    const bool begins = token.sort == Sort::comment || token.sort == Sort::prose;
    first = last = begins ? &token : nullptr;
  }
  if (first != nullptr) folds.add(first->begin, last->end, "comment");
}

}  // namespace

Json folding_range(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  Folds folds(analysis.own(), asked.encoding());
  add_comments(analysis.tree(), folds);
  Span before;
  for (const Symbol& symbol : analysis.symbols) {
    const Span span = symbol.declared.span;
    // Several inputs of one declaration are folded together.
    if (symbol.file != 0 || span == before) continue;
    folds.add(span.begin, span.end, symbol.declared.kind == Kind::import ? "imports" : nullptr);
    before = span;
  }
  return folds.take();
}

Json selection_range(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const File& own = analysis.own();
  Json all = Json::array();
  for (const Json& wanted : params.at("positions")) {
    const std::size_t at = own.lines.offset(own.text(), position_in(wanted), asked.encoding());
    std::vector<std::pair<std::size_t, std::size_t>> spans{{0, own.text().size()}};
    const auto add = [&](std::size_t begin, std::size_t end) {
      if (begin <= at && at <= end && begin < end) spans.emplace_back(begin, end);
    };
    for (const syntax::Token& token : analysis.tree().tokens)
      if (token.sort != syntax::TokenSort::space && token.sort != syntax::TokenSort::line_end)
        add(token.begin, token.end);
    for (const syntax::Expr& expr : analysis.tree().exprs) add(expr.span.begin, expr.span.end);
    for (const Symbol& symbol : analysis.symbols)
      if (symbol.file == 0) add(symbol.declared.span.begin, symbol.declared.span.end);
    // From the whole inwards, each within the one before.
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) {
      return a.second - a.first != b.second - b.first ? a.second - a.first > b.second - b.first : a.first > b.first;
    });
    Json chain;
    std::pair<std::size_t, std::size_t> outer{0, own.text().size()};
    bool begun = false;
    for (const auto& span : spans) {
      if (begun && (span == outer || span.first < outer.first || span.second > outer.second)) continue;
      Json inner{{"range", to_json(range_of(own, span.first, span.second, asked.encoding()))}};
      if (begun) inner["parent"] = std::move(chain);
      chain = std::move(inner);
      outer = span;
      begun = true;
    }
    all.push_back(std::move(chain));
  }
  return all;
}

}  // namespace quarterday::lsp
