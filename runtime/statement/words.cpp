// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace quarterday::statement {
namespace {

using plan::Grain;
using plan::Period;
using plan::Plan;
using plan::Rational;

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

std::string month_name(int month) { return std::string(month_names.at(static_cast<std::size_t>(month - 1))); }

std::string_view grain_word(Grain grain) {
  switch (grain) {
    case Grain::year:
      return "year";
    case Grain::quarter:
      return "quarter";
    case Grain::month:
      return "month";
    case Grain::once:
      break;
  }
  return "once";
}

std::string months_in_words(Period period) {
  const value::Date first = plan::Calendar::first_day(period);
  const value::Date last = plan::Calendar::last_day(period);
  std::string end = month_name(last.month) + " " + std::to_string(last.year);
  if (period.grain == Grain::month) return end;
  const std::string begin = month_name(first.month);
  if (first.year == last.year) return begin + " to " + end;
  return begin + " " + std::to_string(first.year) + " to " + end;
}

}  // namespace

std::string amount_text(const Rational& amount, const value::Currency& currency) {
  return amount.to_decimal(currency.minor_digits);
}

std::string period_in_words(const plan::Calendar& calendar, Period period) {
  if (period.grain == Grain::once) return "Once";
  std::string text(grain_word(period.grain));
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text + " " + calendar.name(period) + " (" + months_in_words(period) + ")";
}

std::string period_name(const Plan& plan, Period period) {
  return period.grain == Grain::once ? std::string() : plan.calendar.name(period);
}

std::vector<std::string> member_names(const Plan& plan, std::span<const plan::EntityId> members) {
  std::vector<std::string> names;
  names.reserve(members.size());
  for (const plan::EntityId member : members) names.push_back(member ? plan.entity(member).name : "no member");
  return names;
}

std::string instance_name(const Plan& plan, plan::ValueId value, std::span<const plan::EntityId> members,
                          Period period) {
  std::string text = plan.value(value).name;
  std::string_view joint = " for ";
  for (const std::string& member : member_names(plan, members)) {
    text += joint;
    text += member;
    joint = ", ";
  }
  const std::string when = period_name(plan, period);
  return when.empty() ? text : text + " in " + when;
}

std::string input_id(const Plan& plan, plan::ValueId value) {
  const plan::Value& input = plan.value(value);
  if (input.input.data_index || input.input.data_prefix.empty()) return input.name;
  return input.input.data_prefix;
}

std::string data_name(const Plan& plan, plan::ValueId value, std::span<const plan::EntityId> members) {
  const plan::InputRules& rules = plan.value(value).input;
  if (!rules.data_index || *rules.data_index >= members.size()) return input_id(plan, value);
  return rules.data_prefix + plan.entity(members[*rules.data_index]).name + rules.data_suffix;
}

std::string rule_words(const Plan& plan, plan::OriginId origin) {
  if (!origin) return {};
  constexpr std::string_view heading = "not reported:";
  std::string_view words = plan.origin(origin).text;
  if (words.starts_with(heading)) {
    words.remove_prefix(heading.size());
    words.remove_prefix(std::min(words.find_first_not_of(' '), words.size()));
  }
  return std::string(words);
}

std::string clause_in_words(const std::string& clause, const std::string& deed) {
  if (clause.empty()) return deed;
  return "clause " + clause + (deed.empty() ? "" : " of " + deed);
}

}  // namespace quarterday::statement
