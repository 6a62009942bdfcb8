// SPDX-License-Identifier: Apache-2.0
#pragma once

// One cell of a file of records, read as what its column holds.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/plan/plan.h"
#include "runtime/records/column.h"

namespace quarterday::records {

// For the cells of one column.
class CellReader {
 public:
  // The column and the plan must outlive it.
  CellReader(const plan::RecordColumn& column, const plan::Plan& plan);

  // Nothing when it is not of that kind. A text is the cell itself.
  std::optional<Field> read(std::string_view text) const;

 private:
  plan::RecordColumn::Holds holds_;
  std::vector<std::string_view> names_;  // what a choice or a member may be, in order
};

// What the column holds, for a message: "a time such as 2014-06-30T23:59".
std::string described(const plan::RecordColumn& column, const plan::Plan& plan);

}  // namespace quarterday::records
