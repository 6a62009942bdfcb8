// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "runtime/plan/ids.h"
#include "runtime/value/date.h"
#include "runtime/value/period.h"
#include "runtime/value/rational.h"

namespace quarterday::plan {

using value::Rational;

// Nothing to reckon with; whatever is worked out from it is left out too, but sums, averages and counts skip it, a test
// with it is not met and a cap or floor that is left out does not bind. `cause` is the input that was not reported, or
// none where a table has an empty cell.
struct LeftOut {
  ValueId cause;
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

// A needed figure is missing: every line that reaches it is refused. `input` is what the settlement names: of several,
// the one declared first. `requirement` is set where a `require` refused it.
struct Refused {
  ValueId input;
  OriginId requirement;
  friend bool operator==(const Refused&, const Refused&) = default;
};

struct Range {
  Rational low;
  Rational high;  // may be below `low`: the order tells the direction
  friend bool operator==(const Range&, const Range&) = default;
};

struct Standard {
  bool at_least = true;  // otherwise at most
  Rational bound;
  friend bool operator==(const Standard&, const Standard&) = default;
};

// What a node yields. Amounts and counts of every unit are plain exact numbers: units were checked at compile time.
using Figure =
    std::variant<LeftOut, Refused, Rational, bool, EntityId, Range, Standard, value::Period, value::Date, std::string>;

}  // namespace quarterday::plan
