// SPDX-License-Identifier: Apache-2.0
#pragma once

// A plan with an input of every kind, made by hand: financial years, term 2014/15 to 2016/17.

#include <string>
#include <utility>
#include <vector>

#include "runtime/plan/plan.h"

namespace quarterday::data::sample {

using Kind = plan::Type::Kind;
using value::Grain;

// Positions in `plan.values`.
enum : std::uint32_t {
  never_events,  // count, each quarter
  waiting,       // percent, each quarter
  seen_in_time,  // share, each quarter
  growth,        // share that may pass 100%, each quarter
  readmitted,    // number of which the contract asks for the numerator, each quarter
  change,        // number, each quarter
  cost,          // money, each year
  published,     // yes/no, each year
  list_size,     // count for each practice, each year
  activity,      // count for each practice, each condition, each age, each month
  result,        // named [measure], its figure, each quarter
  counted,       // named count_[condition] for each practice, each month
  frozen,        // named count_[condition] for each practice, each year
  achieved,      // named [age]_register, share, each year
  done,          // named [age]_register, yes/no, each year
  transfers,     // count for each practice as receiver, each practice as sender, each year
  population,    // count, once
  census,        // count, each October
  letter,        // text, each year
  price,         // a parameter
  core,          // worked out
};

inline constexpr std::uint32_t practices = 0, conditions = 1, ages = 2, measures = 3;

class Builder {
 public:
  explicit Builder(int first_month_of_year) {
    plan_.contract = "sample";
    plan_.calendar.first_month_of_year = first_month_of_year;
    plan_.term = {plan_.calendar.year(2014).first_month, plan_.calendar.year(2016).first_month + 11};
  }

  void add_set(const std::string& name, const std::string& singular, bool of_parties,
               const std::vector<std::pair<std::string, std::string>>& members) {
    plan::Set set{name, singular, {}, of_parties};
    for (const auto& [member, title] : members) {
      set.members.push_back(plan::EntityId(static_cast<std::uint32_t>(plan_.entities.size())));
      plan_.entities.push_back({member, title, of_parties});
    }
    plan_.sets.push_back(set);
  }

  plan::Value& add(const std::string& name, Kind kind, Grain grain, const std::vector<std::uint32_t>& sets = {}) {
    plan::Value input;
    input.kind = plan::Value::Kind::input;
    input.name = name;
    input.type.kind = kind;
    input.grain = grain;
    input.input.data_prefix = name;
    if (grain != Grain::once) input.span = {plan_.term};
    for (const std::uint32_t set : sets) input.indexes.push_back({plan::SetId(set), plan_.sets[set].singular, {}});
    return plan_.values.emplace_back(input);
  }

  plan::Plan take() { return std::move(plan_); }

 private:
  plan::Plan plan_;
};

inline plan::Value& named(plan::Value& input, const std::string& prefix, std::uint32_t index,
                          const std::string& suffix = {}) {
  input.input.data_prefix = prefix;
  input.input.data_suffix = suffix;
  input.input.data_index = index;
  return input;
}

inline plan::Plan make_plan(int first_month_of_year = 4) {
  Builder plan(first_month_of_year);
  plan.add_set("practices", "practice", true, {{"abbey", "Abbey Practice"}, {"bridge", ""}});
  plan.add_set("conditions", "condition", false, {{"back_pain", ""}, {"hip", "Hip pain"}, {"knee", ""}});
  plan.add_set("ages", "age", false, {{"young", ""}, {"old", ""}});
  plan.add_set("measures", "measure", false, {{"flu", ""}, {"visits", ""}, {"agreed", ""}});
  plan.add_set("parties", "party", true, {{"circle", "Circle Clinical Services Ltd"}});

  plan.add("never_events", Kind::count, Grain::quarter);
  plan.add("waiting", Kind::percent, Grain::quarter);
  plan.add("seen_in_time", Kind::share, Grain::quarter);
  plan.add("growth", Kind::share, Grain::quarter).input.may_pass_whole = true;
  plan.add("readmitted", Kind::number, Grain::quarter).input.needs_ratio = true;
  plan.add("change", Kind::number, Grain::quarter);
  plan.add("cost", Kind::money, Grain::year);
  plan.add("published", Kind::yes_no, Grain::year);
  plan.add("list_size", Kind::count, Grain::year, {practices});
  plan.add("activity", Kind::count, Grain::month, {practices, conditions, ages});
  plan::Value& figures = named(plan.add("result", Kind::number, Grain::quarter, {measures}), "", 0);
  for (const Kind kind : {Kind::share, Kind::number, Kind::yes_no}) figures.type_by_member.emplace_back().kind = kind;
  named(plan.add("counted", Kind::count, Grain::month, {practices, conditions}), "count_", 1);
  named(plan.add("frozen", Kind::count, Grain::year, {practices, conditions}), "count_", 1);
  named(plan.add("achieved", Kind::share, Grain::year, {ages}), "", 0, "_register");
  named(plan.add("done", Kind::yes_no, Grain::year, {ages}), "", 0, "_register");
  plan.add("transfers", Kind::count, Grain::year, {practices, practices});
  plan.add("population", Kind::count, Grain::once);
  plan.add("census", Kind::count, Grain::month).month_of_year = 10;
  plan.add("letter", Kind::text, Grain::year).type.words = "text";
  plan.add("price", Kind::money, Grain::year).kind = plan::Value::Kind::parameter;
  plan.add("core", Kind::money, Grain::year).kind = plan::Value::Kind::define;
  return plan.take();
}

}  // namespace quarterday::data::sample
