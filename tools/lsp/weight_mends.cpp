// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/weight_mends.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <variant>

#include "compiler/check/weights.h"

namespace quarterday::lsp {
namespace {

using check::WrongWeights;
using diagnostics::Diagnostic;
using diagnostics::Id;
using value::Rational;

Span place_of_cell(const Analysis& analysis, plan::NodeId cell) { return analysis.contract().facts[cell.index].span; }

std::string name_of(const Analysis& analysis, plan::EntityId member) {
  return analysis.contract().entities[member.index].name;
}

// The table in which the weights stand: a list of their own, or one with a heading.
const syntax::Table* table_of(const Analysis& analysis, const model::Value& weights) {
  for (const syntax::Declaration& declaration : analysis.tree().declarations) {
    if (const auto* one = std::get_if<syntax::ParameterDecl>(&declaration))
      if (one->body.table && one->name.span == weights.name_span) return &*one->body.table;
    if (const auto* several = std::get_if<syntax::ParametersDecl>(&declaration))
      for (const syntax::Cell& heading : several->table.rows.front().cells)
        if (heading.name && heading.name->span == weights.name_span) return &several->table;
  }
  return nullptr;
}

// A row is made only where it has one figure, and perhaps a clause.
bool has_one_figure(const syntax::Table& table) {
  const auto& cells = table.rows.back().cells;
  return !table.file && cells.size() >= 2 && std::all_of(cells.begin() + 2, cells.end(), [](const syntax::Cell& cell) {
    return cell.kind == syntax::Cell::Kind::clause || cell.kind == syntax::Cell::Kind::empty;
  });
}

// Laid out as the row before it, without its clause.
std::string row_like(std::string_view row, const std::string& member, const std::string& figure) {
  const std::size_t middle = std::min(row.find('|', 1), row.size());
  const std::size_t end = std::min(row.find('|', middle + 1), row.size());
  const auto blanks = [](std::size_t width, const std::string& words) {
    return std::string(width > words.size() + 2 ? width - words.size() - 2 : 0, ' ');
  };
  return "| " + member + blanks(middle - 1, member) + " | " + blanks(end - middle - 1, figure) + figure + " |";
}

std::optional<Mend> row_for(const Analysis& analysis, const WrongWeights& wrong) {
  const model::Value& weights = analysis.contract().value(wrong.column);
  if (wrong.without.size() != 1 || wrong.sum >= Rational(1)) return std::nullopt;
  const syntax::Table* table = table_of(analysis, weights);
  const std::string member = name_of(analysis, wrong.without.front().member);
  if (table == nullptr || !has_one_figure(*table)) return std::nullopt;
  const bool has_row = std::any_of(table->rows.begin(), table->rows.end(), [&](const syntax::Row& row) {
    return row.cells.front().name && row.cells.front().name->text == member;
  });
  if (has_row) return std::nullopt;
  const File& own = analysis.own();
  const Span last = table->rows.back().span;
  const std::size_t line = own.lines.begin_of(own.lines.line_of(last.begin));
  const std::string figure = check::in_percent(Rational(1) - wrong.sum);
  std::string text = "\n";
  text += own.text().substr(line, last.begin - line);
  text += row_like(own.text().substr(last.begin, last.end - last.begin), member, figure);
  return Mend{{last.file, last.end, last.end}, text, "add a row for '" + member + "' with " + figure};
}

std::optional<Mend> change_at(const Analysis& analysis, const WrongWeights& wrong, Span told, std::size_t cursor) {
  if (!wrong.without.empty()) return std::nullopt;
  const Lines& lines = analysis.own().lines;
  for (std::size_t i = 0; i < wrong.cells.size(); ++i) {
    const Span cell = place_of_cell(analysis, wrong.cells[i]);
    const bool elsewhere = analysis.file_of(cell.file) != 0U || lines.line_of(cell.begin) != lines.line_of(cursor);
    if (elsewhere || cell == told) continue;
    const auto& now = std::get<Rational>(analysis.contract().nodes[wrong.cells[i].index].figure);
    const Rational then = now + Rational(1) - wrong.sum;
    if (then.sign() <= 0) return std::nullopt;
    return Mend{cell, check::in_percent(then),
                "change the weight of '" + name_of(analysis, wrong.members[i]) + "' to " + check::in_percent(then) +
                    ", so that all make 100%"};
  }
  return std::nullopt;
}

bool is_about(const Analysis& analysis, const Diagnostic& diagnostic, const WrongWeights& wrong) {
  if (diagnostic.id == Id::WeightsSum)
    return std::any_of(wrong.cells.begin(), wrong.cells.end(),
                       [&](plan::NodeId cell) { return place_of_cell(analysis, cell) == diagnostic.primary; });
  if (diagnostic.id != Id::MemberWithoutRow) return false;
  const syntax::Table* table = table_of(analysis, analysis.contract().value(wrong.column));
  return table != nullptr && table->rows.front().span == diagnostic.primary;
}

}  // namespace

std::vector<Mend> weight_mends(const Analysis& analysis, const Diagnostic& diagnostic, std::size_t cursor) {
  std::vector<Mend> mends;
  if (diagnostic.id != Id::WeightsSum && diagnostic.id != Id::MemberWithoutRow) return mends;
  const bool is_near = diagnostic.primary.begin <= cursor && cursor <= diagnostic.primary.end;
  for (const WrongWeights& wrong : check::wrong_weights(analysis.contract())) {
    if (!is_about(analysis, diagnostic, wrong)) continue;
    if (const auto row = row_for(analysis, wrong); row && is_near) mends.push_back(*row);
    if (const auto change = change_at(analysis, wrong, diagnostic.primary, cursor)) mends.push_back(*change);
  }
  return mends;
}

}  // namespace quarterday::lsp
