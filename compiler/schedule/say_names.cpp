// SPDX-License-Identifier: Apache-2.0
//
// Figures by name, with the members and the time at hand.
#include <algorithm>
#include <utility>

#include "compiler/schedule/periods.h"
#include "compiler/schedule/sentence.h"

namespace quarterday::schedule {

using syntax::At;
using syntax::ExprId;
using syntax::For;
using syntax::Name;
using syntax::NamedFigure;
using syntax::NameReference;
using syntax::TimeRef;

const Variable* Sentence::variable(std::string_view name) const {
  for (auto it = scope_.variables.rbegin(); it != scope_.variables.rend(); ++it)
    if (it->name == name) return &*it;
  return nullptr;
}

std::optional<ValueId> Sentence::value_named(const std::string& name, ExprId whole) const {
  const model::Contract& contract = language_.contract;
  const auto found = contract.values_by_name.find(name);
  if (found == contract.values_by_name.end() || found->second.empty()) return std::nullopt;
  if (found->second.size() == 1) return found->second.front();
  if (whole)
    if (const auto loaded = language_.loads.at(expr(whole).span)) return loaded;
  for (const ValueId candidate : found->second) {
    const auto& indexes = contract.value(candidate).indexes;
    const bool at_hand = std::all_of(indexes.begin(), indexes.end(), [&](const model::Index& index) {
      return std::any_of(scope_.variables.begin(), scope_.variables.end(),
                         [&](const Variable& v) { return contract.within(v.set, index.set); });
    });
    if (at_hand) return candidate;
  }
  return found->second.front();
}

Said Sentence::reference(ExprId id) {
  std::vector<Name> targets;
  std::vector<TimeRef> times;
  ExprId base = id;
  ExprId whole = id;
  while (true) {
    if (const auto* look_up = as<For>(base)) {
      targets.insert(targets.begin(), look_up->target);
      base = look_up->of;
    } else if (const auto* time = as<At>(base)) {
      times.insert(times.begin(), time->time);
      base = time->of;
      if (targets.empty()) whole = base;
    } else {
      break;
    }
  }
  Said said;
  const auto* name_of_it = as<NameReference>(base);
  if (name_of_it != nullptr && in_rows()) {
    if (auto column = row_name(name_of_it->text)) return *column;
  }
  if (name_of_it != nullptr) {
    said = name(name_of_it->text, targets, whole);
  } else {
    said = {figure(base, Hold::of), Hold::of};
    for (const Name& wanted : targets) said.text += " for " + target(wanted.text, {});
  }
  const auto named = name_of_it != nullptr ? value_named(name_of_it->text, whole) : std::nullopt;
  for (const TimeRef& time : times) {
    // A figure of the year is not put together from parts.
    const bool whole_already =
        named && time.kind == TimeRef::Kind::current && language_.contract.value(*named).grain == grain_of(time.unit);
    said.text = whole_already ? std::move(said.text) + " of the " + grain_word(grain_of(time.unit))
                              : number_with_time(said.text, time);
  }
  if (!times.empty() && said.hold < Hold::of) said.hold = Hold::word;
  return said;
}

Said Sentence::name(const std::string& name, const std::vector<Name>& targets, ExprId whole) {
  if (targets.empty() && variable(name) != nullptr) return {"the " + spaced(name)};
  if (const auto id = value_named(name, whole)) {
    const bool is_answer = language_.terms.original(*id).type.kind == model::Type::Kind::yes_no;
    const bool plural = !is_answer && language_.terms.is_plural_value(*id);
    return {with_members(*id, targets), Hold::word, plural};
  }
  if (const auto known = language_.terms.entity(name)) return {language_.terms.member(*known)};
  return {Terms::word(name)};
}

Text Sentence::target(const std::string& name, std::optional<SetId> set) {
  const model::Contract& contract = language_.contract;
  if (variable(name) != nullptr) return "the " + spaced(name);
  if (set)
    if (const auto member = contract.member(*set, name)) return language_.terms.member(*member);
  if (const auto column = value_named(name, {})) {
    const model::Value& value = contract.value(*column);
    if (value.type.kind == model::Type::Kind::member && !value.indexes.empty())
      return column_words(*column) + " of the " + spaced(value.indexes.front().name);
  }
  if (const auto known = language_.terms.entity(name)) return language_.terms.member(*known);
  return Terms::word(name);
}

// "the hospital in the column *at hospital*". A column that is called by what it holds, or by what that does
// ("holder"), speaks for itself.
Text Sentence::column_words(ValueId id) const {
  const model::Value& value = language_.contract.value(id);
  const bool holds_member = value.is_column && value.type.kind == model::Type::Kind::member;
  const std::string& one = holds_member ? language_.contract.set(value.type.set).set.singular : value.name;
  const bool speaks = value.name == one || value.name.ends_with("er") || value.name.ends_with("or");
  if (speaks) return language_.terms.the_value(id);
  return "the " + spaced(one) + " in the column " + language_.terms.value(id);
}

// Which index of the value each name after `for` fills is the checker's rule: the first that is not met by the member
// at hand of its own name (compiler/check/references.cpp).
Text Sentence::with_members(ValueId id, const std::vector<Name>& targets) {
  const model::Contract& contract = language_.contract;
  const model::Value& value = contract.value(id);
  const model::Value& original = language_.terms.original(id);
  if (original.kind == plan::Value::Kind::payment) read(Reading::payments_read);
  if (!value.indexes.empty()) read(Reading::members);
  if (value.grain != plan::Grain::once) read(Reading::periods);
  std::vector<std::optional<std::string>> filled(value.indexes.size());
  const auto own_name = [&](std::size_t i) {
    const Variable* at_hand = value.indexes[i].alias ? variable(value.indexes[i].name) : nullptr;
    return at_hand != nullptr && contract.within(at_hand->set, value.indexes[i].set);
  };
  for (const Name& wanted : targets) {
    std::optional<std::size_t> place;
    const Variable* at_hand = variable(wanted.text);
    for (const bool skip_named : {true, false})
      for (std::size_t i = 0; i < filled.size() && !place; ++i) {
        if (filled[i] || (skip_named && own_name(i))) continue;
        const SetId set = value.indexes[i].set;
        const bool fits = at_hand != nullptr
                              ? contract.overlap(at_hand->set, set)
                              : contract.member(set, wanted.text) || contract.values_by_name.count(wanted.text) != 0;
        if (fits) place = i;
      }
    if (place) filled[*place] = wanted.text;
  }
  const bool is_answer = original.type.kind == model::Type::Kind::yes_no && !original.is_column;
  Text words = is_answer ? "the answer to " + language_.terms.value(id) : language_.terms.the_value(id);
  std::vector<Text> roles;
  const bool any = std::any_of(filled.begin(), filled.end(), [](const auto& f) { return f.has_value(); });
  for (std::size_t i = 0; i < filled.size(); ++i) {
    const model::Index& index = value.indexes[i];
    if (index.alias && any) {
      const Text who = filled[i] ? target(*filled[i], index.set) : "that " + spaced(index.name);
      roles.push_back(who + " as the " + spaced(index.name));
    } else if (filled[i]) {
      words += " for " + target(*filled[i], index.set);
    }
  }
  if (!roles.empty()) words += " with " + list(roles, "and");
  return words;
}

Text Sentence::number_with_time(Text text, const TimeRef& time) {
  read(Reading::periods);
  const std::string unit = grain_word(grain_of(time.unit));
  switch (time.kind) {
    case TimeRef::Kind::month_of_year:
      return std::move(text) + " in " + month_name(time.number);
    case TimeRef::Kind::quarter_of_year:
      return std::move(text) + " in Q" + std::to_string(time.number);
    case TimeRef::Kind::period:
      return std::move(text) + " in " + period_words(calendar(), time.period.text);
    case TimeRef::Kind::last:
      return std::move(text) + " of the " + unit + " before";
    case TimeRef::Kind::same_last_year:
      return std::move(text) + " of the same " + unit + " of the year before";
    case TimeRef::Kind::current:
      return std::move(text) + " of the whole " + unit;
  }
  return text;
}

Text Sentence::named(const NamedFigure& named) {
  const auto id = value_named(named.name.text, {});
  if (!id) return Terms::word(named.name.text);
  Text words = language_.terms.the_value(*id);
  for (const Name& member : named.members) {
    std::optional<SetId> set;
    for (const model::Index& index : language_.contract.value(*id).indexes)
      if (!set && language_.contract.member(index.set, member.text)) set = index.set;
    words += " for " + target(member.text, set);
  }
  return words;
}

Text Sentence::cell_name(const std::string& name, std::optional<SetId> set) {
  if (set)
    if (const auto member = language_.contract.member(*set, name)) return language_.terms.member(*member);
  return this->name(name, {}, {}).text;
}

}  // namespace quarterday::schedule
