// SPDX-License-Identifier: Apache-2.0
#include "compiler/format/structure.h"

#include <algorithm>
#include <variant>

#include "compiler/format/broken_parts.h"

namespace quarterday::format {
namespace {

using syntax::Span;

// `source`, `currency` ...; the words of the header are filled up to the longest of them.
constexpr std::size_t header_lead = 8;
// `expect`, and `unless`, to which `given` and `where` are filled up.
constexpr std::size_t line_lead = 6;

class Marker {
 public:
  Marker(const syntax::Tree& tree, std::string_view text, Pieces& pieces) : tree_(tree), text_(text), pieces_(pieces) {}

  void mark() {
    mark_header();
    for (const syntax::Declaration& declaration : tree_.declarations) mark_declaration(declaration);
    mark_closing_braces();
    mark_signs();
  }

 private:
  // ---- Pieces by their place. Those of broken parts are not there. -------------------------------------------------

  std::size_t index_at(std::uint32_t offset) const {
    const auto at = std::lower_bound(pieces_.begin(), pieces_.end(), offset,
                                     [](const Piece& piece, std::uint32_t begin) { return piece.begin < begin; });
    return static_cast<std::size_t>(at - pieces_.begin());
  }
  Piece* at(std::uint32_t offset) {
    const std::size_t index = index_at(offset);
    const bool there = index < pieces_.size() && pieces_[index].begin == offset;
    return there && pieces_[index].sort == Piece::Sort::word ? &pieces_[index] : nullptr;
  }
  // The word before an offset, if it is this one.
  Piece* word_before(std::uint32_t offset, std::string_view word) {
    for (std::size_t index = index_at(offset); index-- > 0;) {
      if (pieces_[index].sort == Piece::Sort::remark) continue;
      return pieces_[index].is(word) ? &pieces_[index] : nullptr;
    }
    return nullptr;
  }
  template <class Do>
  void for_words(Span span, Do what) {
    for (std::size_t index = index_at(span.begin); index < pieces_.size() && pieces_[index].begin < span.end; ++index)
      if (pieces_[index].sort == Piece::Sort::word) what(pieces_[index]);
  }

  static void set(Piece* piece, Begins begins, std::size_t indent, std::size_t hang, std::size_t lead = 0) {
    if (piece == nullptr) return;
    piece->mark.begins = begins;
    piece->mark.indent = indent;
    piece->mark.hang = hang;
    piece->mark.lead = lead;
  }

  // ---- The contract as a whole --------------------------------------------------------------------------------------

  void mark_header() {
    const std::vector<Range> ranges = header_ranges(tree_, text_);
    for (const Range& range : ranges) {
      Piece* first = at(range.begin);
      if (first == nullptr) continue;
      const bool start = range.begin == ranges.front().begin;
      const bool phrase = first->text.find(' ') != std::string::npos;
      if (start) {
        set(first, Begins::start, 0, step);
      } else {
        set(first, Begins::header, step, step + header_lead + 1, phrase ? 0 : header_lead);
      }
    }
  }

  // What closes no declaration closes a deed, or the contract.
  void mark_closing_braces() {
    std::size_t indent = 0;
    for (Piece& piece : pieces_) {
      if (piece.is("variation") && piece.mark.begins == Begins::declaration) indent = step;
      if (!piece.is("}") || piece.mark.begins != Begins::nothing) continue;
      set(&piece, Begins::close, indent, indent);
      indent = 0;
    }
  }

  void mark_signs() {
    for (const syntax::Expr& expr : tree_.exprs) {
      const auto* unary = std::get_if<syntax::Unary>(&expr.node);
      if (unary == nullptr || unary->op != syntax::UnaryOp::negate || expr.span.file != tree_.file) continue;
      Piece* minus = at(expr.span.begin);
      if (minus != nullptr && minus->text == "-") minus->mark.is_sign = true;
    }
  }

  // ---- Declarations -------------------------------------------------------------------------------------------------

  void mark_declaration(const syntax::Declaration& declaration) {
    const auto& common = std::visit([](const auto& one) -> const syntax::Common& { return one; }, declaration);
    const auto* allow = std::get_if<syntax::AllowDecl>(&declaration);
    const std::size_t inside = common.deed ? 2 * step : step;
    const std::size_t indent = allow != nullptr && allow->whole ? 0 : inside;
    std::visit([&](const auto& one) { mark_one(one, indent); }, declaration);
  }

  void mark_one(const syntax::BrokenDecl&, std::size_t) {}

  template <class Decl>
  void mark_one(const Decl& declaration, std::size_t indent) {
    Piece* first = at(declaration.span.begin);
    if (first == nullptr) return;
    set(first, Begins::declaration, indent, indent + step);
    first->mark.end = declaration.span.end;
    for_words(declaration.span, [&](Piece& word) {
      if (word.token == syntax::TokenSort::row) set(&word, Begins::row, indent + step, indent + 2 * step);
    });
    mark_parts(declaration, indent);
  }

  // A new kind of declaration does not compile until it is said which of its parts begin lines.
  void mark_parts(const syntax::PartyDecl&, std::size_t) {}
  void mark_parts(const syntax::UnitDecl&, std::size_t) {}
  void mark_parts(const syntax::ParametersDecl&, std::size_t) {}
  void mark_parts(const syntax::RecordsDecl&, std::size_t) {}
  void mark_parts(const syntax::ImportDecl&, std::size_t) {}
  void mark_parts(const syntax::UseDecl&, std::size_t) {}
  void mark_parts(const syntax::VariationDecl&, std::size_t) {}
  void mark_parts(const syntax::EndsDecl&, std::size_t) {}
  void mark_parts(const syntax::AllowDecl&, std::size_t) {}
  void mark_parts(const syntax::ParameterDecl& parameter, std::size_t indent) {
    mark_body(parameter.body.expr, indent);
  }
  void mark_parts(const syntax::DefineDecl& define, std::size_t indent) { mark_body(define.body.expr, indent); }
  void mark_parts(const syntax::PaymentDecl& payment, std::size_t indent) { mark_body(payment.body.expr, indent); }
  void mark_parts(const syntax::PhraseDecl& phrase, std::size_t indent) { mark_body(phrase.body, indent); }

