// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/select_line.h"

#include <algorithm>

#include "runtime/diagnostics/similar.h"
#include "runtime/statement/words.h"

namespace quarterday::statement {
namespace {

using evaluate::Instance;
using evaluate::InstanceId;
using evaluate::Line;
using evaluate::Settlement;
using plan::Plan;

struct Wanted {
  std::string name;
  std::vector<std::string> parts;
  std::string period;
};

Wanted parse(std::string_view text) {
  Wanted wanted;
  const std::size_t at = text.find('@');
  if (at != std::string_view::npos) {
    wanted.period = text.substr(at + 1);
    text = text.substr(0, at);
  }
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find_first_of("/:");
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  wanted.name = parts.front();
  wanted.parts.assign(parts.begin() + 1, parts.end());
  return wanted;
}

// Every part names one of the names, in their order.
bool names_in_order(const std::vector<std::string>& parts, const std::vector<std::string>& names) {
  auto from = names.begin();
  for (const std::string& part : parts) {
    from = std::find(from, names.end(), part);
    if (from == names.end()) return false;
    ++from;
  }
  return true;
}

std::string party(const Plan& plan, plan::EntityId id) { return plan.entity(id).name; }

std::vector<const Line*> lines_named(const Plan& plan, const Settlement& settlement, const Wanted& wanted) {
  std::vector<const Line*> found;
  if (!wanted.period.empty() && wanted.period != plan.calendar.name(settlement.period)) return found;
  for (const Line& line : settlement.lines) {
    if (line.name != wanted.name && plan.value(line.payment).name != wanted.name) continue;
    if (names_in_order(wanted.parts, {party(plan, line.from), party(plan, line.to)}) ||
        names_in_order(wanted.parts, member_names(plan, settlement.instance(line.instance).members))) {
      found.push_back(&line);
    }
  }
  return found;
}

// The shortest of name, name/to, name/from and name/from/to that no other of the lines has; else name and members.
std::string choice_among(const Plan& plan, const Settlement& settlement, const Line& line,
                         const std::vector<const Line*>& lines) {
  const auto is_alone = [&](auto same) { return std::count_if(lines.begin(), lines.end(), same) == 1; };
  const std::string from = party(plan, line.from);
  const std::string to = party(plan, line.to);
  const auto has = [&](const Line* other, plan::EntityId id) {
    return other->name == line.name && (other->from == id || other->to == id);
  };
  if (is_alone([&](const Line* other) { return other->name == line.name; })) return line.name;
  if (is_alone([&](const Line* other) { return has(other, line.to); })) return line.name + "/" + to;
  if (is_alone([&](const Line* other) { return has(other, line.from); })) return line.name + "/" + from;
  const auto same_parties = [&](const Line* other) {
    return other->name == line.name && other->from == line.from && other->to == line.to;
  };
  if (is_alone(same_parties)) return line.name + "/" + from + "/" + to;
  std::string choice = line.name;
  for (const std::string& member : member_names(plan, settlement.instance(line.instance).members))
    choice += "/" + member;
  return choice;
}

bool is_called(const Plan& plan, const Instance& instance, const std::string& name) {
  const plan::Value& value = plan.value(instance.value);
  return value.name == name ||
         (value.kind == plan::Value::Kind::input && data_name(plan, instance.value, instance.members) == name);
}

std::vector<InstanceId> instances_named(const Plan& plan, const Settlement& settlement, const Wanted& wanted) {
  std::vector<InstanceId> found;
  for (std::uint32_t i = 0; i < settlement.instances.size(); ++i) {
    const Instance& instance = settlement.instances[i];
    if (!is_called(plan, instance, wanted.name)) continue;
    if (!wanted.period.empty() && wanted.period != period_name(plan, instance.period)) continue;
    if (names_in_order(wanted.parts, member_names(plan, instance.members))) found.push_back(InstanceId{i});
  }
  if (found.size() < 2 || !wanted.period.empty()) return found;
  // Unless another period is asked for, the one that is settled is meant.
  std::vector<InstanceId> current;
  for (const InstanceId id : found) {
    if (settlement.instance(id).period == settlement.period) current.push_back(id);
  }
  return current.empty() ? found : current;
}

std::string choice_of(const Plan& plan, const Instance& instance) {
  std::string choice = plan.value(instance.value).name;
  for (const std::string& member : member_names(plan, instance.members)) choice += "/" + member;
  const std::string period = period_name(plan, instance.period);
  return period.empty() ? choice : choice + "@" + period;
}

const Line* line_of(const Settlement& settlement, InstanceId id) {
  const auto line = std::find_if(settlement.lines.begin(), settlement.lines.end(),
                                 [&](const Line& candidate) { return candidate.instance == id; });
  return line == settlement.lines.end() ? nullptr : &*line;
}

void look_further(const Plan& plan, const Settlement& settlement, const std::string& name, Selection& selection) {
  std::vector<std::string_view> known;
  for (const Line& line : settlement.lines) known.push_back(line.name);
  for (const plan::Value& value : plan.values) {
    known.push_back(value.name);
    selection.declared |= value.name == name;
  }
  if (!selection.declared) selection.similar = diagnostics::closest(name, known);
}

}  // namespace

Selection select_line(const Plan& plan, const Settlement& settlement, std::string_view text) {
  const Wanted wanted = parse(text);
  Selection selection;
  const std::vector<const Line*> lines = lines_named(plan, settlement, wanted);
  if (lines.size() == 1) {
    selection.found = Explained{lines.front()->instance, lines.front()};
    return selection;
  }
  for (const Line* line : lines) selection.choices.push_back(choice_among(plan, settlement, *line, lines));
  if (!lines.empty()) return selection;

  const std::vector<InstanceId> instances = instances_named(plan, settlement, wanted);
  if (instances.size() == 1) {
    selection.found = Explained{instances.front(), line_of(settlement, instances.front())};
    return selection;
  }
  for (const InstanceId id : instances) selection.choices.push_back(choice_of(plan, settlement.instance(id)));
  if (instances.empty()) look_further(plan, settlement, wanted.name, selection);
  return selection;
}

std::vector<Explained> all_lines(const Settlement& settlement) {
  std::vector<Explained> all;
  all.reserve(settlement.lines.size());
  for (const Line& line : settlement.lines) all.push_back({line.instance, &line});
  return all;
}

}  // namespace quarterday::statement
