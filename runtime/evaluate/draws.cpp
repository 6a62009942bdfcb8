// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/draws.h"

#include "runtime/plan/member_types.h"
#include "runtime/value/rounding.h"

namespace quarterday::evaluate {

namespace {

using data::Observation;
using plan::Op;
using plan::Rational;
using plan::Type;

// One figure in so many is not reported where the contract says what stands for it.
constexpr std::uint64_t one_missing_in = 20;
constexpr std::uint64_t most_cases = 400;  // the denominator of a ratio
constexpr int most_digits = 7;             // of an amount of which no scenario gives an example

std::uint64_t below(std::mt19937_64& random, std::uint64_t end) { return random() % end; }

// The figure of a sentence that is written out: `93%`, `-£5`, `10 / 48`.
std::optional<Rational> written_figure(const plan::Plan& plan, plan::NodeId id) {
  const plan::Node& node = plan.node(id);
  if (node.op == Op::constant) {
    const auto* number = std::get_if<Rational>(&node.figure);
    return number ? std::optional(*number) : std::nullopt;
  }
  if (node.op == Op::negate) {
    const auto inner = written_figure(plan, node.operands[0]);
    return inner ? std::optional(-*inner) : std::nullopt;
  }
  if (node.op != Op::divide) return std::nullopt;
  const auto above = written_figure(plan, node.operands[0]);
  const auto under = written_figure(plan, node.operands[1]);
  return above && under && !under->is_zero() ? std::optional(*above / *under) : std::nullopt;
}

}  // namespace

Examples::Examples(const plan::Plan& plan) {
  for (const plan::Scenario& scenario : plan.scenarios) {
    for (const plan::Given& given : scenario.given) {
      if (!given.figure || plan.value(given.value).kind != plan::Value::Kind::input) continue;
      if (const auto figure = written_figure(plan, given.figure)) figures_[given.value.index].push_back(*figure);
    }
  }
}

const std::vector<Rational>& Examples::of(plan::ValueId value) const {
  static const std::vector<Rational> none;
  const auto found = figures_.find(value.index);
  return found == figures_.end() ? none : found->second;
}

const Observation* Draws::find(plan::ValueId input, std::span<const plan::EntityId> members, plan::Period period) {
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

std::optional<Observation> Draws::draw(const plan::Value& input, plan::ValueId id,
                                       std::span<const plan::EntityId> members, Random& random) const {
  if (input.input.when_not_reported && below(random, one_missing_in) == 0) return std::nullopt;
  const Type::Kind kind = plan::type_of(plan_, id, members).kind;
  const std::vector<Rational>& examples = examples_.of(id);
  Observation drawn;
  if (input.input.needs_ratio) return ratio(random, input.input.may_pass_whole);
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
    case Type::Kind::percent:
    case Type::Kind::share:
      drawn.value = share(examples, random);
      break;
    default:
      drawn.value = amount(examples, input, kind, random);
  }
  return drawn;
}

Observation Draws::ratio(Random& random, bool may_pass) const {
  const std::uint64_t cases = 1 + below(random, most_cases);
  const std::uint64_t met = below(random, cases + 1) + (may_pass && below(random, 10) == 0 ? cases / 10 : 0);
  Observation drawn;
  drawn.numerator = Rational(static_cast<std::int64_t>(met));
  drawn.denominator = Rational(static_cast<std::int64_t>(cases));
  drawn.value = *drawn.numerator / *drawn.denominator;
  return drawn;
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

Rational Draws::amount(const std::vector<Rational>& examples, const plan::Value& input, Type::Kind kind,
                       Random& random) const {
  if (below(random, one_missing_in) == 0) return {};
  if (!examples.empty()) {
    const Rational& example = examples[below(random, examples.size())];
    if (below(random, 4) == 0) return example;
    const Rational part = Rational(static_cast<std::int64_t>(50 + below(random, 151))) / Rational(100);
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
