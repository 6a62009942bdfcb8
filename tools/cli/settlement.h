// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/settlement.h"
#include "runtime/records/records.h"
#include "tools/cli/commands.h"
#include "tools/cli/contract.h"

namespace quarterday::cli {

// A contract with its data and the settlement of the period asked for.
struct Settled {
  Contract contract;
  data::Dataset dataset;
  std::shared_ptr<records::Records> records;       // null for a contract without any
  std::optional<evaluate::Settlement> settlement;  // none when there were errors
  Exit exit = Exit::ok;                            // problem where the settlement is refused
};

// The data of a compiled contract, with what its records are measured by; the latter is null without records, and after
// a problem, of which the contract's sink says what it is.
std::shared_ptr<records::Records> read_data(const std::vector<std::string>& paths, std::optional<value::Date> as_at,
                                            Contract& contract, data::Dataset& dataset);

// Says on standard error whatever there is to say, the reason of a refusal included.
void settle_contract(const SettleOptions& options, Settled& settled, Console& console);

// To the file or standard output; `done` is the result unless the file cannot be written.
Exit deliver(const std::string& text, const SettleOptions& options, Exit done, Console& console);

}  // namespace quarterday::cli
