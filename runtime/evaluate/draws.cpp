// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/draws.h"

#include "runtime/plan/accepted.h"
#include "runtime/plan/input_rows.h"
#include "runtime/plan/member_types.h"
#include "runtime/plan/walk.h"
#include "runtime/value/rounding.h"

namespace quarterday::evaluate {

namespace {

using data::Observation;
using plan::Rational;
using plan::Type;

// One figure in so many is not reported where the contract says what stands for it.
constexpr std::uint64_t one_missing_in = 20;
constexpr std::uint64_t most_cases = 400;  // the denominator of a ratio
constexpr int most_digits = 7;             // of an amount of which no scenario gives an example

std::uint64_t below(std::mt19937_64& random, std::uint64_t end) { return random() % end; }

}  // namespace

Examples::Examples(const plan::Plan& plan) {
  first_of_rows_.reserve(plan.values.size());
  for (std::uint32_t id = 0; id < plan.values.size(); ++id)
    first_of_rows_.push_back(plan::first_of_its_rows(plan, plan::ValueId{id}));
  for (const plan::Scenario& scenario : plan.scenarios) {
    OfMembers own;
    for (const plan::Given& given : scenario.given) {
      if (!given.figure || plan.value(given.value).kind != plan::Value::Kind::input) continue;
      if (const auto figure = plan::written_figure(plan.nodes, given.figure)) {
        figures_[given.value.index].push_back(*figure);
        own[{given.value.index, given.members}].push_back(*figure);
      }
    }
    if (!own.empty()) scenarios_.push_back(std::move(own));
  }
}

const std::vector<Rational>& Examples::of(plan::ValueId value) const {
  static const std::vector<Rational> none;
  const auto found = figures_.find(value.index);
  return found == figures_.end() ? none : found->second;
}

const std::vector<Rational>& Examples::of_scenario(std::uint64_t number, plan::ValueId value,
                                                   std::span<const plan::EntityId> members) const {
  static const std::vector<Rational> none;
  if (scenarios_.empty()) return none;
  const OfMembers& own = scenarios_[number % scenarios_.size()];
  const auto found = own.find({value.index, {members.begin(), members.end()}});
  return found == own.end() ? none : found->second;
}

const Observation* Draws::find(plan::ValueId asked, std::span<const plan::EntityId> members, plan::Period period) {
  const plan::ValueId input = examples_.first_of_its_rows(asked);
  Key key{input.index, {members.begin(), members.end()}, period.first_month, period.grain};
  const auto known = drawn_.find(key);
  if (known != drawn_.end()) return known->second ? &*known->second : nullptr;
  std::vector<std::uint32_t> words{static_cast<std::uint32_t>(seed_),
                                   static_cast<std::uint32_t>(seed_ >> 32U),
                                   static_cast<std::uint32_t>(number_),
                                   static_cast<std::uint32_t>(number_ >> 32U),
                                   input.index,
                                   static_cast<std::uint32_t>(period.first_month),
                                   static_cast<std::uint32_t>(period.grain)};
  for (const plan::EntityId member : members) words.push_back(member.index);
  std::seed_seq seeds(words.begin(), words.end());
  Random random(seeds);
  const auto place = drawn_.emplace(std::move(key), draw(plan_.value(input), input, members, random)).first;
  return place->second ? &*place->second : nullptr;
}

// One draw in three is a year like that of one scenario: where all figures are far off, limits hide the rest.
Draws::Around Draws::around(plan::ValueId id, std::span<const plan::EntityId> members) const {
  constexpr std::uint64_t one_close_in = 3;
  if (number_ % one_close_in == 0)
    if (const auto& near = examples_.of_scenario(number_ / one_close_in, id, members); !near.empty())
      return {near, true};
  return {examples_.of(id), false};
}

std::optional<Observation> Draws::draw(const plan::Value& input, plan::ValueId id,
                                       std::span<const plan::EntityId> members, Random& random) const {
  if (input.input.when_not_reported && below(random, one_missing_in) == 0) return std::nullopt;
  const Type::Kind kind = plan::type_of(plan_, id, members).kind;
  const Around suggested = around(id, members);
  Observation drawn;
  if (input.input.needs_ratio) return ratio(random, input.input);
  switch (kind) {
    case Type::Kind::yes_no:
      drawn.value = Rational(static_cast<std::int64_t>(below(random, 2)));
      break;
    case Type::Kind::date: {
      const value::Date first = value::Calendar::first_day({plan::Grain::month, plan_.term.first});
      const std::uint64_t days = static_cast<std::uint64_t>(plan_.term.last - plan_.term.first + 1) * 31;
      drawn.value = Rational(first.days_since_epoch() + static_cast<std::int64_t>(below(random, days)));
      break;
    }
    case Type::Kind::member:
    case Type::Kind::text:
    case Type::Kind::range:
    case Type::Kind::standard:
    case Type::Kind::period:
      return std::nullopt;  // data do not hold them, only scenarios give them
    case Type::Kind::percent:
    case Type::Kind::share:
      drawn.value = share(suggested.examples, random);
      break;
    default:
      drawn.value = amount(suggested, input, kind, random);
  }
  if (input.input.between) drawn.value = within(*input.input.between, kind, drawn.value, random);
  return drawn;
}

Observation Draws::ratio(Random& random, const plan::InputRules& rules) const {
  const auto of = [](const Rational& met, const Rational& cases) {
    Observation drawn;
    drawn.numerator = met;
    drawn.denominator = cases;
    drawn.value = met / cases;
    return drawn;
  };
  for (std::uint64_t tries = 0; tries < most_cases; ++tries) {
    const std::uint64_t cases = 1 + below(random, most_cases);
    const bool passes = rules.may_pass_whole && below(random, 10) == 0;
    const std::uint64_t met = below(random, cases + 1) + (passes ? cases / 10 : 0);
    Observation drawn = of(static_cast<std::int64_t>(met), static_cast<std::int64_t>(cases));
    if (!rules.between || plan::lies_in(*rules.between, drawn.value)) return drawn;
  }
  return of(*Rational::parse_decimal(rules.between->low.numerator_text()),
            *Rational::parse_decimal(rules.between->low.denominator_text()));
}

// The ends of a declared range are as likely as what the scenarios suggest; the rest lie anywhere in it.
Rational Draws::within(const plan::Range& range, Type::Kind kind, const Rational& suggested, Random& random) const {
  const std::uint64_t way = below(random, 10);
  if (way == 0) return range.low;
  if (way == 1) return range.high;
  if (way < 5 && plan::lies_in(range, suggested)) return suggested;
  const Rational width = range.high - range.low;
  const bool is_fine = kind != Type::Kind::count && kind != Type::Kind::money && width < Rational(100);
  Rational step = is_fine ? Rational(1) / Rational(1000) : Rational(1);
  if (kind == Type::Kind::money) step = Rational(1) / Rational(100);
  const auto steps = value::floor(width / step).to_int64();
  constexpr std::int64_t steps_of_wide_ranges = 1'000'000'000;
  if (!steps) step = value::floor(width / Rational(steps_of_wide_ranges));
  const auto count = static_cast<std::uint64_t>(steps.value_or(steps_of_wide_ranges)) + 1;
  return range.low + step * Rational(static_cast<std::int64_t>(below(random, count)));
}

// Half of them near a figure that a scenario gives, which stands mostly at a bound of the contract.
Rational Draws::share(const std::vector<Rational>& examples, Random& random) const {
  const std::uint64_t way = below(random, 4);
  if (way < 2 && !examples.empty()) {
    Rational near = examples[below(random, examples.size())] +
                    Rational(static_cast<std::int64_t>(below(random, 21)) - 10) / Rational(1000);
    if (near.sign() >= 0 && near <= Rational(1)) return near;
  }
  return Rational(static_cast<std::int64_t>(below(random, 1001))) / Rational(1000);
}

Rational Draws::amount(const Around& around, const plan::Value& input, Type::Kind kind, Random& random) const {
  if (!around.close && below(random, one_missing_in) == 0) return {};
  if (!around.examples.empty()) {
    const Rational& example = around.examples[below(random, around.examples.size())];
    if (below(random, 4) == 0) return example;
    const std::uint64_t percent = around.close ? 95 + below(random, 11) : 50 + below(random, 151);
    const Rational part = Rational(static_cast<std::int64_t>(percent)) / Rational(100);
    const Rational drawn = example * part;
    // What is counted stays whole.
    const bool whole = kind != Type::Kind::money && example.is_integer() && below(random, 4) != 0;
    return whole || kind == Type::Kind::count ? value::round(drawn, 0) : value::round(drawn, 2);
  }
  std::uint64_t end = 10;
  for (std::uint64_t digits = below(random, most_digits); digits > 0; --digits) end *= 10;
  Rational drawn(static_cast<std::int64_t>(below(random, end)));
  if (kind == Type::Kind::money)
    drawn = drawn + Rational(static_cast<std::int64_t>(below(random, 100))) / Rational(100);
  return input.input.may_be_negative && below(random, 2) == 0 ? -drawn : drawn;
}

}  // namespace quarterday::evaluate
