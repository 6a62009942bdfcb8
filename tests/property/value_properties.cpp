// SPDX-License-Identifier: Apache-2.0
#include <rapidcheck/catch.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

#include "runtime/value/period.h"
#include "runtime/value/rational.h"
#include "runtime/value/rounding.h"
#include "runtime/value/split.h"

namespace quarterday::value {

static void showValue(const Rational& x, std::ostream& os) { os << x.to_text(); }

namespace {

// Decimals as contracts write them, ties of half a penny among them more often than chance would have it.
rc::Gen<Rational> decimals() {
  const auto digits = rc::gen::oneOf(
      rc::gen::inRange<std::int64_t>(-1000000, 1000001),
      rc::gen::map(rc::gen::inRange<std::int64_t>(-100000, 100001), [](std::int64_t n) { return n * 10 + 5; }),
      rc::gen::arbitrary<std::int64_t>());
  return rc::gen::apply([](std::int64_t n, int scale) { return Rational(n) / ten_to_the(scale); }, digits,
                        rc::gen::inRange(0, 7));
}

// Ratios too, up to sizes that leave 64 bits after one operation.
rc::Gen<Rational> rationals() {
  const auto denominators =
      rc::gen::oneOf(rc::gen::inRange<std::int64_t>(1, 1000), rc::gen::inRange<std::int64_t>(1, INT64_MAX));
  return rc::gen::apply([](const Rational& n, std::int64_t d) { return n / d; }, decimals(), denominators);
}

// Often equal, so that remainders tie.
rc::Gen<std::vector<Rational>> weights() {
  const auto thousandths = rc::gen::oneOf(rc::gen::inRange(0, 4), rc::gen::inRange(0, 2000));
  const auto weight = rc::gen::map(thousandths, [](int n) { return Rational(n) / 1000; });
  return rc::gen::suchThat(rc::gen::container<std::vector<Rational>>(weight),
                           [](const std::vector<Rational>& all) { return can_split(all); });
}

rc::Gen<RoundingMode> modes() {
  return rc::gen::element(RoundingMode::half_away, RoundingMode::half_even, RoundingMode::up, RoundingMode::down);
}

rc::Gen<Calendar> calendars() {
  return rc::gen::map(rc::gen::inRange(1, 13), [](int month) { return Calendar{month}; });
}

Rational sum(const std::vector<Rational>& numbers) {
  return std::accumulate(numbers.begin(), numbers.end(), Rational(0));
}

Period any_period(const Calendar& calendar) {
  const int year = *rc::gen::inRange(first_known_year, last_known_year + 1);
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return calendar.year(year);
    case 1:
      return calendar.quarter(year, *rc::gen::inRange(1, 5));
    default:
      return Calendar::month(year, *rc::gen::inRange(1, 13));
  }
}

}  // namespace

TEST_CASE("rational arithmetic is a field") {
  rc::prop("sums and products commute, associate and distribute", [] {
    const Rational a = *rationals();
    const Rational b = *rationals();
    const Rational c = *rationals();
    RC_ASSERT(a + b == b + a);
    RC_ASSERT((a + b) + c == a + (b + c));
    RC_ASSERT(a * b == b * a);
    RC_ASSERT((a * b) * c == a * (b * c));
    RC_ASSERT(a * (b + c) == a * b + a * c);
  });
  rc::prop("differences and quotients undo them", [] {
    const Rational a = *rationals();
    const Rational b = *rationals();
    RC_ASSERT((a + b) - b == a);
    RC_ASSERT(a - b == -(b - a));
    if (!b.is_zero()) RC_ASSERT((a * b) / b == a);
  });
  rc::prop("the order is that of the differences", [] {
    const Rational a = *rationals();
    const Rational b = *rationals();
    RC_ASSERT((a <=> b) == ((a - b).sign() <=> 0));
    RC_ASSERT((a == b) == (a - b).is_zero());
    RC_ASSERT(min(a, b) + max(a, b) == a + b);
  });
  rc::prop("floor is the integer at or just below", [] {
    const Rational a = *rationals();
    RC_ASSERT(floor(a).is_integer());
    RC_ASSERT(floor(a) <= a);
    RC_ASSERT(a < floor(a) + 1);
  });
}

