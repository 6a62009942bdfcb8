// SPDX-License-Identifier: Apache-2.0
//
// Operators, and the reading of 'of'.
#include <algorithm>

#include "compiler/check/bodies.h"
#include "compiler/check/percent_signs.h"
#include "compiler/check/sentence.h"
#include "compiler/syntax/phrase_words.h"

namespace quarterday::check {

bool Sentence::names_member_only(std::string_view name) const {
  if (variable(name) || contract_.values_by_name.count(name) != 0 || context_.is_broken(name)) return false;
  return std::any_of(contract_.entities.begin(), contract_.entities.end(),
                     [name](const auto& entity) { return entity.name == name; });
}

Typed Sentence::of(const syntax::Of& of, Span span, const Type* wanted) {
  if (const auto* phrase = context_.as<syntax::NameReference>(of.left); phrase && syntax::is_phrase_word(phrase->text))
    return phrase_of(phrase->text, of, span);
  if (const auto* member = context_.as<syntax::NameReference>(of.right); member && names_member_only(member->text)) {
    Diagnostic& diagnostic = context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "a figure after 'of'",
                                                                    "the member '" + member->text + "'"));
    const auto* looked_up = context_.as<syntax::NameReference>(of.left);
    diagnostic.help("a look-up is written with 'for': '" + (looked_up ? looked_up->text : "...") + " for " +
                    member->text + "'");
    return error_at(span);
  }
  const Typed share = read(of.left);
  const Typed whole = read(of.right, wanted);
  if (share.type.is_error() || whole.type.is_error()) return error_at(span);
  if (!share.type.is_plain() && share.type.kind != Type::Kind::any) {
    context_
        .report(make<Id::TypeExpected>(context_.expr(of.left).span, "a percent or a plain number before 'of'",
                                       words(share.type)))
        .help("'of' takes a part of what follows; for a product write '*', for a look-up write 'for'");
    return error_at(span);
  }
  if (!whole.type.is_number() && whole.type.kind != Type::Kind::any) {
    context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "a figure after 'of'", words(whole.type)));
    return error_at(span);
  }
  if (forgets_percent(context_, Type::number(Type::Shown::percent), share)) return error_at(span);
  return add(plan::Op::multiply, {share.node, whole.node}, span, model::multiply(share.type, whole.type));
}

Typed Sentence::phrase_of(const std::string& phrase, const syntax::Of& of, Span span) {
  if (phrase == "numerator" || phrase == "denominator")
    return reference(of.right, nullptr, phrase == "numerator" ? plan::Op::numerator : plan::Op::denominator);
  if (phrase == "low" || phrase == "high") {
    Typed whole = read(of.right);
    if (whole.type.is_error()) return whole;
    if (whole.type.kind != Type::Kind::range) {
      context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "a range", words(whole.type)));
      return error_at(span);
    }
    Type type = whole.type;
    type.kind = Type::Kind::number;
    return add(phrase == "low" ? plan::Op::low : plan::Op::high, {whole.node}, span, type);
  }
  if (phrase == "instalment") {
    if (scope_.grain == Grain::once || scope_.grain == Grain::year) {
      context_.report(make<Id::TypeExpected>(span, "a quarter or a month at hand", "a " + grain_word(scope_.grain)))
          .help("an instalment is the part of a year's amount that falls in a quarter or a month");
      return error_at(span);
    }
    const Grain finer = std::exchange(scope_.grain, Grain::year);
    Typed year = read(of.right);
    scope_.grain = finer;
    if (year.type.is_error()) return year;
    if (!year.type.is_money()) {
      context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "an amount of money", words(year.type)));
      return error_at(span);
    }
    return add(plan::Op::instalment, {year.node}, span, year.type);
  }
  if (phrase == "movement") return movement(of, span);
  Typed change = read(of.right);
  if (change.type.is_error()) return change;
  if (!change.type.is_number()) {
    context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "a figure", words(change.type)));
    return error_at(span);
  }
  if (phrase == "loss") change = add(plan::Op::negate, {change.node}, span, change.type);
  return add(plan::Op::at_least, {change.node, constant(value::Rational(0), span, change.type).node}, span,
             change.type);
}

Typed Sentence::unary(const syntax::Unary& unary, Span span, const Type* wanted) {
  if (unary.op == syntax::UnaryOp::logical_not)
    return add(plan::Op::logical_not, {condition(unary.operand)}, span, Type::yes_no());
  Typed operand = read(unary.operand, wanted);
  if (operand.type.is_error()) return operand;
  if (!operand.type.is_number() && operand.type.kind != Type::Kind::any) {
    context_.report(make<Id::TypeExpected>(context_.expr(unary.operand).span, "a figure", words(operand.type)));
    return error_at(span);
  }
  if (unary.op == syntax::UnaryOp::negate) return add(plan::Op::negate, {operand.node}, span, operand.type);
  if (!operand.type.has_money()) {
    context_
        .report(make<Id::TypeExpected>(context_.expr(unary.operand).span, "an amount of money after 'rounded'",
                                       words(operand.type)))
        .help("'rounded' is to the penny; for another figure write '... to nearest 1'");
    return error_at(span);
  }
  return add(plan::Op::round_money, {operand.node}, span, operand.type);
}

