// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/table.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace quarterday::diagnostics {
namespace {

// The words that the rows of the table use.
constexpr Severity error = Severity::Error;
constexpr Severity warning = Severity::Warning;
constexpr Severity note = Severity::Note;

constexpr std::array rows{
#define QD_DIAGNOSTIC(name, code, severity, message, help, explanation, example) \
  Row{Id::name, #name, severity, message, help, explanation, example, {}},
#define QD_RULE(name, code, message, help, reason, wrong, right) \
  Row{Id::name, #name, warning, message, help, reason, wrong, right},
#include "runtime/diagnostics/diagnostics.def"
#undef QD_DIAGNOSTIC
#undef QD_RULE
};

constexpr bool all_help() {
  return std::all_of(rows.begin(), rows.end(), [](const Row& row) { return !row.help.empty(); });
}
static_assert(all_help(), "each row of diagnostics.def says what to do");

constexpr bool ascending() {
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (rows[i - 1].code() >= rows[i].code()) return false;
  }
  return true;
}
static_assert(ascending(), "the rows of diagnostics.def stand in ascending order of their codes");

auto at_or_after(std::uint16_t code) {
  return std::lower_bound(rows.begin(), rows.end(), code,
                          [](const Row& row, std::uint16_t wanted) { return row.code() < wanted; });
}

}  // namespace

const Row& row(Id id) {
  const auto found = at_or_after(static_cast<std::uint16_t>(id));
  return found == rows.end() ? rows.back() : *found;
}

std::span<const Row> all_rows() { return rows; }

std::string rule_name(Id id) {
  const Row& named = row(id);
  if (!named.is_rule()) return {};
  std::string name;
  for (const char letter : named.name) {
    const bool capital = letter >= 'A' && letter <= 'Z';
    if (capital && !name.empty()) name += '_';
    name += capital ? static_cast<char>(letter - 'A' + 'a') : letter;
  }
  return name;
}

std::vector<std::string> all_rules() {
  std::vector<std::string> names;
  for (const Row& one : rows)
    if (one.is_rule()) names.push_back(rule_name(one.id));
  return names;
}

std::optional<Id> id_of_rule(std::string_view name) {
  const auto found = std::find_if(rows.begin(), rows.end(),
                                  [&](const Row& one) { return one.is_rule() && rule_name(one.id) == name; });
  return found == rows.end() ? std::nullopt : std::optional(found->id);
}

std::string label_text(Id id) {
  const std::string rule = rule_name(id);
  return code_text(id) + (rule.empty() ? "" : " " + rule);
}

std::string code_text(Id id) { return "QD" + std::to_string(static_cast<unsigned>(id)); }

std::optional<Id> id_of_code(std::string_view code_text) {
  if (code_text.starts_with("QD") || code_text.starts_with("qd")) code_text.remove_prefix(2);
  std::uint16_t code = 0;
  const char* const end = code_text.data() + code_text.size();
  const auto [rest, problem] = std::from_chars(code_text.data(), end, code);
  if (code_text.size() != 4 || problem != std::errc() || rest != end) return std::nullopt;
  const auto found = at_or_after(code);
  if (found == rows.end() || found->code() != code) return std::nullopt;
  return found->id;
}

std::vector<std::string> helps_of(const Diagnostic& diagnostic) {
  if (!diagnostic.helps.empty()) return diagnostic.helps;
  const bool fixed = std::any_of(diagnostic.fixes.begin(), diagnostic.fixes.end(),
                                 [](const FixIt& fix) { return !fix.title.empty(); });
  return fixed ? std::vector<std::string>{} : std::vector<std::string>{std::string(row(diagnostic.id).help)};
}

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      return "note";
  }
  return {};
}

}  // namespace quarterday::diagnostics
