// SPDX-License-Identifier: Apache-2.0
#include "compiler/share/share.h"

#include "compiler/share/imports.h"

namespace quarterday::share {

std::optional<syntax::Tree> put_together(const syntax::Tree& contract, Loader& loader, diagnostics::SourceMap& sources,
                                         diagnostics::Sink& sink) {
  syntax::Tree whole;
  whole.file = contract.file;
  whole.header = contract.header;
  whole.broken_header = contract.broken_header;
  whole.exprs = contract.exprs;
  Importer importer(whole, loader, sources, sink);
  importer.take(contract.declarations, loader.contract_path(), loader.contract_identity());
  if (!importer.is_whole()) return std::nullopt;
  return whole;
}

}  // namespace quarterday::share
