// SPDX-License-Identifier: Apache-2.0
#pragma once

// A contract as its payment schedule in plain English. In come the whole tree of a contract without mistakes (imports,
// phrases and templates in place), its model and its texts; out goes a Document, clause by clause in the order of the
// contract, and that as Markdown or as one page of HTML. Not here: settling, data, files.

#include <functional>
#include <string>

#include "compiler/model/contract.h"
#include "compiler/schedule/document.h"
#include "compiler/syntax/ast.h"
#include "runtime/diagnostics/source_file.h"

namespace quarterday::schedule {

Document write_schedule(const syntax::Tree& whole, const model::Contract& contract,
                        const diagnostics::SourceMap& sources);

// Where a file of the contract lies, as seen from where the document will lie.
using Link = std::function<std::string(const std::string& file)>;

std::string to_markdown(const Document& document, const Link& link);
std::string to_html(const Document& document, const Link& link);

}  // namespace quarterday::schedule
