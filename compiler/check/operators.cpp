// SPDX-License-Identifier: Apache-2.0
//
// Figures, operators, tests and conditions.
#include <algorithm>

#include "compiler/check/sentence.h"

namespace quarterday::check {

Typed Sentence::money(const syntax::MoneyLiteral& literal, Span span) {
  if (!value::symbol_matches(literal.symbol, contract_.currency)) {
    const auto other = value::currency_by_symbol(literal.symbol);
    context_.report(make<Id::WrongCurrency>(span, other ? other->code : literal.symbol, contract_.currency.code))
        .help("a contract has one currency; its amounts are written '" + contract_.currency.symbol + "'");
    return error_at(span);
  }
  return constant(literal.value, span, Type::money());
}

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
  if (const auto* word = std::get_if<syntax::CalendarReference>(node)) return calendar_word(word->word, span);
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
  const auto unit = contract_.units_by_singular.find(per.per.text);
  if (unit == contract_.units_by_singular.end()) {
    if (context_.is_broken(per.per.text)) return error_at(span);
    Diagnostic& diagnostic = context_.report(make<Id::UnknownType>(per.per.span, per.per.text));
    std::vector<std::string_view> candidates;
    for (const auto& [singular, id] : contract_.units_by_singular) candidates.push_back(singular);
    context_.suggest(diagnostic, {per.per.text, per.per.span}, candidates);
    diagnostic.help("what stands after 'per' is declared: `unit " + per.per.text + "s, each a " + per.per.text + "`");
    context_.unknown_names.insert(per.per.text);
    return error_at(span);
  }
  figure.type = model::divide(figure.type, Type::count(unit->second));
  contract_.facts[figure.node.index].type = figure.type;
  contract_.facts[figure.node.index].span = span;
  return figure;
}

bool Sentence::names_member_only(std::string_view name) const {
  if (variable(name) || contract_.values_by_name.count(name) != 0 || context_.is_broken(name)) return false;
  return std::any_of(contract_.entities.begin(), contract_.entities.end(),
                     [name](const auto& entity) { return entity.name == name; });
}

Typed Sentence::of(const syntax::Of& of, Span span, const Type* wanted) {
  if (const auto* phrase = context_.as<syntax::NameReference>(of.left); phrase && is_phrase_word(phrase->text))
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
  return add(plan::Op::multiply, {share.node, whole.node}, span, model::multiply(share.type, whole.type));
}

