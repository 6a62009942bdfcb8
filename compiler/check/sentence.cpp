// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/sentence.h"

namespace quarterday::check {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace

Typed Sentence::add(plan::Op op, std::vector<NodeId> operands, Span span, const Type& type) {
  plan::Node node;
  node.op = op;
  node.operands = std::move(operands);
  return {context_.add(std::move(node), span, type, scope_.clause), type};
}

Typed Sentence::constant(plan::Figure figure, Span span, const Type& type) {
  return {context_.constant(std::move(figure), span, type, scope_.clause), type};
}

Typed Sentence::error_at(Span span) { return constant(plan::LeftOut{}, span, Type::error()); }

Typed Sentence::only_of_rows(std::string_view words, Span span) {
  context_.report(make<Id::TypeExpected>(span, "a figure", std::string(words)))
      .help("dates and times are columns of records: select rows by them, and count those");
  return error_at(span);
}

Typed Sentence::read(ExprId id, const Type* wanted) {
  if (!id) return error_at(scope_.table ? scope_.table->span : Span::nowhere());
  const syntax::Expr& expr = context_.expr(id);
  const Span span = expr.span;
  return std::visit(
      Overloaded{
          [&](const syntax::NameReference&) { return reference(id, wanted); },
          [&](const syntax::For&) { return reference(id, wanted); },
          [&](const syntax::At&) { return reference(id, wanted); },
          [&](const syntax::Bracketed& bracketed) { return read(bracketed.inner, wanted); },
          [&](const syntax::Per& p) { return per(p, span); },
          [&](const syntax::Of& o) { return of(o, span, wanted); },
          [&](const syntax::Unary& u) { return unary(u, span, wanted); },
          [&](const syntax::Binary& b) { return binary(b, span, wanted); },
          [&](const syntax::Limit& l) { return limit(l, span, wanted); },
          [&](const syntax::Conditional& c) { return conditional(c, span, wanted); },
          [&](const syntax::FirstThen& f) { return first_then(f, span, wanted); },
          [&](const syntax::RangeLiteral& r) { return range(r, span); },
          [&](const syntax::StandardLiteral& s) { return standard(s, span); },
          [&](const syntax::Aggregate& a) { return aggregate(a, span, wanted); },
          [&](const syntax::Quantified& q) { return quantified(q, span); },
          [&](const syntax::NumberOf& n) { return rows_counted(id) ? reference(id, wanted) : number_of(n, span); },
          [&](const syntax::FirstReported& f) { return first_reported(f, span, wanted); },
          [&](const syntax::Progress& p) { return progress(p, span); },
          [&](const syntax::TableOf& t) { return table_phrase(t, span); },
          [&](const syntax::SplitOver& s) { return split(s, span); },
          [&](const syntax::Growing& g) { return growing(g, span, wanted); },
          [&](const syntax::ByWeight& b) { return by_weight(b, span); },
          [&](const syntax::ToNearest& n) { return to_nearest(n, span, wanted); },
          [&](const syntax::IsReported&) { return test(expr); },
          [&](const syntax::IsGiven&) { return test(expr); },
          [&](const syntax::IsValue&) { return test(expr); },
          [&](const syntax::IsOneOf&) { return test(expr); },
          [&](const syntax::IsBetween&) { return test(expr); },
          [&](const syntax::Meets&) { return test(expr); },
          [&](const syntax::NeverMoves&) { return test(expr); },
          [&](const syntax::NumberLiteral&) { return literal(expr, wanted); },
          [&](const syntax::PercentLiteral&) { return literal(expr, wanted); },
          [&](const syntax::MoneyLiteral&) { return literal(expr, wanted); },
          [&](const syntax::PeriodLiteral&) { return literal(expr, wanted); },
          [&](const syntax::QuarterLiteral&) { return literal(expr, wanted); },
          [&](const syntax::MonthLiteral&) { return literal(expr, wanted); },
          [&](const syntax::YesNoLiteral&) { return literal(expr, wanted); },
          [&](const syntax::CalendarReference&) { return literal(expr, wanted); },
          [&](const syntax::LeftOut&) { return literal(expr, wanted); },
          [&](const syntax::SettlementRefused&) { return literal(expr, wanted); },
          [&](const syntax::ErrorExpr&) { return error_at(span); },
          [&](const syntax::Further&) { return error_at(span); },  // reported when the contract was put together
          [&](const syntax::DurationLiteral&) { return only_of_rows("a length of time", span); },
          [&](const syntax::DateLiteral& d) { return date(d, span); },
          [&](const syntax::ThisRow&) { return only_of_rows("a row of records", span); },
          [&](const syntax::Possessive&) { return only_of_rows("a column of records", span); },
          [&](const syntax::IsIn&) { return test(expr); },
          [&](const syntax::IsBefore&) { return test(expr); },
          [&](const syntax::WithinTest&) { return only_of_rows("a test of a date", span); },
          [&](const syntax::WithAs& w) { return with_as(w, span, wanted); },
          [&](const syntax::BalanceFigure&) { return reference(id, wanted); },
          [&](const syntax::After& a) { return later_date(a, span); },
          [&](const syntax::Ascribed& a) { return ascribed(a, span, wanted); },
          [&](const syntax::TypeLiteral&) {
            context_.report(make<Id::TypeExpected>(span, "a figure", "a type"));
            return error_at(span);
          },
      },
      expr.node);
}

// A phrase in use is explained by the words of its use, what it is made of by its own.
Typed Sentence::ascribed(const syntax::Ascribed& ascribed, Span span, const Type* wanted) {
  if (!ascribed.type) {
    Typed of_any_type = read(ascribed.of, wanted);
    if (!of_any_type.type.is_error()) contract_.facts[of_any_type.node.index].span = span;
    return of_any_type;
  }
  const Type declared = context_.type(*ascribed.type);
  const Typed read_inner = read(ascribed.of, &declared);
  if (declared.is_error() || read_inner.type.is_error()) return error_at(span);
  if (!model::fits(declared, read_inner.type)) {
    context_
        .report(make<Id::DeclaredOtherwise>(context_.expr(ascribed.of).span, ascribed.by.text, words(declared),
                                            words(read_inner.type)))
        .label(ascribed.by.span, "declared as " + words(declared));
    return error_at(span);
  }
  if (ascribed.phrase) contract_.facts[read_inner.node.index].span = span;
  return {read_inner.node, declared};
}

NodeId Sentence::condition(ExprId id) {
  const Type wanted = Type::yes_no();
  const Typed read_condition = read(id, &wanted);
  const Type& type = read_condition.type;
  if (type.kind != Type::Kind::yes_no && type.kind != Type::Kind::any && !type.is_error()) {
    Diagnostic& diagnostic = context_.report(make<Id::ConditionExpected>(context_.expr(id).span, words(type)));
    if (type.is_number()) diagnostic.help("compare it with something: '>= ...'");
  }
  return read_condition.node;
}

}  // namespace quarterday::check
