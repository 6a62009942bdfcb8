// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/name_index.h"

#include <algorithm>
#include <map>

#include "runtime/diagnostics/similar.h"

namespace quarterday::data {
namespace {

InputColumns columns_of(const plan::Plan& plan, std::uint32_t id) {
  const plan::Value& input = plan.values[id];
  InputColumns columns;
  columns.input = plan::ValueId(id);
  for (std::uint32_t i = 0; i < input.indexes.size(); ++i) {
    if (input.input.data_index == i) continue;
    if (!columns.party_index && plan.set(input.indexes[i].set).of_parties) {
      columns.party_index = i;
    } else {
      columns.segment_indexes.push_back(i);
    }
  }
  return columns;
}

std::vector<std::string_view> member_names(const plan::Plan& plan, const plan::Set& set) {
  std::vector<std::string_view> names;
  for (const plan::EntityId member : set.members) names.push_back(plan.entity(member).name);
  return names;
}

void suggest(Diagnostic& diagnostic, std::string_view wanted, const std::vector<std::string_view>& candidates) {
  const std::optional<std::string> meant = diagnostics::closest(wanted, candidates);
  if (meant) diagnostic.help("did you mean '" + *meant + "'?");
}

// A title where a short name is due.
const plan::Entity* entity_with_title(const plan::Plan& plan, const plan::Set& set, std::string_view title) {
  for (const plan::EntityId member : set.members) {
    if (plan.entity(member).title == title) return &plan.entity(member);
  }
  return nullptr;
}

}  // namespace

NameIndex::NameIndex(const plan::Plan& plan) : plan_(plan), positions_(plan.sets.size()) {
  for (std::uint32_t id = 0; id < plan.values.size(); ++id) {
    if (plan.values[id].kind == plan::Value::Kind::input && !plan.values[id].records)
      inputs_.push_back(columns_of(plan, id));
  }
  for (const InputColumns& columns : inputs_) {
    for (const plan::IndexInfo& index : plan.value(columns.input).indexes) {
      auto& positions = positions_[index.set.index];
      const std::vector<plan::EntityId>& members = plan.set(index.set).members;
      for (std::uint32_t i = static_cast<std::uint32_t>(positions.size()); i < members.size(); ++i) {
        positions.emplace(plan.entity(members[i]).name, i);
      }
    }
  }
  std::map<std::string, std::size_t> known;
  const auto add = [&](std::string name, Reading reading) {
    const auto [place, is_new] = known.emplace(name, names_.size());
    if (is_new) names_.emplace_back(std::move(name), std::vector<Reading>{});
    names_[place->second].second.push_back(reading);
  };
  for (const InputColumns& columns : inputs_) {
    const plan::Value& input = plan.value(columns.input);
    const plan::InputRules& rules = input.input;
    if (!rules.data_index) {
      add(rules.data_prefix, {&columns, 0});
      continue;
    }
    const std::vector<plan::EntityId>& members = plan.set(input.indexes[*rules.data_index].set).members;
    for (std::uint32_t i = 0; i < members.size(); ++i) {
      add(rules.data_prefix + plan.entity(members[i]).name + rules.data_suffix, {&columns, i});
    }
  }
  for (std::uint32_t i = 0; i < names_.size(); ++i) position_of_name_.emplace(names_[i].first, i);
}

const std::vector<Reading>* NameIndex::find(std::string_view name) const {
  const auto place = position_of_name_.find(name);
  return place == position_of_name_.end() ? nullptr : &names_[place->second].second;
}

std::optional<std::uint32_t> NameIndex::position(plan::SetId set, std::string_view member) const {
  const auto place = positions_[set.index].find(member);
  if (place == positions_[set.index].end()) return std::nullopt;
  return place->second;
}

Diagnostic NameIndex::unknown_name(const Cell& cell) const {
  Diagnostic diagnostic = make<Id::DataUnknownName>(place_of(cell), shown(cell.text));
  for (const plan::Value& value : plan_.values) {
    if (value.name != cell.text) continue;
    if (value.kind == plan::Value::Kind::parameter) {
      return diagnostic.note("'" + value.name + "' is a term of the contract, it is not an input");
    }
    if (value.kind != plan::Value::Kind::input) {
      return diagnostic.note("'" + value.name + "' is worked out by the contract, it is not an input");
    }
    if (value.records) return diagnostic.note("'" + value.name + "' are records, which stand in a file of their own");
    const plan::InputRules& rules = value.input;
    const std::string held = rules.data_index ? "[" + value.indexes[*rules.data_index].name + "]" : "";
    return diagnostic.note("in the data the figures of '" + value.name + "' are named '" + rules.data_prefix + held +
                           rules.data_suffix + "'");
  }
  std::vector<std::string_view> names;
  for (const auto& [name, readings] : names_) names.push_back(name);
  suggest(diagnostic, cell.text, names);
  return diagnostic;
}

Diagnostic NameIndex::unknown_party(const Cell& cell, plan::SetId set) const {
  Diagnostic diagnostic = make<Id::DataUnknownParty>(place_of(cell), shown(cell.text));
  const auto is_it = [&cell](const plan::Entity& entity) { return entity.is_party && entity.name == cell.text; };
  if (std::any_of(plan_.entities.begin(), plan_.entities.end(), is_it)) {
    return diagnostic.note("'" + std::string(cell.text) + "' is a party, but not one of the " + plan_.set(set).name);
  }
  if (const plan::Entity* titled = entity_with_title(plan_, plan_.set(set), cell.text)) {
    return diagnostic.help("write its short name, '" + titled->name + "'");
  }
  suggest(diagnostic, cell.text, member_names(plan_, plan_.set(set)));
  return diagnostic;
}

Diagnostic NameIndex::unknown_segment(diagnostics::Span place, std::string_view part, std::string_view name,
                                      plan::SetId set) const {
  Diagnostic diagnostic = make<Id::DataUnknownSegment>(place, shown(part), shown(name));
  if (const plan::Entity* titled = entity_with_title(plan_, plan_.set(set), part)) {
    return diagnostic.help("write its short name, '" + titled->name + "'");
  }
  const std::vector<std::string_view> members = member_names(plan_, plan_.set(set));
  const auto is_it = [part](const plan::Entity& entity) { return entity.name == part; };
  if (std::any_of(plan_.entities.begin(), plan_.entities.end(), is_it)) {
    diagnostic.note("'" + std::string(part) + "' is known, but not one of the " + plan_.set(set).name);
  }
  suggest(diagnostic, part, members);
  return diagnostic;
}

}  // namespace quarterday::data