Typed Sentence::phrase_of(const std::string& phrase, const syntax::Of& of, Span span) {
  if (phrase == "numerator" || phrase == "denominator")
    return reference(of.right, nullptr, phrase == "numerator" ? plan::Op::numerator : plan::Op::denominator);
  if (phrase == "low" || phrase == "high") {
    const Typed whole = read(of.right);
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
    const Typed year = read(of.right);
    scope_.grain = finer;
    if (year.type.is_error()) return year;
    if (!year.type.is_money()) {
      context_.report(make<Id::TypeExpected>(context_.expr(of.right).span, "an amount of money", words(year.type)));
      return error_at(span);
    }
    return add(plan::Op::instalment, {year.node}, span, year.type);
  }
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
  const Typed operand = read(unary.operand, wanted);
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

// The type of both, or a diagnostic that says what the author probably meant.
bool Sentence::must_unify(const Typed& left, const Typed& right, Span span, Type& result, Joined joined) {
  const model::Unified unified = model::unify(left.type, right.type);
  result = unified.type;
  if (unified.fits) return !result.is_error();
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
    diagnostic.help("write amounts of money with their sign: '" + contract_.currency.symbol + "0'");
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
  if (times && left.type.has_money() && right.type.has_money() && type.units.count(model::money_unit) != 0 &&
      type.units.at(model::money_unit) > 1) {
    context_.report(make<Id::MoneyTimesMoney>(span))
        .label(contract_.facts[left.node.index].span, words(left.type))
        .label(contract_.facts[right.node.index].span, words(right.type));
    return error_at(span);
  }
  return add(times ? plan::Op::multiply : plan::Op::divide, {left.node, right.node}, span, type);
}

Typed Sentence::comparison(const syntax::Binary& binary, Span span) {
  const Typed left = read(binary.left);
  const Typed right = read(binary.right, &left.type);
  if (left.type.is_error() || right.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(left, right, span, type, Joined::compared)) return error_at(span);
  plan::Op op = plan::Op::equal;
  switch (binary.op) {
    case syntax::BinaryOp::less:
      op = plan::Op::less;
      break;
    case syntax::BinaryOp::less_equal:
      op = plan::Op::less_equal;
      break;
    case syntax::BinaryOp::greater:
      op = plan::Op::greater;
      break;
    case syntax::BinaryOp::greater_equal:
      op = plan::Op::greater_equal;
      break;
    default:
      break;
  }
  const bool ordered = type.is_number() || type.kind == Type::Kind::period || type.kind == Type::Kind::date ||
                       type.kind == Type::Kind::any;
  if (op != plan::Op::equal && !ordered) {
    context_.report(make<Id::CannotCompare>(span, words(left.type), words(right.type)))
        .help("only figures have an order; write 'is' or 'is one of'");
    return error_at(span);
  }
  return add(op, {left.node, right.node}, span, Type::yes_no());
}

Typed Sentence::logic(const syntax::Binary& binary, Span span) {
  const NodeId left = condition(binary.left);
  const NodeId right = condition(binary.right);
  return add(binary.op == syntax::BinaryOp::logical_and ? plan::Op::logical_and : plan::Op::logical_or, {left, right},
             span, Type::yes_no());
}

Typed Sentence::test(const syntax::Expr& expr) {
  const Span span = expr.span;
  Typed result;
  bool negated = false;
  if (const auto* reported = std::get_if<syntax::IsReported>(&expr.node)) {
    result = add(plan::Op::is_reported, {read(reported->subject).node}, span, Type::yes_no());
    negated = reported->negated;
  } else if (const auto* given = std::get_if<syntax::IsGiven>(&expr.node)) {
    result = add(plan::Op::is_given, {read(given->subject).node}, span, Type::yes_no());
    negated = given->negated;
  } else if (const auto* is = std::get_if<syntax::IsValue>(&expr.node)) {
    result = is_value(*is, span);
    negated = is->negated;
  } else if (const auto* one_of = std::get_if<syntax::IsOneOf>(&expr.node)) {
    const Typed subject = read(one_of->subject);
    std::vector<NodeId> operands{subject.node};
    for (const ExprId id : one_of->values) {
      const Typed choice = read(id, &subject.type);
      Type type;
      if (!must_unify(subject, choice, context_.expr(id).span, type, Joined::compared)) return error_at(span);
      operands.push_back(choice.node);
    }
    result = add(plan::Op::one_of, std::move(operands), span, Type::yes_no());
    negated = one_of->negated;
  } else if (const auto* between = std::get_if<syntax::IsBetween>(&expr.node)) {
    const Typed subject = read(between->subject);
    const Typed low = read(between->low, &subject.type);
    const Typed high = read(between->high, &subject.type);
    Type type;
    if (!must_unify(subject, low, span, type, Joined::compared) ||
        !must_unify(subject, high, span, type, Joined::compared))
      return error_at(span);
    const Typed above = add(plan::Op::greater_equal, {subject.node, low.node}, span, Type::yes_no());
    const Typed below = add(plan::Op::less_equal, {subject.node, high.node}, span, Type::yes_no());
    result = add(plan::Op::logical_and, {above.node, below.node}, span, Type::yes_no());
    negated = between->negated;
  } else if (const auto* standard_test = std::get_if<syntax::Meets>(&expr.node)) {
    result = meets(*standard_test, span);
  } else if (const auto* never = std::get_if<syntax::NeverMoves>(&expr.node)) {
    result = never_moves(*never, span);
  }
  if (negated && !result.type.is_error()) return add(plan::Op::logical_not, {result.node}, span, Type::yes_no());
  return result;
}

Typed Sentence::is_value(const syntax::IsValue& is, Span span) {
  const Typed subject = read(is.subject);
  if (subject.type.is_error()) return error_at(span);
  const Typed wanted = read(is.value, &subject.type);
  if (wanted.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(subject, wanted, span, type, Joined::compared)) return error_at(span);
  return add(plan::Op::equal, {subject.node, wanted.node}, span, Type::yes_no());
}

Typed Sentence::meets(const syntax::Meets& meets, Span span) {
  const Typed subject = read(meets.subject);
  const Typed bound = read(meets.standard);
  if (subject.type.is_error() || bound.type.is_error()) return error_at(span);
  if (bound.type.kind != Type::Kind::standard && bound.type.kind != Type::Kind::any) {
    context_.report(make<Id::TypeExpected>(context_.expr(meets.standard).span, "a standard such as 'at least 60%'",
                                           words(bound.type)));
    return error_at(span);
  }
  Typed figure = bound;
  figure.type.kind = bound.type.kind == Type::Kind::standard ? Type::Kind::number : bound.type.kind;
  Type type;
  if (!must_unify(subject, figure, span, type, Joined::compared)) return error_at(span);
  return add(plan::Op::meets, {subject.node, bound.node}, span, Type::yes_no());
}

// A guarantee about two figures of all possible data: its names are checked here, it has no value of its own.
Typed Sentence::never_moves(const syntax::NeverMoves& never, Span span) {
  const bool strict = !std::exchange(scope_.loose, true);
  const Typed subject = read(never.subject);
  const bool grains = std::exchange(scope_.any_grain, true);
  const Typed driver = read(never.driver);
  scope_.any_grain = grains;
  scope_.loose = !strict;
  if (subject.type.is_error() || driver.type.is_error()) return error_at(span);
  return constant(true, span, Type::yes_no());
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

Typed Sentence::conditional(const syntax::Conditional& conditional, Span span, const Type* wanted) {
  std::vector<NodeId> operands;
  Typed result;
  bool first = true;
  const bool outer = scope_.conditional;
  const auto value_of = [&](ExprId id) {
    scope_.conditional = true;
    const Typed one = read(id, wanted);
    scope_.conditional = outer;
    if (first) {
      result = one;
    } else if (result.type.is_error() || one.type.is_error()) {
      result.type = Type::error();
    } else {
      Type type;
      result.type = must_unify(result, one, context_.expr(id).span, type, Joined::alternatives) ? type : Type::error();
    }
    first = false;
    return one.node;
  };
  for (const syntax::Case& one : conditional.cases) {
    const NodeId test = condition(one.condition);
    const NodeId value = value_of(one.value);
    operands.push_back(test);
    operands.push_back(value);
  }
  operands.push_back(value_of(conditional.otherwise));
  if (result.type.is_error()) return error_at(span);
  return add(plan::Op::select, std::move(operands), span, result.type);
}

// `first A, then B`: A in the first period of the value's span, B in every later one.
Typed Sentence::first_then(const syntax::FirstThen& recurrence, Span span, const Type* wanted) {
  if (!scope_.owner || scope_.grain == Grain::once || contract_.value(scope_.owner).grain != scope_.grain) {
    context_.report(make<Id::TypeExpected>(span, "a figure that is worked out for each period", "one without periods"))
        .help(
            "'first ..., then ...' stands in a definition with 'each year', 'each quarter' or 'each month' in its "
            "head");
    return error_at(span);
  }
  const std::vector<MonthRange> during = scope_.during;
  const std::vector<Period> periods = periods_in(during, scope_.grain, contract_.calendar);
  if (!periods.empty()) scope_.during = {months_of(periods.front())};
  const Typed first = read(recurrence.first, wanted);
  if (!periods.empty()) {
    scope_.during = during;
    scope_.during.front().first = months_of(periods.front()).last + 1;
    if (scope_.during.front().first > scope_.during.front().last) scope_.during.erase(scope_.during.begin());
  }
  const Typed then = read(recurrence.then, wanted ? wanted : &first.type);
  scope_.during = during;
  if (first.type.is_error() || then.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(first, then, span, type, Joined::alternatives)) return error_at(span);
  plan::Node is_first;
  is_first.op = plan::Op::is_first_period;
  is_first.value = scope_.owner;
  const NodeId test = context_.add(std::move(is_first), span, Type::yes_no(), scope_.clause);
  return add(plan::Op::select, {test, first.node, then.node}, span, type);
}

Typed Sentence::range(const syntax::RangeLiteral& range, Span span) {
  const Typed low = read(range.low);
  const Typed high = read(range.high);
  if (low.type.is_error() || high.type.is_error()) return error_at(span);
  Type type;
  if (!must_unify(low, high, span, type, Joined::compared)) return error_at(span);
  type.kind = Type::Kind::range;
  return add(plan::Op::make_range, {low.node, high.node}, span, type);
}

Typed Sentence::standard(const syntax::StandardLiteral& standard, Span span) {
  const Typed bound = read(standard.bound);
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