Typed Sentence::binary(const syntax::Binary& binary, Span span, const Type* wanted) {
  switch (binary.op) {
    case syntax::BinaryOp::add:
    case syntax::BinaryOp::subtract:
      return sum(binary, span, wanted);
    case syntax::BinaryOp::multiply:
    case syntax::BinaryOp::divide:
      return product(binary, span);
    case syntax::BinaryOp::logical_and:
    case syntax::BinaryOp::logical_or:
      return logic(binary, span);
    default:
      return comparison(binary, span);
  }
}

// `price = £5`: a price, and an amount that is written out and says nothing of what it is per.
bool Sentence::is_price_beside_amount(const Typed& left, const Typed& right) const {
  const bool written_out = right.node && contract_.nodes[right.node.index].op == plan::Op::constant;
  return written_out && left.type.has_money() && !left.type.is_money() && right.type.is_money();
}

// The type of both, or a diagnostic that says what the author probably meant.
bool Sentence::must_unify(const Typed& left, const Typed& right, Span span, Type& result, Joined joined) {
  const model::Unified unified = model::unify(left.type, right.type);
  result = unified.type;
  if (unified.fits) {
    if (forgets_percent(context_, left.type, right) || forgets_percent(context_, right.type, left)) return false;
    return !result.is_error();
  }
  if (model::differ_in_currency(left.type, right.type)) {
    report_currencies(left, right, span);
    return false;
  }
  Diagnostic& diagnostic =
      joined == Joined::compared ? context_.report(make<Id::CannotCompare>(span, words(left.type), words(right.type)))
      : joined == Joined::added  ? context_.report(make<Id::CannotAdd>(span, words(left.type), words(right.type)))
                                 : context_.report(make<Id::TypeExpected>(span, words(left.type), words(right.type)));
  if (left.node.index != right.node.index) diagnostic.label(contract_.facts[left.node.index].span, words(left.type));
  if (joined != Joined::alternatives) diagnostic.label(contract_.facts[right.node.index].span, words(right.type));
  const Type& plain = left.type.has_money() ? right.type : left.type;
  const bool money_and_plain = left.type.has_money() != right.type.has_money() && plain.is_plain();
  if (money_and_plain && plain.shown != Type::Shown::plain) {
    diagnostic.help("say of which amount it is a part: '... of ...'");
  } else if (money_and_plain && plain.bare) {
    diagnostic.help("write amounts of money with their sign: '" +
                    sign_of(left.type.has_money() ? left.type : right.type) + "0'");
  } else if (is_price_beside_amount(left, right)) {
    diagnostic.help("write what it is per: '" + amount_as(context_, left.type, right.node) + "'");
  } else if (left.type.is_number() && right.type.is_number()) {
    diagnostic.help("both sides must count the same thing in the same unit");
  }
  return false;
}

Typed Sentence::sum(const syntax::Binary& binary, Span span, const Type* wanted) {
  const Typed left = read(binary.left, wanted);
  const Typed right = read(binary.right, wanted);
  if (left.type.is_error() || right.type.is_error()) return error_at(span);
  for (const auto& [side, id] : {std::pair{&left, binary.left}, std::pair{&right, binary.right}}) {
    if (side->type.is_number() || side->type.kind == Type::Kind::any) continue;
    context_.report(make<Id::TypeExpected>(context_.expr(id).span, "a figure", words(side->type)));
    return error_at(span);
  }
  Type type;
  if (!must_unify(left, right, span, type, Joined::added)) return error_at(span);
  return add(binary.op == syntax::BinaryOp::add ? plan::Op::add : plan::Op::subtract, {left.node, right.node}, span,
             type);
}

Typed Sentence::product(const syntax::Binary& binary, Span span) {
  const Typed left = read(binary.left);
  const Typed right = read(binary.right);
  if (left.type.is_error() || right.type.is_error()) return error_at(span);
  for (const auto& [side, id] : {std::pair{&left, binary.left}, std::pair{&right, binary.right}}) {
    if (side->type.is_number() || side->type.kind == Type::Kind::any) continue;
    context_.report(make<Id::TypeExpected>(context_.expr(id).span, "a figure", words(side->type)));
    return error_at(span);
  }
  const bool times = binary.op == syntax::BinaryOp::multiply;
  const Type type = times ? model::multiply(left.type, right.type) : model::divide(left.type, right.type);
  int currencies = 0;
  for (const auto& [unit, power] : type.units)
    if (model::is_currency(unit)) currencies += std::max(power, 0);
  if (times && currencies > 1) {
    Diagnostic& diagnostic = context_.report(make<Id::MoneyTimesMoney>(span))
                                 .label(contract_.facts[left.node.index].span, words(left.type))
                                 .label(contract_.facts[right.node.index].span, words(right.type));
    if (left.type.currency() != right.type.currency())
      diagnostic.help("a rate of exchange is one currency per another: ': " + contract_.currency.code + " per ...'");
    return error_at(span);
  }
  return add(times ? plan::Op::multiply : plan::Op::divide, {left.node, right.node}, span, type);
}

Typed Sentence::limit(const syntax::Limit& limit, Span span, const Type* wanted) {
  const Typed subject = read(limit.subject, wanted);
  const Typed bound = read(limit.limit, wanted);
  if (subject.type.is_error() || bound.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(subject, bound, span, type, Joined::compared)) return error_at(span);
  return add(limit.op == syntax::LimitOp::at_most ? plan::Op::at_most : plan::Op::at_least, {subject.node, bound.node},
             span, type);
}

}  // namespace quarterday::check
