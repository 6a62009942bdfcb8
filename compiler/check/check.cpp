// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/check.h"

#include "compiler/check/context.h"
#include "compiler/check/records.h"
#include "compiler/check/variations.h"

namespace quarterday::check {

model::Contract check(const syntax::Tree& tree, diagnostics::Sink& sink) {
  model::Contract contract;
  Context context{tree, contract, sink, {}, {}};
  check_allowances(context);
  declare_header(context);
  // Without a term nearly every sentence would be a mistake of its own.
  if (contract.term.first == 0) return contract;
  declare_names(context);
  check_columns(context);
  check_promises(context);
  check_records(context);
  merge_cells(context);
  check_sentences(context);
  merge_sentences(context);
  expand_replacements(context);
  check_weights(context);
  check_dependencies(context);
  if (sink.has_errors()) return contract;
  check_left_out(context);
  check_later_reports(context);
  return contract;
}

}  // namespace quarterday::check
