// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>
#include <vector>

#include "runtime/plan/figure_words.h"

namespace quarterday::evaluate {

namespace {

using plan::Grain;
using plan::Plan;

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

std::string figure_text(const Plan& plan, const Figure& figure, const plan::Type& type) {
  if (const auto* refused = std::get_if<plan::Refused>(&figure)) return refusal_text(plan, refused->cause.input);
  return plan::figure_text(plan, type, figure);
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