  void mark_body(syntax::ExprId body, std::size_t indent) {
    if (body) set(word_before(tree_.expr(body).span.begin, "="), Begins::part, indent + step, indent + 2 * step);
  }

  void mark_parts(const syntax::GroupDecl& group, std::size_t) { mark_colons(group.span, 0); }
  void mark_parts(const syntax::DimensionDecl& dimension, std::size_t) { mark_colons(dimension.span, 0); }

  // Colons before a list or a sentence stand close to the word before them, unlike those before a type: all behind the
  // first so many, as long as no row begins.
  void mark_colons(Span span, int before_types) {
    bool in_table = false;
    for_words(span, [&](Piece& word) {
      in_table = in_table || word.token == syntax::TokenSort::row;
      if (word.text == ":" && !in_table && before_types-- <= 0) word.mark.tight = true;
    });
  }

  void mark_parts(const syntax::InputDecl& input, std::size_t indent) {
    mark_colons(input.span, 1);
    for (const syntax::InputRule& rule : input.rules) mark_line(rule.span, indent);
  }
  void mark_parts(const syntax::BalanceDecl& balance, std::size_t indent) {
    std::size_t lead = 0;
    for (const syntax::BalanceLine& line : balance.lines) {
      const Piece* words = at(line.span.begin);
      if (words != nullptr) lead = std::max(lead, words->text.size());
    }
    const std::size_t hang = indent + step + lead + 1;
    for (const syntax::BalanceLine& line : balance.lines)
      set(at(line.span.begin), Begins::line, indent + step, hang, lead);
  }
  void mark_line(Span span, std::size_t indent) { set(at(span.begin), Begins::line, indent + step, indent + 2 * step); }

  void mark_parts(const syntax::GuaranteeDecl& guarantee, std::size_t indent) {
    mark_colons(guarantee.span, 0);
    mark_condition(guarantee.condition, indent);
  }
  void mark_parts(const syntax::RequireDecl& require, std::size_t indent) {
    mark_colons(require.span, 0);
    mark_condition(require.condition, indent);
    // `, otherwise` comes next
    const std::uint32_t end = tree_.expr(require.condition).span.end;
    bool found = false;
    for_words({require.span.file, end, require.span.end}, [&](Piece& word) {
      if (found || word.text != "otherwise") return;
      set(&word, Begins::part, indent + step, indent + 2 * step);
      found = true;
    });
  }
  void mark_condition(syntax::ExprId condition, std::size_t indent) {
    set(at(tree_.expr(condition).span.begin), Begins::part, indent + step, indent + 2 * step);
  }

  void mark_parts(const syntax::RowsDecl& rows, std::size_t indent) {
    mark_colons(rows.span, 0);
    const auto is = [](syntax::RowsStep::Kind kind) {
      return [kind](const syntax::RowsStep& one) { return one.kind == kind; };
    };
    const bool both = std::ranges::any_of(rows.steps, is(syntax::RowsStep::Kind::where)) &&
                      std::ranges::any_of(rows.steps, is(syntax::RowsStep::Kind::unless));
    for (const syntax::RowsStep& one : rows.steps) {
      const bool keep = one.kind == syntax::RowsStep::Kind::keep_one;
      const bool where = one.kind == syntax::RowsStep::Kind::where;
      const std::size_t lead = where && !both ? 5 : line_lead;
      const std::size_t hang = indent + step + (keep ? step : lead + 1);
      set(at(one.span.begin), Begins::line, indent + step, hang, keep ? 0 : lead);
    }
  }

  void mark_parts(const syntax::ScenarioDecl& scenario, std::size_t indent) {
    for (const syntax::ScenarioLine& line : scenario.lines)
      mark_lead(word_before(line.items.front().span.begin, line.given ? "given" : "expect"), indent);
    for (const syntax::ScenarioData& data : scenario.data) {
      const Piece* from = word_before(data.file.span.begin, "from");
      if (from != nullptr) mark_lead(word_before(from->begin, "given"), indent);
    }
    mark_block_end(scenario.span, indent);
  }
  void mark_lead(Piece* word, std::size_t indent) {
    set(word, Begins::line, indent + step, indent + step + line_lead + 1, line_lead);
  }

  void mark_parts(const syntax::TogetherDecl& together, std::size_t indent) {
    for (const syntax::PaymentDecl& payment : together.payments) mark_one(payment, indent + step);
    mark_block_end(together.span, indent);
  }
  void mark_parts(const syntax::TemplateDecl& block, std::size_t indent) {
    for (const syntax::Declaration& declaration : block.block->declarations)
      std::visit([&](const auto& one) { mark_one(one, indent + step); }, declaration);
    mark_block_end(block.span, indent);
  }
  void mark_block_end(Span span, std::size_t indent) { set(at(span.end - 1), Begins::close, indent, indent); }

  const syntax::Tree& tree_;
  std::string_view text_;
  Pieces& pieces_;
};

}  // namespace

void mark_structure(const syntax::Tree& tree, std::string_view text, Pieces& pieces) {
  Marker(tree, text, pieces).mark();
}

}  // namespace quarterday::format