TEST_CASE("numbers survive being written and read") {
  rc::prop("decimals, exactly", [] {
    const Rational x = *decimals();
    RC_ASSERT(Rational::parse_decimal(x.to_text()) == std::optional(x));
  });
  rc::prop("ratios, by their parts", [] {
    const Rational x = *rationals();
    RC_ASSERT(*Rational::parse_decimal(x.numerator_text()) / *Rational::parse_decimal(x.denominator_text()) == x);
  });
  rc::prop("with few decimals, as their rounded values", [] {
    const Rational x = *rationals();
    const int places = *rc::gen::inRange(0, 9);
    RC_ASSERT(Rational::parse_decimal(x.to_decimal(places)) == std::optional(round(x, places)));
  });
}

TEST_CASE("rounding laws") {
  rc::prop("every mode is idempotent, odd and near", [] {
    const Rational x = *rationals();
    const int places = *rc::gen::inRange(0, 5);
    const RoundingMode mode = *modes();
    const Rational rounded = round(x, places, mode);
    const Rational unit = Rational(1) / ten_to_the(places);
    RC_ASSERT((rounded / unit).is_integer());
    RC_ASSERT(round(rounded, places, mode) == rounded);
    RC_ASSERT(round(-x, places, mode) == -rounded);
    RC_ASSERT(round_to_nearest(x, unit, mode) == rounded);
    const bool to_nearest = mode == RoundingMode::half_away || mode == RoundingMode::half_even;
    const Rational distance = abs(x - rounded);
    RC_ASSERT((to_nearest ? distance * 2 <= unit : distance < unit));
    if (mode == RoundingMode::up) RC_ASSERT(abs(rounded) >= abs(x));
    if (mode == RoundingMode::down) RC_ASSERT(abs(rounded) <= abs(x));
  });
  rc::prop("a tie goes away from zero", [] {
    const Rational tie = Rational(*rc::gen::inRange<std::int64_t>(0, 1000000000)) + Rational(1) / 2;
    RC_ASSERT(round(tie / 100, 2) * 100 == tie + Rational(1) / 2);
    RC_ASSERT(round(tie, 0) - round(tie, 0, RoundingMode::down) == 1);
  });
  rc::prop("rounding keeps the order", [] {
    const Rational a = *rationals();
    const Rational b = *rationals();
    const RoundingMode mode = *modes();
    RC_ASSERT(round(min(a, b), 2, mode) <= round(max(a, b), 2, mode));
  });
}

