// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/diagnostic.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "runtime/diagnostics/table.h"

namespace quarterday::diagnostics {
namespace {

std::string fill_in(std::string_view message, std::span<const std::string_view> arguments) {
  std::string out;
  for (const std::string_view argument : arguments) {
    const std::size_t at = message.find("{}");
    if (at == std::string_view::npos) break;
    out += message.substr(0, at);
    out += argument;
    message.remove_prefix(at + 2);
  }
  out += message;
  return out;
}

}  // namespace

Diagnostic& Diagnostic::under(std::string text) {
  primary_text = std::move(text);
  return *this;
}

Diagnostic& Diagnostic::label(Span span, std::string text) {
  labels.push_back({span, std::move(text), false});
  return *this;
}

Diagnostic& Diagnostic::primary_label(Span span, std::string text) {
  labels.push_back({span, std::move(text), true});
  return *this;
}

Diagnostic& Diagnostic::note(std::string text) {
  notes.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostic::help(std::string text) {
  helps.push_back(std::move(text));
  return *this;
}

Diagnostic& Diagnostic::fix(Span span, std::string replacement, std::string title) {
  fixes.push_back({span, std::move(replacement), std::move(title)});
  return *this;
}

Diagnostic make_from_row(Id id, Span primary, std::span<const std::string_view> arguments) {
  Diagnostic diagnostic;
  diagnostic.id = id;
  diagnostic.severity = row(id).severity;
  diagnostic.message = fill_in(row(id).message, arguments);
  diagnostic.primary = primary;
  return diagnostic;
}

Diagnostic& Sink::report(Diagnostic diagnostic) {
  std::size_t& count = diagnostic.severity == Severity::Error ? error_count_ : other_count_;
  if (++count <= limit_) {
    // What says that there are more stays the last.
    const auto place = too_many_ ? all_.end() - 1 : all_.end();
    return *all_.insert(place, std::move(diagnostic));
  }
  if (!too_many_) {
    too_many_ = true;
    all_.push_back(make<Id::TooManyMistakes>(Span::nowhere()));
  }
  dropped_ = std::move(diagnostic);
  return dropped_;
}

void Sink::revise(const std::function<bool(Diagnostic&)>& keep) {
  const auto dropped = std::remove_if(all_.begin(), all_.end(), [&](Diagnostic& diagnostic) {
    if (keep(diagnostic)) return false;
    --(diagnostic.severity == Severity::Error ? error_count_ : other_count_);
    return true;
  });
  all_.erase(dropped, all_.end());
}

void Sink::sort_by_position() {
  std::stable_sort(all_.begin(), all_.end(), [](const Diagnostic& left, const Diagnostic& right) {
    const auto key = [](const Diagnostic& diagnostic) {
      const Span& span = diagnostic.primary;
      return std::tuple(diagnostic.id == Id::TooManyMistakes, span.file.index, span.begin);
    };
    return key(left) < key(right);
  });
}

}  // namespace quarterday::diagnostics
