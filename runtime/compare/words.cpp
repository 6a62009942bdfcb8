// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/words.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "runtime/plan/op_names.h"

namespace quarterday::compare {

using plan::EntityId;
using plan::Grain;
using plan::MonthRange;
using plan::OriginId;
using plan::Period;
using plan::Plan;
using plan::Value;
using Kind = Value::Kind;

std::string kind_word(const Value& value) {
  switch (value.kind) {
    case Kind::input:
      return value.input.metric ? "metric" : "input";
    case Kind::parameter:
      return "parameter";
    case Kind::define:
      return "definition";
    case Kind::payment:
      return "payment";
  }
  return {};
}

std::string months_text(const Plan& plan, const MonthRange& range) {
  for (const Grain grain : {Grain::year, Grain::quarter, Grain::month}) {
    const Period first = plan.calendar.containing({Grain::month, range.first}, grain);
    const Period last = plan.calendar.containing({Grain::month, range.last}, grain);
    const bool is_whole =
        first.first_month == range.first && last.first_month + value::Calendar::months(grain) - 1 == range.last;
    if (!is_whole) continue;
    return first == last ? plan.calendar.name(first) : plan.calendar.name(first) + " to " + plan.calendar.name(last);
  }
  return {};
}

std::string ranges_text(const Plan& plan, const std::vector<MonthRange>& ranges) {
  std::string text;
  for (const MonthRange& range : ranges) text += (text.empty() ? "" : ", ") + months_text(plan, range);
  return text;
}

std::string names_text(const Plan& plan, const std::vector<EntityId>& members) {
  std::string text;
  for (const EntityId member : members) text += (text.empty() ? "" : ", ") + plan.entity(member).name;
  return text;
}

std::string members_text(const Plan& plan, const plan::Set& set) {
  std::string text;
  for (std::size_t at = 0; at < set.members.size(); ++at) {
    text += (text.empty() ? "" : ", ") + plan.entity(set.members[at]).name;
    if (at < set.since.size() && set.since[at] != 0)
      text += " from " + plan.calendar.name({plan::Grain::month, set.since[at]});
  }
  return text;
}

std::string run_off(const Plan& plan) {
  return plan.run_off_last ? "to " + plan.calendar.name({Grain::month, *plan.run_off_last}) : "";
}
std::string rhythms(const Plan& plan) {
  std::string text;
  for (const Plan::Rhythm& rhythm : plan.settled) {
    text += fmt::format("{}each {}", text.empty() ? "" : ", ", plan::grain_name(rhythm.grain));
    if (!rhythm.during.empty()) text += " in " + ranges_text(plan, rhythm.during);
  }
  return text;
}
std::string naming(const Plan& plan) {
  switch (plan.naming) {
    case plan::Naming::declared_first:
      return "the first declared";
    case plan::Naming::earliest_first:
      return "the earliest";
    case plan::Naming::latest_first:
      return "the latest";
  }
  return {};
}

std::string sentence(const Plan& plan, const Value& value) {
  const OriginId at = value.body ? plan.node(value.body).origin : OriginId();
  const std::string words = at ? plan.origin(at).text : value.type.words;
  return words.empty() ? value.name : words;
}
std::string when(const Plan& plan, const Value& value) {
  std::string text = value.grain == Grain::once ? "once" : fmt::format("each {}", plan::grain_name(value.grain));
  if (value.month_of_year) text += fmt::format(" of month {}", *value.month_of_year);
  if (!value.span.empty()) text += " in " + ranges_text(plan, value.span);
  return text;
}
std::string heads(const Plan& plan, const Value& value) {
  std::string text;
  for (const plan::IndexInfo& index : value.indexes)
    text += (text.empty() ? "each " : ", each ") + plan.set(index.set).singular;
  return text.empty() ? "one" : text;
}
std::string party_words(const Plan& plan, const plan::PartyRef& party) {
  if (party.party) return plan.entity(party.party).name;
  const OriginId at = party.node ? plan.node(party.node).origin : OriginId();
  return at ? plan.origin(at).text : "each of its members";
}

}  // namespace quarterday::compare
