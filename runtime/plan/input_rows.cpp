// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/input_rows.h"

#include <algorithm>

namespace quarterday::plan {

bool read_same_rows(const Value& one, const Value& other) {
  // With a `where`, each reads the rows of members of its own.
  const auto same_set = [](const IndexInfo& left, const IndexInfo& right) {
    return left.set == right.set && !left.where && !right.where;
  };
  return one.kind == Value::Kind::input && other.kind == Value::Kind::input && !one.records && !other.records &&
         !one.copy_of && !other.copy_of && one.type.words == other.type.words && one.grain == other.grain &&
         one.month_of_year == other.month_of_year && one.input.data_prefix == other.input.data_prefix &&
         one.input.data_suffix == other.input.data_suffix && one.input.data_index == other.input.data_index &&
         std::ranges::equal(one.indexes, other.indexes, same_set);
}

ValueId first_of_its_rows(const Plan& plan, ValueId input) {
  for (std::uint32_t id = 0; id < input.index; ++id)
    if (read_same_rows(plan.values[id], plan.value(input))) return ValueId{id};
  return input;
}

}  // namespace quarterday::plan
