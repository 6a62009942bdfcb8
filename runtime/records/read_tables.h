// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/data/line_reader.h"
#include "runtime/records/table.h"

namespace quarterday::records {

// Reads the rows of one file into its table. Every problem is reported with its line and column.
void read_table(const plan::Plan& plan, plan::TableId table, const std::string& name, data::LineReader& lines,
                Table& rows, diagnostics::SourceMap& sources, diagnostics::Sink& sink);

std::vector<Column> columns_of(const plan::RecordTable& table);

}  // namespace quarterday::records
