// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/find.h"

#include "compiler/syntax/parse.h"

namespace quarterday::share {

using diagnostics::Id;
using diagnostics::make;

namespace {

void report_outside(const syntax::Title& written, diagnostics::Sink& sink) {
  sink.report(make<Id::ImportOutside>(written.span, written.text))
      .help("a path begins in the folder of the file in which it stands: \"network.contract\"")
      .help("an empty file `quarterday.project` in a folder above makes that folder the project");
}

}  // namespace

std::optional<std::string> path_of(const syntax::Title& written, const std::string& importer, diagnostics::Sink& sink) {
  std::optional<std::string> path = resolve(importer, written.text);
  if (!path) report_outside(written, sink);
  return path;
}

bool is_loaded(const syntax::Title& written, const Loaded& file, diagnostics::Sink& sink) {
  switch (file.problem) {
    case Loaded::Problem::none:
      return true;
    case Loaded::Problem::outside:
      report_outside(written, sink);
      break;
    case Loaded::Problem::unreadable:
      sink.report(make<Id::ImportUnreadable>(written.span, written.text, file.why))
          .note("looked for " + file.name)
          .help("the path is read from the folder of the file in which it stands");
      break;
    case Loaded::Problem::too_large:
      sink.report(make<Id::FileTooLarge>(written.span, file.why, std::to_string(syntax::max_contract_megabytes)));
      break;
  }
  return false;
}

}  // namespace quarterday::share
