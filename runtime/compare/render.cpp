// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/render.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace quarterday::compare {

namespace {

using plan::OriginId;
using plan::Plan;

std::string place(const Plan& plan, OriginId id) {
  if (!id) return {};
  const plan::Origin& origin = plan.origin(id);
  return fmt::format("{}:{}", plan.file_of(origin), origin.line);
}

std::string clause(const Plan& before, const Plan& after, const Difference& difference) {
  if (difference.after_at && !after.origin(difference.after_at).clause.empty())
    return after.origin(difference.after_at).clause;
  return difference.before_at ? before.origin(difference.before_at).clause : std::string();
}

std::string change(const Difference& difference) {
  if (difference.before.empty()) return fmt::format("new: '{}'", difference.after);
  if (difference.after.empty()) return fmt::format("gone: '{}'", difference.before);
  if (difference.before == difference.after) return fmt::format("'{}' means something else now", difference.after);
  return fmt::format("'{}' is now '{}'", difference.before, difference.after);
}

std::string_view shown(const std::string& amount) { return amount.empty() ? std::string_view("no line") : amount; }

std::string lines_text(const std::vector<LineChange>& changes) {
  if (changes.empty()) return "no line settles to another amount on these data\n";
  std::string text;
  std::string_view period;
  for (const LineChange& change : changes) {
    if (change.period != period) text += fmt::format("\n{}\n", change.period);
    period = change.period;
    text += fmt::format("  {}{}{} -> {}", change.line, change.line.empty() ? "" : ": ", shown(change.before),
                        shown(change.after));
    for (std::size_t at = 0; at < change.causes.size(); ++at)
      text += fmt::format("{}[{}]", at == 0 ? "  by " : ", ", change.causes[at] + 1);
    text += "\n";
  }
  return text;
}

nlohmann::ordered_json lines_json(const std::vector<LineChange>& changes) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const LineChange& change : changes) {
    nlohmann::ordered_json entry{{"period", change.period}};
    if (!change.line.empty()) entry["line"] = change.line;
    entry["before"] = shown(change.before);
    entry["after"] = shown(change.after);
    entry["causes"] = change.causes;
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace

std::string render_text(const Plan& before, const Plan& after, const std::vector<Difference>& differences,
                        const std::optional<std::vector<LineChange>>& changes) {
  if (differences.empty()) return "same meaning\n";
  std::string text;
  std::size_t number_of = 0;
  for (const Difference& difference : differences) {
    const std::string number = clause(before, after, difference);
    // Numbered where lines refer to them.
    if (changes) text += fmt::format("[{}] ", ++number_of);
    text += difference.subject;
    if (!difference.aspect.empty()) text += ", " + difference.aspect;
    if (!number.empty()) text += fmt::format(" (clause {})", number);
    text += fmt::format("\n  {}\n", change(difference));
    const bool is_part =
        !difference.within.empty() && difference.within != difference.after && difference.within != difference.before;
    if (is_part) text += fmt::format("  in '{}'\n", difference.within);
    for (const std::string& at : {place(before, difference.before_at), place(after, difference.after_at)}) {
      if (!at.empty()) text += fmt::format("  at {}\n", at);
    }
  }
  text += fmt::format("{} difference{} in meaning\n", differences.size(), differences.size() == 1 ? "" : "s");
  return changes ? text + lines_text(*changes) : text;
}

std::string render_json(const Plan& before, const Plan& after, const std::vector<Difference>& differences,
                        const std::optional<std::vector<LineChange>>& changes) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Difference& difference : differences) {
    nlohmann::ordered_json entry;
    entry["subject"] = difference.subject;
    if (!difference.aspect.empty()) entry["aspect"] = difference.aspect;
    if (const std::string number = clause(before, after, difference); !number.empty()) entry["clause"] = number;
    if (!difference.before.empty()) entry["before"] = difference.before;
    if (!difference.after.empty()) entry["after"] = difference.after;
    if (!difference.within.empty()) entry["within"] = difference.within;
    if (difference.before_at) entry["before_at"] = place(before, difference.before_at);
    if (difference.after_at) entry["after_at"] = place(after, difference.after_at);
    list.push_back(std::move(entry));
  }
  nlohmann::ordered_json whole;
  whole["before"] = before.contract;
  whole["after"] = after.contract;
  whole["same_meaning"] = differences.empty();
  whole["differences"] = std::move(list);
  if (changes) whole["lines"] = lines_json(*changes);
  return whole.dump(2) + "\n";
}

}  // namespace quarterday::compare
