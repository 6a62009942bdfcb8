// SPDX-License-Identifier: Apache-2.0
#include "runtime/plan/currencies.h"

#include <algorithm>

#include "runtime/value/check.h"

namespace quarterday::plan {

const value::Currency& currency_of(const Plan& plan, const Type& type) {
  if (type.currency.empty()) return plan.currency;
  const auto known = value::known_currencies();
  const auto found = std::find_if(known.begin(), known.end(),
                                  [&](const value::Currency& currency) { return currency.code == type.currency; });
  QD_CHECK(found != known.end(), "types name currencies that are known");
  return *found;
}

}  // namespace quarterday::plan
