// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/id.h"

namespace quarterday::diagnostics {

// A row of diagnostics.def.
struct Row {
  Id id;
  std::string_view name;
  Severity severity;
  std::string_view message;
  std::string_view help;  // where a diagnostic brings none of its own
  std::string_view explanation;
  std::string_view example;
  std::string_view right;  // of a rule of `lint`: the example as it should be; otherwise empty

  constexpr std::uint16_t code() const { return static_cast<std::uint16_t>(id); }
  constexpr bool is_rule() const { return !right.empty(); }
};

const Row& row(Id id);
std::span<const Row> all_rows();  // in ascending order of their codes

std::string code_text(Id id);                              // "QD5104"
std::optional<Id> id_of_code(std::string_view code_text);  // the other way; also "qd5104" and "5104"

// Rules of `lint` have a name, by which contracts allow what they find: "cliff_edge". Empty for other diagnostics.
std::string rule_name(Id id);
std::vector<std::string> all_rules();  // in the order of their codes
std::optional<Id> id_of_rule(std::string_view name);

std::string label_text(Id id);  // "QD5104", of a rule "QD6001 cliff_edge"

// What to do about it: what the place that reported it knows, otherwise what its row says; nothing only where fixes say
// it.
std::vector<std::string> helps_of(const Diagnostic& diagnostic);

std::string_view severity_text(Severity severity);  // "error"

}  // namespace quarterday::diagnostics
