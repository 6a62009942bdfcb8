// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "runtime/plan/ids.h"
#include "runtime/value/date.h"
#include "runtime/value/period.h"
#include "runtime/value/rational.h"

namespace quarterday::plan {

using value::Rational;

// Which figure of which input was not reported; none where a table has an empty cell.
struct Cause {
  ValueId input;
  value::Period period;
  std::uint32_t place = 0;  // of its members: row-major over their positions in the sets of the input's indexes
  std::int32_t rank = 0;    // of several, the one with the lowest rank is named first
  Cause() = default;
  Cause(ValueId id) : input(id) {}  // any figure of it
  Cause(ValueId id, value::Period at, std::uint32_t where, std::int32_t order)
      : input(id), period(at), place(where), rank(order) {}
  explicit operator bool() const { return static_cast<bool>(input); }
  // Whether this one is named rather than the other: by rank, then in the order of declaration, period and members.
  bool before(const Cause& other) const;
  friend bool operator==(const Cause&, const Cause&) = default;
};

// Nothing to reckon with; whatever is worked out from it is left out too, but sums, averages and counts skip it, a test
// with it is not met and a cap or floor that is left out does not bind.
struct LeftOut {
  Cause cause;
  friend bool operator==(const LeftOut&, const LeftOut&) = default;
};

// A needed figure is missing: every line that reaches it is refused. `cause` is what the settlement names.
// `requirement` is set where a `require` refused it.
struct Refused {
  Cause cause;
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
