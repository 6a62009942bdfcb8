// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/data/csv_line.h"
#include "runtime/diagnostics/diagnostic.h"

namespace quarterday::data {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;

// What speaks against one line. The spans are offsets in the line and belong to no file: only a line that is reported
// becomes an excerpt, so that what is tried and dropped costs nothing.
using Objections = std::vector<Diagnostic>;

inline diagnostics::Span place_of(const Cell& cell) { return {diagnostics::no_file, cell.begin, cell.end}; }

inline Diagnostic& object(Objections& objections, Diagnostic diagnostic) {
  return objections.emplace_back(std::move(diagnostic));
}

// As much of a cell as a message can hold.
std::string shown(std::string_view text);

// The diagnostics of one loading, held back until its end because some of them count further rows.
class Findings {
 public:
  // As many as a Sink keeps. Reading stops then, for nobody reads more.
  static constexpr std::size_t max_errors = diagnostics::Sink::default_limit;

  Findings(diagnostics::SourceMap& sources, diagnostics::Sink& sink) : sources_(sources), sink_(sink) {}

  void begin_file(std::string name);
  // The text must stay good until the next line.
  void begin_line(std::uint32_t number, std::string_view text);

  // In the current line. The reference stays good until the end.
  Diagnostic& report(Diagnostic diagnostic);
  // About a file or folder as a whole.
  Diagnostic& report_without_place(Diagnostic diagnostic);

  bool has_errors() const { return error_count_ > 0; }
  bool is_full() const { return error_count_ >= max_errors; }

  void hand_over();

 private:
  diagnostics::SourceMap& sources_;
  diagnostics::Sink& sink_;
  std::string file_;
  std::uint32_t line_ = 0;
  std::string_view text_;
  std::optional<diagnostics::FileId> excerpt_;  // of the current line
  std::deque<Diagnostic> all_;
  std::size_t error_count_ = 0;
  Diagnostic dropped_;
};

}  // namespace quarterday::data
