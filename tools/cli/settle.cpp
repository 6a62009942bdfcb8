// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/render.h"
#include "runtime/statement/statement.h"
#include "tools/cli/commands.h"
#include "tools/cli/settlement.h"

namespace quarterday::cli {
namespace {

std::string render(const statement::Statement& statement, Format format) {
  switch (format) {
    case Format::json:
      return statement::render_json(statement);
    case Format::csv:
      return statement::render_csv(statement);
    case Format::text:
      break;
  }
  return statement::render_text(statement);
}

}  // namespace

Exit settle(const SettleOptions& options, Console& console) {
  Settled settled;
  settle_contract(options, settled, console);
  if (!settled.settlement) return settled.exit;
  const statement::Statement statement =
      statement::make_statement(*settled.contract.plan(), settled.dataset, *settled.settlement);
  return deliver(render(statement, options.format), options, settled.exit, console);
}

}  // namespace quarterday::cli