TEST_CASE("splits conserve the amount") {
  rc::prop("the parts sum to the rounded amount and each is within a unit of its share", [] {
    const Rational amount = *decimals();
    const std::vector<Rational> by = *weights();
    const int places = *rc::gen::inRange(0, 4);
    const Rational unit = Rational(1) / ten_to_the(places);
    const std::vector<Rational> parts = split(amount, by, places);
    RC_ASSERT(parts.size() == by.size());
    RC_ASSERT(sum(parts) == round(amount, places));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      RC_ASSERT((parts[i] / unit).is_integer());
      RC_ASSERT(abs(parts[i] - round(amount, places) * by[i] / sum(by)) < unit);
      if (by[i].is_zero()) RC_ASSERT(parts[i].is_zero());
    }
  });
  rc::prop("among equal weights the earlier never gets less", [] {
    const Rational amount = abs(*decimals());
    const std::vector<Rational> by = *weights();
    const std::vector<Rational> parts = split(amount, by, 2);
    for (std::size_t i = 0; i < by.size(); ++i) {
      for (std::size_t j = i + 1; j < by.size(); ++j) {
        if (by[i] == by[j]) RC_ASSERT(parts[i] >= parts[j]);
      }
    }
  });
  rc::prop("a part is raised only if its fraction is among the largest", [] {
    const Rational amount = abs(*decimals());
    const std::vector<Rational> by = *weights();
    const std::vector<Rational> parts = split(amount, by, 2);
    std::optional<Rational> lowest_raised;
    Rational highest_left = 0;
    for (std::size_t i = 0; i < by.size(); ++i) {
      const Rational share = round(amount, 2) * 100 * by[i] / sum(by);
      const Rational fraction = share - floor(share);
      if (parts[i] * 100 > share) {
        lowest_raised = lowest_raised ? min(*lowest_raised, fraction) : fraction;
      } else {
        highest_left = max(highest_left, fraction);
      }
    }
    if (lowest_raised) RC_ASSERT(*lowest_raised >= highest_left);
  });
  rc::prop("a negative amount is the mirror image; the size of the weights does not matter", [] {
    const Rational amount = *decimals();
    const std::vector<Rational> by = *weights();
    std::vector<Rational> mirrored = split(-amount, by, 2);
    for (Rational& part : mirrored) part = -part;
    RC_ASSERT(mirrored == split(amount, by, 2));
    std::vector<Rational> scaled = by;
    for (Rational& weight : scaled) weight *= Rational(7) / 3;
    RC_ASSERT(split(amount, scaled, 2) == split(amount, by, 2));
  });
  rc::prop("instalments sum to the rounded amount", [] {
    const Rational amount = *rationals();
    const int n = *rc::gen::inRange(1, 25);
    Rational paid = 0;
    for (int k = 1; k <= n; ++k) {
      const Rational part = instalment(amount, k, n, 2);
      RC_ASSERT(abs(part - amount / n) <= Rational(1) / 100);
      paid += part;
    }
    RC_ASSERT(paid == round(amount, 2));
  });
}

TEST_CASE("periods keep their place") {
  rc::prop("a name is read back as the period", [] {
    const Calendar calendar = *calendars();
    const Period period = any_period(calendar);
    const ParsedPeriod parsed = calendar.parse(calendar.name(period));
    RC_ASSERT(parsed.error == PeriodError::none);
    RC_ASSERT(*parsed == period);
  });
  rc::prop("a shift can be undone, and its days follow on", [] {
    const Calendar calendar = *calendars();
    const Period period = any_period(calendar);
    const int n = *rc::gen::inRange(-200, 201);
    RC_ASSERT(calendar.shift(calendar.shift(period, n), -n) == period);
    RC_ASSERT(Calendar::last_day(period).days_since_epoch() + 1 ==
              Calendar::first_day(calendar.shift(period, 1)).days_since_epoch());
  });
  rc::prop("parts are in order, inside, and cover the whole", [] {
    const Calendar calendar = *calendars();
    const Period year = calendar.year_of(any_period(calendar));
    for (const Grain grain : {Grain::year, Grain::quarter, Grain::month}) {
      const std::vector<Period> parts = calendar.parts(year, grain);
      RC_ASSERT(static_cast<int>(parts.size()) * Calendar::months(grain) == 12);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        RC_ASSERT(calendar.contains(year, parts[i]));
        RC_ASSERT(calendar.containing(parts[i], Grain::year) == year);
        RC_ASSERT(calendar.ordinal_in_year(parts[i]) == static_cast<int>(i) + 1);
        RC_ASSERT(parts[i] == calendar.shift(parts[0], static_cast<int>(i)));
      }
    }
  });
  rc::prop("any text is either a period, by its own name, or refused with a reason", [] {
    const Calendar calendar = *calendars();
    const std::string text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0129/-Q4x")));
    const ParsedPeriod parsed = calendar.parse(text);
    RC_ASSERT(parsed.period.has_value() == (parsed.error == PeriodError::none));
    if (parsed) RC_ASSERT(calendar.name(*parsed) == text);
  });
}

}  // namespace quarterday::value
