// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/findings.h"

#include <algorithm>
#include <utility>

namespace quarterday::data {

std::string shown(std::string_view text) {
  constexpr std::size_t max_bytes = 80;
  if (text.size() <= max_bytes) return std::string(text);
  std::size_t size = max_bytes;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0u) == 0x80u) --size;
  return std::string(text.substr(0, size)) + "…";
}

void Findings::begin_file(std::string name) {
  file_ = std::move(name);
  begin_line(1, {});
}

void Findings::begin_line(std::uint32_t number, std::string_view text) {
  line_ = number;
  text_ = text;
  excerpt_.reset();
}

Diagnostic& Findings::report(Diagnostic diagnostic) {
  if (!is_full()) {
    if (!excerpt_) {
      // A carriage return in the middle of the line would make two lines of the excerpt.
      std::string text(text_);
      std::replace(text.begin(), text.end(), '\r', ' ');
      excerpt_ = sources_.add(diagnostics::SourceFile(file_, std::move(text), line_));
    }
    diagnostic.primary.file = *excerpt_;
  }
  return report_without_place(std::move(diagnostic));
}

Diagnostic& Findings::report_without_place(Diagnostic diagnostic) {
  if (is_full()) {
    dropped_ = std::move(diagnostic);
    return dropped_;
  }
  if (diagnostic.severity == diagnostics::Severity::Error) ++error_count_;
  return all_.emplace_back(std::move(diagnostic));
}

void Findings::hand_over() {
  for (Diagnostic& diagnostic : all_) sink_.report(std::move(diagnostic));
  all_.clear();
  if (is_full()) {
    sink_.report(make<Id::DataTooManyErrors>(diagnostics::Span::nowhere()))
        .note("reading stopped at " + file_ + ":" + std::to_string(line_));
  }
}

}  // namespace quarterday::data
