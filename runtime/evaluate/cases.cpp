// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/cases.h"

#include <algorithm>
#include <set>
#include <utility>

#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/settle.h"
#include "runtime/plan/accepted.h"
#include "runtime/plan/member_types.h"
#include "runtime/value/rounding.h"

namespace quarterday::evaluate {

namespace {

using data::Observation;
using plan::Plan;
using plan::Type;

constexpr std::uint64_t most_steps_of_a_run = 2'000'000;
constexpr std::uint64_t steps_of_making = 200;  // making the evaluator is work too
constexpr std::uint64_t draws_of_inputs = 4;
constexpr std::uint64_t draws_of_members = 3;
constexpr std::size_t few_figures = 8;  // of which a scenario is readable at a glance
constexpr std::size_t consequences_at_most = 3;

Observation hundredths(const Rational& share) {
  Observation plain;
  plain.numerator = value::round(share * Rational(100), 0);
  plain.denominator = Rational(100);
  plain.value = *plain.numerator / *plain.denominator;
  return plain;
}

// A figure that is neither small nor large, the same for every member and period.
Observation plain_figure(const Plan& plan, const Examples& examples, ValueId id, std::span<const EntityId> members) {
  const plan::Value& input = plan.value(id);
  const std::vector<Rational>& known = examples.of(id);
  const Rational half = Rational(1) / Rational(2);
  const Type::Kind kind = plan::type_of(plan, id, members).kind;
  const plan::Accepted range = plan::accepted(input.input, kind);
  if (input.input.needs_ratio || input.input.denominator_bound)
    return hundredths(range.nearest(known.empty() ? half : value::min(value::max(known.front(), 0), 1)));
  Observation plain;
  switch (kind) {
    case Type::Kind::yes_no:
      plain.value = known.empty() ? Rational(1) : known.front();
      break;
    case Type::Kind::date:
      plain.value = Rational(value::Calendar::first_day({plan::Grain::month, plan.term.first}).days_since_epoch());
      break;
    case Type::Kind::percent:
    case Type::Kind::share:
      plain.value = known.empty() ? half : known.front();
      break;
    case Type::Kind::money:
      plain.value = known.empty() ? Rational(10'000) : known.front();
      break;
    default:
      plain.value = known.empty() ? Rational(100) : known.front();
  }
  if (input.input.between) plain.value = range.nearest(plain.value);
  return plain;
}

// Answers what is asked of the data in a case, and notes it.
class CaseFigures final : public data::Figures, public data::Measures {
 public:
  CaseFigures(const Plan& plan, const Examples& examples, const Case& one, Draws* draws)
      : plan_(plan), examples_(examples), case_(one), draws_(draws) {}

  const Observation* find(ValueId input, std::span<const EntityId> members, Period period) override {
    FigureKey key{examples_.first_of_its_rows(input), {members.begin(), members.end()}, period};
    auto known = asked.find(key);
    if (known == asked.end()) {
      std::optional<Observation> figure = figure_of(key);
      known = asked.emplace(std::move(key), std::move(figure)).first;
    }
    return known->second ? &*known->second : nullptr;
  }
  data::Measurement measure(ValueId figure, std::span<const EntityId> members, Period period) override {
    return {find(figure, members, period), std::nullopt};
  }

  Reported asked;

 private:
  std::optional<Observation> figure_of(const FigureKey& key) {
    const auto changed = case_.changed.find(key);
    if (changed != case_.changed.end()) return changed->second;
    if (draws_ == nullptr) return plain_figure(plan_, examples_, key.value, key.members);
    // The first draws are of an input as a whole, the next of its members, and only then does each period have its own.
    const bool apart = case_.draw > draws_of_inputs || !plan_.value(key.value).type_by_member.empty();
    const std::vector<EntityId> members = apart ? key.members : std::vector<EntityId>{};
    const Period period = case_.draw > draws_of_inputs + draws_of_members ? key.period : Period{};
    const Observation* drawn = draws_->find(key.value, members, period);
    return drawn == nullptr ? std::nullopt : std::optional(*drawn);
  }

  const Plan& plan_;
  const Examples& examples_;
  const Case& case_;
  Draws* draws_;
};

// A case with an evaluator that looks at it.
class Look {
 public:
  Look(const Plan& plan, const Examples& examples, const Case& one, Draws* draws, Reached* reached)
      : figures_(std::make_shared<CaseFigures>(plan, examples, one, draws)),
        evaluator_(plan, dataset_, options_with(reached)) {
    dataset_.take_from(figures_);
    dataset_.measure_with(figures_);
    for (const auto& [key, figure] : one.fixed)
      evaluator_.fix(key.value, key.members, key.period, {figure, std::nullopt, std::nullopt});
  }
  Evaluator& evaluator() { return evaluator_; }
  Reported& asked() { return figures_->asked; }

 private:
  static Options options_with(Reached* reached) {
    Options options;
    options.max_steps = most_steps_of_a_run;
    options.reached = reached;
    return options;
  }

  std::shared_ptr<CaseFigures> figures_;
  data::Dataset dataset_;
  Evaluator evaluator_;
};

bool follows_from(const Evaluator& evaluator, InstanceId from, InstanceId target) {
  std::vector<InstanceId> open{from};
  std::set<std::uint32_t> seen;
  while (!open.empty()) {
    const InstanceId at = open.back();
    open.pop_back();
    if (at == target) return true;
    for (const InstanceId read : evaluator.instance(at).reads)
      if (seen.insert(read.index).second) open.push_back(read);
  }
  return false;
}

}  // namespace

std::shared_ptr<Draws> CaseRunner::draws(std::uint64_t number) {
  if (number == 0) return nullptr;
  std::shared_ptr<Draws>& known = draws_[number];
  if (!known) known = std::make_shared<Draws>(plan_, examples_, seed_, number);
  return known;
}

Outcome CaseRunner::run(const Case& one, const Target& target) {
  Outcome outcome;
  outcome.reached.keep_margins(&outcome.margins);
  const std::shared_ptr<Draws> drawn = draws(one.draw);
  Look look(plan_, examples_, one, drawn.get(), &outcome.reached);
  Evaluator& evaluator = look.evaluator();
  try {
    if (target.figure.value) {
      const InstanceId id = evaluator.read(target.figure.value, target.figure.members, target.figure.period);
      outcome.figure = evaluator.instance(id).figure;
      outcome.failed = evaluator.instance(id).source == Source::outside && !is_refused(outcome.figure);
      for (const Instance& instance : evaluator.memo().instances()) {
        if (instance.source != Source::computed || plan_.value(instance.value).kind != plan::Value::Kind::define)
          continue;
        outcome.computed.emplace(FigureKey{instance.value, instance.members, instance.period}, instance.figure);
      }
    } else {
      diagnostics::Sink ignored;
      const auto settlement = settle_lines(plan_, evaluator, target.figure.period, ignored);
      outcome.failed = !settlement || !settlement->refusal;
      if (!outcome.failed) outcome.refusal = settlement->refusal;
    }
  } catch (Failure&) {
    outcome.failed = true;
  }
  steps_ += evaluator.step_count() + steps_of_making;
  outcome.reached.keep_margins(nullptr);
  outcome.asked = std::move(look.asked());
  return outcome;
}

CaseRunner::Told CaseRunner::with_consequences(const Case& one, const FigureKey& target,
                                               const std::vector<FigureKey>& candidates) {
  Told told;
  const auto look_at = [&](const std::vector<FigureKey>& keys) {
    Told found;
    const std::shared_ptr<Draws> drawn = draws(one.draw);
    Look look(plan_, examples_, one, drawn.get(), &found.reached);
    Evaluator& evaluator = look.evaluator();
    std::optional<InstanceId> first;
    bool all = true;
    try {
      for (const FigureKey& key : keys) {
        const InstanceId id = evaluator.read(key.value, key.members, key.period);
        if (!first) first = id;
        const Instance& instance = evaluator.instance(id);
        const bool tells = id == *first || (instance.source == Source::computed && !is_missing(instance.figure) &&
                                            follows_from(evaluator, id, *first));
        all = all && tells;
        found.keys.push_back(key);
        found.figures.push_back(instance.figure);
      }
    } catch (Failure&) {
      all = false;
    }
    steps_ += evaluator.step_count() + steps_of_making;
    found.asked = std::move(look.asked());
    return std::pair(all, std::move(found));
  };
  told = look_at({target}).second;
  const std::size_t enough = std::max(few_figures, told.asked.size() + 2);
  for (const FigureKey& candidate : candidates) {
    if (told.keys.size() > consequences_at_most) break;
    std::vector<FigureKey> keys = told.keys;
    keys.push_back(candidate);
    auto [all, found] = look_at(keys);
    if (all && found.asked.size() <= enough) told = std::move(found);
  }
  return told;
}

}  // namespace quarterday::evaluate
