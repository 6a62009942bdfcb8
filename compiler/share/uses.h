// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is written once and used in several places: each use reads the text under a file id of its own, so that whatever
// is said about it later can be shown in both places, where it is written and where it is used.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runtime/diagnostics/diagnostic.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::share {

class Uses {
 public:
  explicit Uses(diagnostics::SourceMap& sources) : sources_(sources) {}

  // The file once more, for what stands in it and is used at `place`; `words` say so: "used here".
  diagnostics::FileId add(diagnostics::FileId file, diagnostics::Span place, std::string words);

  // As read in the use `outer`: where a use itself stands in a text that is used, it is one for each of these.
  diagnostics::FileId within(diagnostics::FileId file,
                             const std::function<diagnostics::Span(diagnostics::Span)>& moved);
  bool is_use(diagnostics::FileId file) const { return uses_.count(file.index) != 0; }

  // Where what is read under this id is used; none for a file itself.
  std::optional<diagnostics::Span> place_of(diagnostics::FileId file) const;

  // The file itself.
  diagnostics::FileId written(diagnostics::FileId file) const;

  // Diagnostics get a label for each use they came through and are shown in the file itself. What is wrong with the
  // text alone shows in every use of it, what is wrong with a figure wherever a use puts it; both are told once.
  void tell(diagnostics::Sink& sink) const;

 private:
  struct Use {
    diagnostics::FileId file;  // may be one of a use again
    diagnostics::Span place;
    std::string words;
  };

  diagnostics::SourceMap& sources_;
  std::map<std::uint32_t, Use> uses_;
};

}  // namespace quarterday::share
