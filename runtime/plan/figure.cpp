// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/figure.h"

#include <tuple>

namespace quarterday::plan {

bool Cause::before(const Cause& other) const {
  const auto order = [](const Cause& cause) {
    return std::tuple(cause.rank, cause.input.index, cause.period.first_month, cause.place);
  };
  return order(*this) < order(other);
}

}  // namespace quarterday::plan
