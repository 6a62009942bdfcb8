// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "runtime/data/dataset.h"
#include "runtime/data/line_reader.h"
#include "runtime/records/database.h"

namespace quarterday::records {

// Reads the rows of one table into the database. Every problem is reported with its line and column.
void read_table(const plan::Plan& plan, plan::TableId table, const std::string& name, data::LineReader& lines,
                Database& database, diagnostics::SourceMap& sources, diagnostics::Sink& sink);

void create_table(const plan::RecordTable& table, Database& database);

}  // namespace quarterday::records
