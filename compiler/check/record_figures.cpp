// SPDX-License-Identifier: Apache-2.0
//
// Figures over rows of records in a sentence: `number of eligible`, `sum over payable of tariff`. Each is a value of
// its own with the head of its set, so that it is looked up, given in scenarios and explained like any other.
#include <algorithm>

#include "compiler/check/row_sentence.h"
#include "compiler/check/sentence.h"

namespace quarterday::check {
namespace {

using What = plan::RecordFigure::What;

What what_of(syntax::AggregateOp op) {
  switch (op) {
    case syntax::AggregateOp::average:
      return What::average;
    case syntax::AggregateOp::highest:
      return What::highest;
    case syntax::AggregateOp::lowest:
      return What::lowest;
    default:
      return What::sum;
  }
}

std::string word_of(What what) {
  switch (what) {
    case What::average:
      return "average over ";
    case What::highest:
      return "highest over ";
    case What::lowest:
      return "lowest over ";
    default:
      return "sum over ";
  }
}

// The words of a figure of one row, by which the sum is known.
std::string row_words(const Context& context, ExprId id) {
  if (const auto* plain = context.as<syntax::NameReference>(id)) return plain->text;
  if (const auto* bracketed = context.as<syntax::Bracketed>(id))
    return "(" + row_words(context, bracketed->inner) + ")";
  if (const auto* of = context.as<syntax::Possessive>(id)) return row_words(context, of->of) + "'s " + of->column.text;
  if (const auto* row = context.as<syntax::ThisRow>(id)) return "this " + row->name.text;
  if (const auto* number = context.as<syntax::NumberLiteral>(id)) return number->value.to_text();
  if (const auto* percent = context.as<syntax::PercentLiteral>(id)) return percent->value.to_text();
  if (const auto* money = context.as<syntax::MoneyLiteral>(id)) return money->symbol + money->value.to_text();
  if (const auto* sum = context.as<syntax::Binary>(id))
    return row_words(context, sum->left) + (sum->op == syntax::BinaryOp::add ? " + " : " - ") +
           row_words(context, sum->right);
  return "figure " + std::to_string(id.index);
}

}  // namespace

// `number of eligible` where these are rows; with a `where` it would be another set.
std::optional<syntax::Name> Sentence::rows_counted(ExprId id) const {
  const auto* number = context_.as<syntax::NumberOf>(id);
  if (!number || number->set.kind != syntax::SetRef::Kind::members) return std::nullopt;
  const bool are_rows = contract_.row_sets_by_name.count(number->set.name.text) != 0 ||
                        contract_.values_by_name.count(number_of_rows(number->set.name.text)) != 0;
  if (!are_rows || number->set.where || number->set.as || number->set.earlier) return std::nullopt;
  if (const auto rows = contract_.row_sets_by_name.find(number->set.name.text);
      rows != contract_.row_sets_by_name.end())
    context_.refer(number->set.name.span, contract_.rows(rows->second).name_span);
  return syntax::Name{number_of_rows(number->set.name.text), context_.expr(id).span};
}

bool Sentence::are_rows(const syntax::SetRef& set) const {
  return (set.kind == syntax::SetRef::Kind::members || set.kind == syntax::SetRef::Kind::its) &&
         contract_.row_sets_by_name.count(set.name.text) != 0;
}

Typed Sentence::no_where(const syntax::SetRef& set) {
  context_
      .report(make<Id::RowsDoNotMatch>(set.span, set.name.text, "they are taken as they are, without a further test"))
      .help("select them by a name of their own: 'rows ... of " + set.name.text + "' with a line 'where'");
  return error_at(set.span);
}

// `sum over payable of tariff`, perhaps in brackets.
const syntax::Aggregate* Sentence::rows_summed(ExprId id) const {
  while (const auto* bracketed = context_.as<syntax::Bracketed>(id)) id = bracketed->inner;
  const auto* aggregate = context_.as<syntax::Aggregate>(id);
  return aggregate && are_rows(aggregate->set) ? aggregate : nullptr;
}

Typed Sentence::over_rows(const syntax::Aggregate& aggregate, Span span, std::vector<syntax::Name> fors) {
  return over_rows_of(aggregate, aggregate.body, span, std::move(fors));
}

// `sum over payable of tariff for north last quarter`: what follows the figure of a row looks the sum up.
Typed Sentence::over_rows_of(const syntax::Aggregate& aggregate, ExprId body, Span span,
                             std::vector<syntax::Name> fors) {
  if (const auto* look_up = context_.as<syntax::For>(body)) {
    fors.insert(fors.begin(), look_up->target);
    return over_rows_of(aggregate, look_up->of, span, std::move(fors));
  }
  if (const auto* time = context_.as<syntax::At>(body))
    return moved_to(time->time, span, [&] { return over_rows_of(aggregate, time->of, span, fors); });
  const syntax::SetRef& written = aggregate.set;
  if (written.where || written.as || written.earlier || written.kind == syntax::SetRef::Kind::its)
    return no_where(written);
  if (aggregate.op == syntax::AggregateOp::pooled || aggregate.by) {
    context_.report(make<Id::NotOfARow>(span, aggregate.by ? "a weight" : "'pooled over'"))
        .help("rows are summed: '(sum over " + written.name.text + " of ...) / number of " + written.name.text + "'");
    return error_at(span);
  }
  const plan::RowSetId set = contract_.row_sets_by_name.at(written.name.text);
  context_.refer(written.name.span, contract_.rows(set).name_span);
  const What what = what_of(aggregate.op);
  RowsReader reader(context_);
  RowSentence sentence(context_, reader, contract_.rows(set));
  const RowTyped of = sentence.read(body);
  if (of.type.is_error()) return error_at(span);
  if (of.type.kind != RowType::Kind::number && of.type.kind != RowType::Kind::money) {
    context_.report(
        make<Id::TypeExpected>(context_.expr(body).span, "a number or money of each row", sentence.describe(of.type)));
    return error_at(span);
  }
  const std::string name = word_of(what) + written.name.text + " of " + row_words(context_, body);
  if (contract_.values_by_name.count(name) == 0) {
    model::Value value = contract_.value(contract_.values_by_name.at(number_of_rows(written.name.text)).front());
    value.name = value.input.data_prefix = name;
    value.type = of.type.kind == RowType::Kind::money ? Type::money() : Type::bare_number();
    value.records = plan::RecordFigure{what, set, of.expr};
    // Of no rows at all there is no average.
    if (what != What::sum) value.input.when_not_reported = constant(plan::LeftOut{}, span, value.type).node;
    const ValueId id(static_cast<std::uint32_t>(contract_.values.size()));
    contract_.values.push_back(std::move(value));
    contract_.values_by_name[name] = {id};
  }
  return this->name({name, span}, fors, nullptr, plan::Op::load, span);
}

}  // namespace quarterday::check
