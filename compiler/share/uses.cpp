// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/uses.h"

#include <set>
#include <tuple>
#include <utility>

namespace quarterday::share {

using diagnostics::Diagnostic;
using diagnostics::FileId;
using diagnostics::Span;

FileId Uses::add(FileId file, Span place, std::string words) {
  const FileId id = sources_.add_again(file);
  uses_.emplace(id.index, Use{file, place, std::move(words)});
  return id;
}

FileId Uses::within(FileId file, const std::function<Span(Span)>& moved) {
  const Use use = uses_.at(file.index);
  return add(use.file, moved(use.place), use.words);
}

std::optional<Span> Uses::place_of(FileId file) const {
  const auto use = uses_.find(file.index);
  return use == uses_.end() ? std::nullopt : std::optional(use->second.place);
}

FileId Uses::written(FileId file) const {
  for (auto use = uses_.find(file.index); use != uses_.end(); use = uses_.find(file.index)) file = use->second.file;
  return file;
}

void Uses::tell(diagnostics::Sink& sink) const {
  if (uses_.empty()) return;
  std::set<std::tuple<diagnostics::Id, std::string, std::uint32_t, std::uint32_t>> told;
  sink.revise([&](Diagnostic& diagnostic) {
    // The labels come from the inside out.
    for (auto use = uses_.find(diagnostic.primary.file.index); use != uses_.end();
         use = uses_.find(use->second.place.file.index))
      diagnostic.label(use->second.place, use->second.words);
    diagnostic.primary.file = written(diagnostic.primary.file);
    for (diagnostics::Label& label : diagnostic.labels) label.span.file = written(label.span.file);
    for (diagnostics::FixIt& fix : diagnostic.fixes) fix.span.file = written(fix.span.file);
    const Span& place = diagnostic.primary;
    return told.emplace(diagnostic.id, diagnostic.message, place.file.index, place.begin).second;
  });
}

}  // namespace quarterday::share
