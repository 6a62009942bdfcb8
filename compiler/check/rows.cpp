// SPDX-License-Identifier: Apache-2.0
//
// Phrases that read the table of their declaration (tiers, scale, steps), and tables of cases.
#include <algorithm>

#include "compiler/check/sentence.h"
#include "runtime/plan/walk.h"
#include "runtime/value/format.h"

namespace quarterday::check {
namespace {

using syntax::Cell;

std::string phrase_word(syntax::TablePhrase phrase) {
  switch (phrase) {
    case syntax::TablePhrase::tiers:
      return "tiers";
    case syntax::TablePhrase::scale:
      return "scale";
    case syntax::TablePhrase::steps:
      return "steps";
  }
  return "tiers";
}

std::string percent_text(const value::Rational& share) { return (share * value::Rational(100)).to_text() + "%"; }

}  // namespace

Typed Sentence::table_phrase(const syntax::TableOf& phrase, Span span) {
  const std::string word = phrase_word(phrase.phrase);
  const Typed subject = read(phrase.subject);
  if (!scope_.table || table_used_) {
    context_
        .report(make<Id::PhraseTable>(span, table_used_
                                                ? "a second phrase reads the one table of this declaration"
                                                : "`" + word + " of` without a table at the end of its declaration"))
        .help(table_used_ ? "give one of them a `define` of its own" : "add its rows below");
    return error_at(span);
  }
  table_used_ = true;
  if (subject.type.is_error() || context_.has_mistake_in(scope_.table->span)) return error_at(span);
  if (!subject.type.is_number()) {
    context_.report(make<Id::TypeExpected>(context_.expr(phrase.subject).span, "a figure", words(subject.type)));
    return error_at(span);
  }
  plan::Node node;
  node.operands = {subject.node};
  plan::RowTable rows;
  Type result = Type::any();
  const std::size_t errors = context_.sink.error_count();
  switch (phrase.phrase) {
    case syntax::TablePhrase::tiers:
      node.op = plan::Op::tiers;
      tier_rows(rows, subject.type, result);
      result = rows.columns.empty() ? model::multiply(subject.type, result) : subject.type;
      break;
    case syntax::TablePhrase::scale:
      node.op = plan::Op::scale;
      scale_rows(rows, subject.type, result);
      break;
    case syntax::TablePhrase::steps:
      node.op = plan::Op::steps;
      step_rows(rows, subject.type, result);
      break;
  }
  if (context_.sink.error_count() != errors || result.is_error()) return error_at(span);
  node.table = std::move(rows);
  return {context_.add(std::move(node), span, result, scope_.clause), result};
}

Typed Sentence::bound(ExprId id, const Type& subject) {
  Typed figure = read(id, &subject);
  Type type;
  const Typed subject_side{figure.node, subject};
  if (!figure.type.is_error() && !must_unify(subject_side, figure, context_.expr(id).span, type, Joined::compared))
    figure.type = Type::error();
  return figure;
}

// The cells after the bound: a value each, and perhaps the row's clause.
void Sentence::row_results(plan::TableRow& row, const syntax::Row& written, Type& result) {
  const std::string outer = scope_.clause;
  for (const Cell& cell : written.cells)
    if (cell.kind == Cell::Kind::clause) scope_.clause = cell.text;
  for (std::size_t c = 1; c < written.cells.size(); ++c) {
    const Cell& cell = written.cells[c];
    if (cell.kind == Cell::Kind::clause || cell.kind == Cell::Kind::empty) continue;
    if (cell.kind != Cell::Kind::expression) {
      context_.report(make<Id::TypeExpected>(cell.span, "a figure in this cell", "another kind of cell"));
      continue;
    }
    const Typed value = read(cell.expr);
    row.results.push_back(value.node);
    Type type;
    if (value.type.is_error())
      result = Type::error();
    else if (!result.is_error())
      result = must_unify({value.node, result}, value, cell.span, type, Joined::alternatives) ? type : Type::error();
  }
  // A row stands for itself in an explanation.
  row.origin = plan::OriginId(constant(plan::LeftOut{}, written.span, Type::any()).node.index);
  scope_.clause = outer;
}

void Sentence::tier_columns(plan::RowTable& table, const syntax::Row& header, Span span) {
  std::vector<syntax::Name> names;
  for (std::size_t c = 1; c < header.cells.size(); ++c)
    if (header.cells[c].name) names.push_back(*header.cells[c].name);
  for (auto at_hand = scope_.variables.rbegin(); at_hand != scope_.variables.rend(); ++at_hand) {
    std::vector<EntityId> columns;
    for (const syntax::Name& name : names)
      if (const auto member = contract_.member(at_hand->set, name.text)) columns.push_back(*member);
    if (columns.size() != names.size()) continue;
    for (std::size_t c = 0; c < names.size(); ++c)
      context_.refer(names[c].span, contract_.entity_spans[columns[c].index]);
    table.columns = std::move(columns);
    table.slot = at_hand->slot;
    return;
  }
  const auto stranger = std::find_if(names.begin(), names.end(), [&](const syntax::Name& name) {
    return contract_.parties_by_name.count(name.text) == 0;
  });
  if (stranger != names.end()) {
    context_.party(*stranger);
  } else {
    context_.report(make<Id::TypeExpected>(span, "a party at hand for these columns", "none"))
        .help("say 'for each party' in the head: each column is the part of one of them");
  }
}

void Sentence::tier_rows(plan::RowTable& table, const Type& subject, Type& result) {
  std::size_t first = 0;
  if (scope_.table->rows.front().cells.front().kind == Cell::Kind::empty) {
    tier_columns(table, scope_.table->rows.front(), scope_.table->rows.front().span);
    first = 1;
    if (!subject.is_money()) {
      context_.report(make<Id::TypeExpected>(scope_.table->rows.front().span, "an amount of money", words(subject)))
          .help("only money is divided over columns, to the penny; for parts of another figure write a product");
      return;
    }
  }
  std::optional<value::Rational> before;
  bool open_end = false;
  for (std::size_t r = first; r < scope_.table->rows.size(); ++r) {
    const syntax::Row& written = scope_.table->rows[r];
    const Cell& cell = written.cells.front();
    plan::TableRow row;
    switch (cell.kind) {
      case Cell::Kind::up_to:
        row.bound = plan::TableRow::Bound::up_to;
        break;
      case Cell::Kind::above:
        row.bound = plan::TableRow::Bound::above;
        break;
      case Cell::Kind::loss:
        row.bound = plan::TableRow::Bound::loss;
        break;
      case Cell::Kind::loss_up_to:
        row.bound = plan::TableRow::Bound::loss_up_to;
        break;
      case Cell::Kind::loss_above:
        row.bound = plan::TableRow::Bound::loss_above;
        break;
      default:
        context_.report(make<Id::PhraseTable>(
            cell.span, "a row of tiers begins with `up to`, `above`, `loss`, `loss up to` or `loss above`"));
        continue;
    }
    if (cell.kind == Cell::Kind::up_to || cell.kind == Cell::Kind::loss_up_to) {
      row.at = bound(cell.expr, subject).node;
      const auto figure = plan::written_figure(contract_.nodes, row.at);
      const bool same_side = cell.kind == Cell::Kind::up_to ||
                             (!table.rows.empty() && table.rows.back().bound == plan::TableRow::Bound::loss_up_to);
      if (figure && before && same_side && *figure <= *before)
        context_
            .report(make<Id::TiersOutOfOrder>(cell.span, figure_text(*figure, subject), figure_text(*before, subject)))
            .help("tiers rise: put the lower bound first");
      if (figure && figure->sign() <= 0 && !(before && same_side))
        context_
            .report(make<Id::TiersOutOfOrder>(cell.span, figure_text(*figure, subject),
                                              figure_text(value::Rational(0), subject)))
            .help("tiers begin at 0; bounds of losses are written as positive figures too: 'loss up to ...'");
      before = figure;
    }
    if (open_end && cell.kind == Cell::Kind::up_to)
      context_.report(make<Id::UnreachableRow>(written.span)).help("'above' takes all the rest; put it last");
    open_end = open_end || cell.kind == Cell::Kind::above;
    row_results(row, written, result);
    if (!table.columns.empty()) {
      std::optional<value::Rational> sum = value::Rational(0);
      for (const NodeId share : row.results) {
        const auto figure = plan::written_figure(contract_.nodes, share);
        sum = sum && figure ? std::optional(*sum + *figure) : std::nullopt;
      }
      if (row.results.size() != table.columns.size()) {
        context_.report(make<Id::TableShape>(written.span, "a tier has " + std::to_string(row.results.size()) +
                                                               " parts for " + std::to_string(table.columns.size()) +
                                                               " parties"));
      } else if (sum && result.shown == Type::Shown::percent && *sum != value::Rational(1)) {
        const value::Rational missing = value::Rational(1) - *sum;
        context_.report(make<Id::TierSplitSum>(written.span, percent_text(*sum)))
            .help(missing.sign() > 0 ? percent_text(missing) + " of this tier goes to nobody"
                                     : percent_text(-missing) + " of this tier is given twice");
      }
    } else if (row.results.size() != 1 && context_.sink.error_count() == 0) {
      context_.report(make<Id::TableShape>(written.span, "a tier has one rate"))
          .help(
              "to share each tier between parties, head the columns with their names and leave the first cell of that "
              "row empty");
    }
    table.rows.push_back(std::move(row));
  }
}

std::string Sentence::figure_text(const value::Rational& figure, const Type& type) const {
  if (type.shown == Type::Shown::percent || type.shown == Type::Shown::share) return percent_text(figure);
  const std::string sign = type.has_money() ? sign_of(type) : "";
  return (figure.sign() < 0 ? "-" : "") + sign + value::format_number(abs(figure));
}

void Sentence::scale_rows(plan::RowTable& table, const Type& subject, Type& result) {
  std::size_t points = 0;
  std::optional<value::Rational> before;
  int direction = 0;
  for (const syntax::Row& written : scope_.table->rows) {
    const Cell& cell = written.cells.front();
    plan::TableRow row;
    if (cell.kind == Cell::Kind::at) {
      row.bound = plan::TableRow::Bound::at;
      ++points;
    } else if (cell.kind == Cell::Kind::short_of) {
      row.bound = plan::TableRow::Bound::short_of;
    } else {
      context_.report(make<Id::PhraseTable>(cell.span, "a row of a scale begins with `at` or `short of`"));
      continue;
    }
    row.at = bound(cell.expr, subject).node;
    const auto figure = cell.kind == Cell::Kind::at ? plan::written_figure(contract_.nodes, row.at) : std::nullopt;
    if (figure && before) {
      const int step = (*figure - *before).sign();
      if (step == 0 || (direction != 0 && step != direction))
        context_.report(
            make<Id::ScaleOutOfOrder>(cell.span, figure_text(*figure, subject), figure_text(*before, subject)));
      direction = step;
    }
    if (cell.kind == Cell::Kind::at) before = figure;
    row_results(row, written, result);
    if (row.results.size() != 1)
      context_.report(make<Id::TableShape>(written.span, "a point of a scale has one value"));
    table.rows.push_back(std::move(row));
  }
  if (points < 2)
    context_.report(make<Id::PhraseTable>(scope_.table->span, "a scale has at least two points"))
        .help("add a row 'at ...'");
}

void Sentence::step_rows(plan::RowTable& table, const Type& subject, Type& result) {
  struct Step {
    std::optional<value::Rational> low, high;  // none: open
    Span span;
  };
  std::vector<Step> steps;
  std::optional<Span> otherwise;
  bool comparable = true;
  for (const syntax::Row& written : scope_.table->rows) {
    const Cell& cell = written.cells.front();
    plan::TableRow row;
    Step step{std::nullopt, std::nullopt, cell.span};
    switch (cell.kind) {
      case Cell::Kind::below:
        row.bound = plan::TableRow::Bound::below;
        break;
      case Cell::Kind::to_below:
        row.bound = plan::TableRow::Bound::to_below;
        break;
      case Cell::Kind::at_least:
        row.bound = plan::TableRow::Bound::at_least;
        break;
      case Cell::Kind::otherwise:
        row.bound = plan::TableRow::Bound::otherwise;
        otherwise = written.span;
        break;
      default:
        context_
            .report(make<Id::PhraseTable>(cell.span,
                                          "a step begins with `below A`, `A to below B`, `at least A` or `otherwise`"))
            .help("say to which step the bound itself belongs: 'at least 60%', '40% to below 60%', 'below 40%'");
        comparable = false;
        continue;
    }
    const Typed from = cell.low ? bound(cell.low, subject) : Typed{};
    const Typed to = cell.expr ? bound(cell.expr, subject) : Typed{};
    row.low = from.node;
    row.at = to.node;
    if (cell.low && cell.expr) same_sign(from, to, cell.span);
    const auto figure = plan::written_figure(contract_.nodes, row.at);
    const auto low = plan::written_figure(contract_.nodes, row.low);
    if ((row.at && !figure) || (row.low && !low)) comparable = false;
    if (cell.kind == Cell::Kind::below) step.high = figure;
    if (cell.kind == Cell::Kind::at_least) step.low = figure;
    if (cell.kind == Cell::Kind::to_below) {
      step.low = low;
      step.high = figure;
    }
    if (cell.kind != Cell::Kind::otherwise) steps.push_back(step);
    row_results(row, written, result);
    if (row.results.size() != 1) context_.report(make<Id::TableShape>(written.span, "a step has one value"));
    table.rows.push_back(std::move(row));
  }
  if (!comparable || steps.empty()) return;
  std::stable_sort(steps.begin(), steps.end(),
                   [](const Step& a, const Step& b) { return a.low ? b.low && *a.low < *b.low : b.low.has_value(); });
  const auto text = [&](const value::Rational& figure) { return figure_text(figure, subject); };
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    const auto& high = steps[i].high;
    const auto& low = steps[i + 1].low;
    if (!high || !low || *low < *high) {
      context_
          .report(make<Id::StepOverlap>(steps[i + 1].span, low ? text(*low) : "the lowest",
                                        high ? text(*high) : "the highest"))
          .label(steps[i].span, "overlaps with this step");
      return;
    }
    if (*high < *low) {
      if (otherwise) return;
      context_.report(make<Id::StepGap>(steps[i + 1].span, text(*high), text(*low)))
          .label(steps[i].span, "ends below " + text(*high))
          .help("let one step begin where the other ends: '" + text(*high) + " to below ...' or 'at least " +
                text(*high) + "'");
      return;
    }
  }
  if (otherwise) {
    if (!steps.front().low && !steps.back().high)
      context_.report(make<Id::UnreachableRow>(*otherwise)).help("the rows above leave nothing over");
    return;
  }
  if (steps.front().low)
    context_.report(make<Id::StepGap>(steps.front().span, "the lowest figure", text(*steps.front().low)))
        .help("add a row 'below " + text(*steps.front().low) + "'");
  if (steps.back().high)
    context_.report(make<Id::StepGap>(steps.back().span, text(*steps.back().high), "the highest figure"))
        .help("add a row 'at least " + text(*steps.back().high) + "'");
}

}  // namespace quarterday::check
