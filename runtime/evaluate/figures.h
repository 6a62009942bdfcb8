// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the rules for missing figures mean, apart from any plan: a refusal dominates, then what is left out, and only
// then is there something to reckon with.

#include <optional>

#include "runtime/plan/figure.h"
#include "runtime/value/rational.h"

namespace quarterday::evaluate {

using plan::EntityId;
using plan::Figure;
using plan::LeftOut;
using plan::Rational;
using plan::Refused;

bool is_left_out(const Figure& figure);
bool is_refused(const Figure& figure);
bool is_missing(const Figure& figure);  // either of them

// Preconditions: the figure is of that kind; types were checked when the plan was made.
const Rational& number_of(const Figure& figure);
EntityId entity_of(const Figure& figure);

// Whether a test is met; what is left out is not.
bool is_met(const Figure& figure);

// Of two missing figures the one that counts: a refusal before what is left out, the refusal of the input declared
// first, otherwise the left one. A figure that is not missing never wins.
const Figure& more_missing(const Figure& left, const Figure& right);

// Collects what is missing among several figures.
class Missing {
 public:
  // Whether the figure is there.
  bool passes(const Figure& figure);
  bool any() const { return figure_.has_value(); }
  bool refused() const { return figure_ && is_refused(*figure_); }
  const Figure& figure() const { return *figure_; }

 private:
  std::optional<Figure> figure_;
};

}  // namespace quarterday::evaluate
