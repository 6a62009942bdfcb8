// SPDX-License-Identifier: Apache-2.0
//
// The room of diagnostics: one voice for mistakes in a contract and mistakes in its data. In come the places of texts
// (source_file.h) and what a stage has to say about them (make, Sink); out goes text for people and JSON for machines
// (render_text.h, render_json.h). Every diagnostic is a row of diagnostics.def: its code, its severity, its message and
// the page that explains it. Deliberately not here: any knowledge of the language, of values or of plans; the decision
// whether to stop, which is the caller's; and printing, which is the tool's.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/diagnostics/id.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::diagnostics {

// A further place: one that is part of the problem (`primary`) or one that explains it.
struct Label {
  Span span;
  std::string text;
  bool primary = false;
};

// An edit that would repair the mistake; `title` says what it does ("rename to 'circle'").
struct FixIt {
  Span span;
  std::string replacement;
  std::string title;
};

struct Diagnostic {
  Id id{};
  Severity severity = Severity::Error;
  std::string message;
  Span primary;
  std::string primary_text;  // stands beside the underline, may be empty
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::vector<std::string> helps;
  std::vector<FixIt> fixes;

  // Each adds to the diagnostic and returns it: sink.report(make<Id::UnknownName>(span, name)).help("...").
  Diagnostic& under(std::string text);
  Diagnostic& label(Span span, std::string text);
  Diagnostic& primary_label(Span span, std::string text);
  Diagnostic& note(std::string text);
  Diagnostic& help(std::string text);
  Diagnostic& fix(Span span, std::string replacement, std::string title);
};

// Puts the arguments into the placeholders of the row's message, from left to right. Use `make`, which counts them.
Diagnostic make_from_row(Id id, Span primary, std::span<const std::string_view> arguments);

template <Id id, class... Args>
requires(std::convertible_to<const Args&, std::string_view>&&...) Diagnostic make(Span primary, const Args&... args) {
  static_assert(placeholder_count(message_template(id)) == sizeof...(Args),
                "as many arguments as the row in diagnostics.def has placeholders");
  const std::array<std::string_view, sizeof...(Args)> arguments{std::string_view(args)...};
  return make_from_row(id, primary, arguments);
}

// Collects what the stages report; it renders nothing and stops nothing.
class Sink {
 public:
  // A broken file can produce mistakes without end; nobody reads the second hundred. Errors and the rest are counted
  // apart, so that a flood of warnings cannot hide an error.
  static constexpr std::size_t default_limit = 100;

  explicit Sink(std::size_t limit = default_limit) : limit_(limit) {}

  // The reference is good until the next report. Beyond the limit the diagnostic is counted but not kept.
  Diagnostic& report(Diagnostic diagnostic);

  bool has_errors() const { return error_count_ > 0; }
  std::size_t error_count() const { return error_count_; }  // with those beyond the limit
  const std::vector<Diagnostic>& all() const { return all_; }
  bool empty() const { return all_.empty(); }
  bool is_full() const { return too_many_; }

  // Shows each to `keep`, which may change it, and drops those for which it says no.
  void revise(const std::function<bool(Diagnostic&)>& keep);

  // By file, then place; what has no place comes last, and among equals the order of reporting stays.
  void sort_by_position();

 private:
  std::size_t limit_;
  std::size_t error_count_ = 0;
  std::size_t other_count_ = 0;
  bool too_many_ = false;
  std::vector<Diagnostic> all_;
  Diagnostic dropped_;
};

}  // namespace quarterday::diagnostics
