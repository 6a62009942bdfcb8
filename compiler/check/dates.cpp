// SPDX-License-Identifier: Apache-2.0
//
// Dates: as they are written, some time after another, and before, after or in a period.
#include "compiler/check/sentence.h"

namespace quarterday::check {

Typed Sentence::date(const syntax::DateLiteral& literal, Span span) {
  const auto parsed = value::Date::parse(literal.text);
  if (parsed && value::is_known_year(parsed->year)) return constant(*parsed, span, Type::of(Type::Kind::date));
  Diagnostic& diagnostic =
      context_.report(make<Id::TypeExpected>(span, "a day that there is", "'" + literal.text + "'"));
  if (parsed)
    diagnostic.help("years from 1900 to 2199 are known");
  else
    diagnostic.help("dates are written year, month, day: '2015-07-31'");
  return error_at(span);
}

// `6 months after notice_given_on`: the same day of that month, or its last one where it is shorter.
Typed Sentence::later_date(const syntax::After& after, Span span) {
  const Typed from = read(after.operand);
  if (from.type.is_error()) return error_at(span);
  if (from.type.kind != Type::Kind::date && from.type.kind != Type::Kind::any) {
    context_.report(make<Id::TypeExpected>(context_.expr(after.operand).span, "a date after 'after'", words(from.type)))
        .help("declare it as ': date'");
    return error_at(span);
  }
  const std::string& unit = after.duration.unit;
  const bool months = unit == "month" || unit == "year";
  if (!months && unit != "day" && unit != "week") {
    context_.report(make<Id::TypeExpected>(span, "days, weeks, months or years", unit + "s"))
        .help("a date has no hours");
    return error_at(span);
  }
  const std::int64_t each = unit == "year" ? 12 : unit == "week" ? 7 : 1;
  const Typed count =
      constant(value::Rational(after.duration.count) * value::Rational(each), span, Type::bare_number());
  return add(months ? plan::Op::months_later : plan::Op::days_later, {from.node, count.node}, span,
             Type::of(Type::Kind::date));
}

std::optional<NodeId> Sentence::day_of(const Typed& moment, plan::Op which, Span span) {
  switch (moment.type.kind) {
    case Type::Kind::date:
    case Type::Kind::any:
      return moment.node;
    case Type::Kind::period:
      return add(which, {moment.node}, span, Type::of(Type::Kind::date)).node;
    default:
      context_.report(make<Id::TypeExpected>(span, "a date or a period", words(moment.type)))
          .help("'before', 'after' and 'in' compare dates with dates and periods: 'is before this quarter'");
      return std::nullopt;
  }
}

// `stopped_on is before this quarter`: before its first day; `is after` it: after its last.
Typed Sentence::is_before(const syntax::IsBefore& is, Span span) {
  const Typed subject = read(is.subject);
  const Typed moment = read(is.moment);
  if (subject.type.is_error() || moment.type.is_error()) return error_at(span);
  const auto near =
      day_of(subject, is.after ? plan::Op::first_day : plan::Op::last_day, context_.expr(is.subject).span);
  const auto far = day_of(moment, is.after ? plan::Op::last_day : plan::Op::first_day, context_.expr(is.moment).span);
  if (!near || !far) return error_at(span);
  return add(is.after ? plan::Op::greater : plan::Op::less, {*near, *far}, span, Type::yes_no());
}

// `stopped_on is in this quarter`, `quarter is in 2015/16`.
Typed Sentence::is_in(const syntax::IsIn& is, Span span) {
  const Typed subject = read(is.subject);
  const Typed period = read(is.period);
  if (subject.type.is_error() || period.type.is_error()) return error_at(span);
  if (period.type.kind != Type::Kind::period) {
    context_.report(make<Id::TypeExpected>(context_.expr(is.period).span, "a period after 'in'", words(period.type)))
        .help("'is in this quarter', 'is in 2015/16'; for one day write 'is'");
    return error_at(span);
  }
  const Span place = context_.expr(is.subject).span;
  const auto first = day_of(subject, plan::Op::first_day, place);
  const auto last = first ? day_of(subject, plan::Op::last_day, place) : std::nullopt;
  if (!first || !last) return error_at(span);
  const Type date = Type::of(Type::Kind::date);
  const Typed begins = add(plan::Op::first_day, {period.node}, span, date);
  const Typed ends = add(plan::Op::last_day, {period.node}, span, date);
  const Typed from = add(plan::Op::greater_equal, {*first, begins.node}, span, Type::yes_no());
  const Typed to = add(plan::Op::less_equal, {*last, ends.node}, span, Type::yes_no());
  return add(plan::Op::logical_and, {from.node, to.node}, span, Type::yes_no());
}

}  // namespace quarterday::check
