// SPDX-License-Identifier: Apache-2.0
#pragma once

// Tables of records and the rows selected from them: declared with the other names, read when all names are known.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/check/context.h"
#include "compiler/check/heads.h"

namespace quarterday::check {

// In the order of declaration: the value by which a refusal names the records, and `number of ...` of each set.
void declare_record_table(Context& context, const syntax::RecordsDecl& decl);
void declare_rows(Context& context, const syntax::RowsDecl& decl);

// Columns and steps of all of them.
void check_records(Context& context);

std::string number_of_rows(std::string_view set);  // the name of that figure

// Sets that are read while another is: those not yet read come first, and a circle is found.
class RowsReader {
 public:
  explicit RowsReader(Context& context) : context_(context) {}

  void read_all();
  // The set of that name; none when there is none or it has a mistake, which was reported.
  std::optional<plan::RowSetId> set(const syntax::Name& name);
  // By the word for one row: `some stay with ...`.
  std::optional<plan::RowSetId> set_of_one(const syntax::Name& name);

 private:
  std::optional<plan::RowSetId> read(const syntax::RowsDecl& decl);
  void unknown(const syntax::Name& name);
  bool same_periods(const syntax::RowsDecl& decl, const model::RowSet& rows, const model::RowSet& of);

  Context& context_;
  std::set<const syntax::RowsDecl*> open_;
  std::set<const syntax::RowsDecl*> done_;
};

}  // namespace quarterday::check
