// SPDX-License-Identifier: Apache-2.0
//
// What the compiler must know of diagnostics.def: the names, and the message templates, so that a diagnostic with the
// wrong number of arguments does not build. Everything else about a row is in table.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quarterday::diagnostics {

enum class Severity { Error, Warning, Note };

// The value of an id is its code.
enum class Id : std::uint16_t {
#define QD_DIAGNOSTIC(name, code, severity, message, help, explanation, example) name = code,
#define QD_RULE(name, code, message, help, reason, wrong, right) name = code,
#include "runtime/diagnostics/diagnostics.def"
#undef QD_DIAGNOSTIC
#undef QD_RULE
};

// Two rows with one code are two equal cases here, which do not compile.
constexpr std::string_view message_template(Id id) {
  switch (id) {
#define QD_DIAGNOSTIC(name, code, severity, message, help, explanation, example) \
  case Id::name:                                                                 \
    return message;
#define QD_RULE(name, code, message, help, reason, wrong, right) \
  case Id::name:                                                 \
    return message;
#include "runtime/diagnostics/diagnostics.def"
#undef QD_DIAGNOSTIC
#undef QD_RULE
  }
  return {};
}

constexpr std::size_t placeholder_count(std::string_view message) {
  std::size_t count = 0;
  for (std::size_t at = message.find("{}"); at != std::string_view::npos; at = message.find("{}", at + 2)) ++count;
  return count;
}

}  // namespace quarterday::diagnostics
