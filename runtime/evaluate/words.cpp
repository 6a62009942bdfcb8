// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "runtime/plan/currencies.h"
#include "runtime/value/format.h"

namespace quarterday::evaluate {

namespace {

using plan::Grain;
using plan::Plan;
using plan::Type;

std::string number_text(const Plan& plan, const Rational& number, const Type& type) {
  switch (type.kind) {
    case Type::Kind::money:
      return value::format_money_exact(number, plan::currency_of(plan, type));
    case Type::Kind::percent:
    case Type::Kind::share:
      return value::format_percent(number);
    case Type::Kind::count: {
      if (!type.unit) break;
      const plan::Unit& unit = plan.units[type.unit.index];
      return value::format_number(number) + " " + (number == Rational(1) ? unit.singular : unit.name);
    }
    default:
      break;
  }
  return value::format_number(number);
}

struct FigureWriter {
  const Plan& plan;
  const Type& type;

  std::string operator()(const plan::LeftOut&) const { return "left out"; }
  std::string operator()(const plan::Refused& refused) const { return refusal_text(plan, refused.cause.input); }
  std::string operator()(const Rational& number) const { return number_text(plan, number, type); }
  std::string operator()(bool yes) const { return yes ? "yes" : "no"; }
  std::string operator()(EntityId entity) const { return entity ? plan.entity(entity).name : "no member"; }
  std::string operator()(const plan::Range& range) const {
    return number_text(plan, range.low, type) + " to " + number_text(plan, range.high, type);
  }
  std::string operator()(const plan::Standard& standard) const {
    return (standard.at_least ? "at least " : "at most ") + number_text(plan, standard.bound, type);
  }
  std::string operator()(const Period& period) const { return plan.calendar.name(period); }
  std::string operator()(const value::Date& date) const { return date.to_text(); }
  std::string operator()(const std::string& text) const { return text; }
};

// Ranges in their order, those that follow one another directly as one.
std::vector<plan::MonthRange> joined(std::vector<plan::MonthRange> ranges) {
  std::ranges::sort(ranges, {}, &plan::MonthRange::first);
  std::vector<plan::MonthRange> joined;
  for (const plan::MonthRange& range : ranges) {
    if (!joined.empty() && range.first <= joined.back().last + 1)
      joined.back().last = std::max(joined.back().last, range.last);
    else
      joined.push_back(range);
  }
  return joined;
}

}  // namespace

std::string member_names(const Plan& plan, std::span<const EntityId> members) {
  std::string names;
  for (const EntityId member : members) {
    if (!names.empty()) names += ", ";
    names += member ? plan.entity(member).name : "no member";
  }
  return names;
}

std::string instance_name(const Plan& plan, ValueId value, std::span<const EntityId> members, Period period) {
  std::string name = plan.value(value).name;
  if (!members.empty()) name += " for " + member_names(plan, members);
  if (period.grain != plan::Grain::once) name += " in " + plan.calendar.name(period);
  return name;
}

std::string place_text(const Plan& plan, OriginId id) {
  if (!id) return {};
  const plan::Origin& origin = plan.origin(id);
  std::string text =
      fmt::format("at {}{}{}:{}", plan.file_of(origin), plan.files.empty() ? "" : ":", origin.line, origin.column);
  if (!origin.clause.empty()) text += ", clause " + origin.clause;
  if (!origin.text.empty()) text += fmt::format(", in '{}'", origin.text);
  return text;
}

std::string figure_text(const Plan& plan, const Figure& figure, const Type& type) {
  return std::visit(FigureWriter{plan, type}, figure);
}

std::string refusal_text(const Plan& plan, ValueId input, std::span<const EntityId> members) {
  if (!input) return "settlement refused";
  return fmt::format("settlement refused: '{}{}{}'", plan.value(input).name, members.empty() ? "" : " for ",
                     member_names(plan, members));
}

std::string settled_periods(const Plan& plan) {
  std::string text;
  const plan::MonthRange whole = plan.with_run_off();
  for (const auto& [grain, during] : plan.settled) {
    if (grain == Grain::once) continue;
    if (!text.empty()) text += ", ";
    text += grain == Grain::year ? "each year" : grain == Grain::quarter ? "each quarter" : "each month";
    std::string_view joint = " from ";
    for (const plan::MonthRange& range : joined(during.empty() ? std::vector{whole} : during)) {
      const Period first = plan.calendar.containing({Grain::month, range.first}, grain);
      Period last = plan.calendar.containing({Grain::month, range.last}, grain);
      if (last.first_month + value::Calendar::months(grain) - 1 > range.last) last = plan.calendar.shift(last, -1);
      text.append(joint).append(plan.calendar.name(first)).append(" to ").append(plan.calendar.name(last));
      joint = " and from ";
    }
  }
  return text;
}

}  // namespace quarterday::evaluate
