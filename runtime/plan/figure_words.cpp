// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/figure_words.h"

#include <variant>

#include "runtime/plan/currencies.h"
#include "runtime/value/format.h"

namespace quarterday::plan {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string unit_text(const Plan& plan, const Type& type, const Rational& number) {
  if (type.kind != Type::Kind::count || !type.unit) return {};
  const plan::Unit& unit = plan.units[type.unit.index];
  return " " + (number == Rational(1) && !unit.singular.empty() ? unit.singular : unit.name);
}

std::string number_text(const Plan& plan, const Type& type, const Rational& number) {
  switch (type.kind) {
    case Type::Kind::money:
      return value::format_money_exact(number, plan::currency_of(plan, type));
    case Type::Kind::percent:
    case Type::Kind::share:
      return value::format_percent(number);
    case Type::Kind::yes_no:
      return number.is_zero() ? "no" : "yes";
    default:
      return value::format_number(number) + unit_text(plan, type, number);
  }
}

// Ranges and standards carry the type of their bounds in their words only: `range of percent`.
Type bound_type(const Type& type) {
  if (type.kind != Type::Kind::range && type.kind != Type::Kind::standard) return type;
  Type bound;
  if (type.words.find("percent") != std::string::npos || type.words.find("share") != std::string::npos) {
    bound.kind = Type::Kind::percent;
  } else if (type.words.find("money") != std::string::npos) {
    bound.kind = Type::Kind::money;
    bound.currency = type.currency;
  } else if (type.unit) {
    bound.kind = Type::Kind::count;
    bound.unit = type.unit;
  }
  return bound;
}

}  // namespace

std::string figure_text(const Plan& plan, const Type& type, const Figure& figure) {
  const Type bound = bound_type(type);
  return std::visit(
      Overloaded{
          [](const LeftOut&) { return std::string("left out"); },
          [](const Refused&) { return std::string("refused"); },
          [&](const Rational& number) { return number_text(plan, type, number); },
          [](bool yes) { return std::string(yes ? "yes" : "no"); },
          [&](EntityId id) { return id ? plan.entity(id).name : std::string("no member"); },
          [&](const Range& r) { return number_text(plan, bound, r.low) + " to " + number_text(plan, bound, r.high); },
          [&](const Standard& s) {
            return (s.at_least ? "at least " : "at most ") + number_text(plan, bound, s.bound);
          },
          [&](const Period& period) {
            return period.grain == Grain::once ? std::string() : plan.calendar.name(period);
          },
          [](const value::Date& date) { return date.to_text(); },
          [](const std::string& text) { return text; },
      },
      figure);
}

}  // namespace quarterday::plan
