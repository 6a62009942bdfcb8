// SPDX-License-Identifier: Apache-2.0
//
// Figures as they are written, and the words for periods.
#include "compiler/check/sentence.h"

namespace quarterday::check {

Typed Sentence::literal(const syntax::Expr& expr, const Type* wanted) {
  const Span span = expr.span;
  const auto* node = &expr.node;
  if (const auto* number = std::get_if<syntax::NumberLiteral>(node)) {
    if (wanted && wanted->kind == Type::Kind::period && number->value.is_integer())
      if (const auto parsed = contract_.calendar.parse(number->value.to_text()))
        return constant(*parsed, span, Type::of(Type::Kind::period));
    return constant(number->value, span, Type::bare_number());
  }
  if (const auto* percent = std::get_if<syntax::PercentLiteral>(node))
    return constant(percent->value, span, Type::number(Type::Shown::percent));
  if (const auto* amount = std::get_if<syntax::MoneyLiteral>(node)) return money(*amount, span);
  if (const auto* period = std::get_if<syntax::PeriodLiteral>(node)) {
    const auto parsed = context_.period(period->period);
    return parsed ? constant(*parsed, span, Type::of(Type::Kind::period)) : error_at(span);
  }
  if (const auto* quarter = std::get_if<syntax::QuarterLiteral>(node))
    return part_of_year(Grain::quarter, quarter->number, span);
  if (const auto* month = std::get_if<syntax::MonthLiteral>(node))
    return part_of_year(Grain::month, (month->number - contract_.calendar.first_month_of_year + 12) % 12 + 1, span);
  if (const auto* yes = std::get_if<syntax::YesNoLiteral>(node)) return constant(yes->value, span, Type::yes_no());
  if (const auto* word = std::get_if<syntax::CalendarReference>(node)) {
    Typed at_hand = calendar_word(word->word, span);
    if (!word->last || at_hand.type.is_error()) return at_hand;
    plan::Node before;
    before.op = plan::Op::at;
    before.operands = {at_hand.node};
    before.time = plan::TimeMove{plan::TimeMove::Kind::shift, contract_.nodes[at_hand.node.index].grain, -1, {}};
    return {context_.add(std::move(before), span, at_hand.type, scope_.clause), at_hand.type};
  }
  if (std::get_if<syntax::SettlementRefused>(node)) {
    if (!scope_.rule) {
      context_.report(make<Id::TypeExpected>(span, "a figure", "'settlement refused'"))
          .help("it stands after 'not reported:' or at the end of a 'require'");
      return error_at(span);
    }
    return constant(plan::Refused{}, span, Type::any());
  }
  return constant(plan::LeftOut{}, span, Type::any());
}

Typed Sentence::calendar_word(syntax::CalendarWord word, Span span) {
  plan::Node node;
  if (word == syntax::CalendarWord::contract_year) {
    node.op = plan::Op::contract_year;
    return {context_.add(std::move(node), span, Type::bare_number(), scope_.clause), Type::bare_number()};
  }
  node.op = plan::Op::current_period;
  node.grain = word == syntax::CalendarWord::year      ? Grain::year
               : word == syntax::CalendarWord::quarter ? Grain::quarter
                                                       : Grain::month;
  if (scope_.grain == Grain::once || node.grain > scope_.grain) {
    const bool once = scope_.grain == Grain::once;
    context_
        .report(make<Id::TypeExpected>(span, once ? "a figure without periods" : "the " + grain_word(scope_.grain),
                                       "the " + grain_word(node.grain)))
        .help(once ? "no " + grain_word(node.grain) + " is at hand: say 'each " + grain_word(node.grain) +
                         "' in the head"
                   : "in a " + grain_word(scope_.grain) + " no single " + grain_word(node.grain) + " is at hand");
    return error_at(span);
  }
  const Type type = Type::of(Type::Kind::period);
  return {context_.add(std::move(node), span, type, scope_.clause), type};
}

// The fourth quarter of the year at hand, as a period.
Typed Sentence::part_of_year(Grain grain, int part, Span span) {
  plan::Node current;
  current.op = plan::Op::current_period;
  current.grain = grain;
  const Type type = Type::of(Type::Kind::period);
  const NodeId operand = context_.add(std::move(current), span, type, scope_.clause);
  plan::Node node;
  node.op = plan::Op::at;
  node.operands = {operand};
  node.time = plan::TimeMove{plan::TimeMove::Kind::part_of_year, grain, part, {}};
  return {context_.add(std::move(node), span, type, scope_.clause), type};
}

// `£8 per case`, `42 per 1000`.
Typed Sentence::per(const syntax::Per& per, Span span) {
  Typed figure = read(per.of);
  if (figure.type.is_error()) return figure;
  if (!figure.type.is_number()) {
    context_.report(make<Id::TypeExpected>(span, "a figure before 'per'", words(figure.type)));
    return error_at(span);
  }
  if (per.per.is_number) {
    const auto scale = value::Rational::parse_decimal(per.per.text);
    if (!scale || scale->is_zero()) {
      context_.report(make<Id::TypeExpected>(per.per.span, "a number above 0", "'" + per.per.text + "'"));
      return error_at(span);
    }
    const Typed divisor = constant(*scale, per.per.span, Type::number());
    Type type = figure.type;
    type.bare = false;
    return add(plan::Op::divide, {figure.node, divisor.node}, span, type);
  }
  if (per.per.text == "cent" && contract_.units_by_singular.count("cent") == 0) {
    const auto* number = context_.as<syntax::NumberLiteral>(per.of);
    const std::string sign = (number ? number->value.to_text() : std::string("5")) + "%";
    context_.report(make<Id::UnknownType>(per.per.span, "cent"))
        .help("a percentage is written with its sign: '" + sign + "'");
    return error_at(span);
  }
  const auto unit = context_.unit_after_per({per.per.text, per.per.span});
  if (!unit) return error_at(span);
  figure.type = model::divide(figure.type, Type::count(UnitId(*unit)));
  contract_.facts[figure.node.index].type = figure.type;
  contract_.facts[figure.node.index].span = span;
  return figure;
}

// `57 to 90%`: one end a percent, the other a bare number, which would be as many times the whole. Nothing is nothing.
bool Sentence::same_sign(const Typed& low, const Typed& high, Span span) {
  // Of figures as they are written: one that is worked out may well lie between 0.5 and a percent.
  const auto is_percent = [this](const Typed& end) {
    const plan::Op op = contract_.nodes[end.node.index].op;
    const bool written = op == plan::Op::constant || op == plan::Op::negate;
    return written && end.type.is_plain() && end.type.shown == Type::Shown::percent && !end.type.bare;
  };
  const auto is_bare = [this](const Typed& end) {
    const auto* figure = std::get_if<value::Rational>(&contract_.nodes[end.node.index].figure);
    return end.type.bare && figure != nullptr && !figure->is_zero();
  };
  if (!(is_percent(low) && is_bare(high)) && !(is_percent(high) && is_bare(low))) return true;
  context_.report(make<Id::HalfPercent>(span)).help("write the sign at both: '35% to 70%'");
  return false;
}

Typed Sentence::range(const syntax::RangeLiteral& range, Span span) {
  const Typed low = read(range.low);
  const Typed high = read(range.high);
  if (low.type.is_error() || high.type.is_error()) return error_at(span);
  Type type;
  if (!same_sign(low, high, span) || !must_unify(low, high, span, type, Joined::compared)) return error_at(span);
  type.kind = Type::Kind::range;
  return add(plan::Op::make_range, {low.node, high.node}, span, type);
}

Typed Sentence::standard(const syntax::StandardLiteral& standard, Span span) {
  Typed bound = read(standard.bound);
  if (bound.type.is_error()) return bound;
  Type type = bound.type;
  type.kind = Type::Kind::standard;
  plan::Node node;
  node.op = plan::Op::make_standard;
  node.operands = {bound.node};
  node.flag = standard.op == syntax::LimitOp::at_least;
  return {context_.add(std::move(node), span, type, scope_.clause), type};
}

}  // namespace quarterday::check
