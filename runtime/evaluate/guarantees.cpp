// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/guarantees.h"

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <random>
#include <utility>

#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/directions.h"
#include "runtime/evaluate/draws.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/given.h"
#include "runtime/plan/accepted.h"

namespace quarterday::evaluate {

namespace {

using plan::FreeIndex;
using plan::Grain;
using plan::Guarantee;
using plan::Movement;
using plan::Op;
using plan::Plan;
using plan::Type;
using Random = std::mt19937_64;

constexpr std::size_t figures_told_at_most = 100;
constexpr std::size_t subjects_at_most = 200;  // members of a movement's subject that are looked at in one case

// One set of figures in which guarantees are tried.
struct Case {
  std::string name;
  const data::Dataset* data = nullptr;
  const plan::Scenario* scenario = nullptr;  // whose figures are fixed
};

class Trial {
 public:
  Trial(const Plan& plan, const Directions& directions, const Case& one, Random& random)
      : plan_(plan), directions_(directions), case_(one), random_(random), evaluator_(make()) {}

  void look_at(const Guarantee& guarantee, Period period, GuaranteeResult& result) {
    Frame frame{period, std::vector<EntityId>(std::max<std::size_t>(guarantee.slot_count, guarantee.indexes.size())),
                guarantee.title, guarantee.indexes.size()};
    try {
      evaluator_->each_combination(guarantee.indexes, 0, frame, [&] { judge(guarantee, frame, result); });
    } catch (Failure&) {
      ++result.open;
      evaluator_ = make();  // what was half worked out is not read again
    }
  }

 private:
  std::unique_ptr<Evaluator> make(bool derivation = false) const {
    Options options;
    options.derivation = derivation;
    auto evaluator = std::make_unique<Evaluator>(plan_, *case_.data, options);
    if (case_.scenario != nullptr) fix_given(plan_, *case_.scenario, *evaluator);
    return evaluator;
  }

  void judge(const Guarantee& guarantee, Frame& frame, GuaranteeResult& result) {
    if (result.broken) return;
    const Figure condition = evaluator_->evaluate(guarantee.condition, frame);
    if (is_missing(condition)) {
      ++result.open;
      return;
    }
    if (!is_met(condition)) return tell_condition(guarantee, frame, result);
    Tried tried = Tried::held;
    bool subject_changed = false;
    for (const Movement& movement : guarantee.movements)
      tried = std::max(tried, judge(movement, frame, result, subject_changed));
    if (tried == Tried::held && subject_changed) ++result.subject_changed;
    ++(tried == Tried::held ? result.held : tried == Tried::unmoved ? result.unmoved : result.open);
  }

  struct Ratio {
    std::optional<Rational> numerator;
    std::optional<Rational> denominator;
  };
  // Of a figure that was reported, or given, as a ratio.
  static Ratio ratio_of(const Evaluator& evaluator, const Instance& instance) {
    if (instance.observation != nullptr) return {instance.observation->numerator, instance.observation->denominator};
    const Fixed* fixed = evaluator.fixed_figure(instance.value, instance.members, instance.period);
    return fixed == nullptr ? Ratio{} : Ratio{fixed->numerator, fixed->denominator};
  }

  static CaseFigure told(const Evaluator& evaluator, InstanceId id) {
    const Instance& instance = evaluator.instance(id);
    return {instance.value, instance.members, instance.period, instance.figure, std::nullopt, std::nullopt};
  }

  // What the sentence came to, told by the figures that it reads by name: those of each member and period of a sum too.
  static std::vector<CaseFigure> named_figures(Evaluator& evaluator, NodeId node, Frame& frame) {
    std::vector<CaseFigure> figures;
    for (const InstanceId id : evaluator.read_by(node, frame)) figures.push_back(told(evaluator, id));
    return figures;
  }

  // What this evaluator asked of the data: for a case that is told, a fresh one.
  std::vector<CaseFigure> reported(const Evaluator& evaluator) const {
    std::vector<CaseFigure> figures;
    const Memo& memo = evaluator.memo();
    for (std::uint32_t i = 0; i < memo.size(); ++i) {
      const Instance& instance = memo.at(InstanceId{i});
      if (plan_.value(instance.value).kind != plan::Value::Kind::input) continue;
      if (instance.source != Source::reported && instance.source != Source::given) continue;
      CaseFigure figure = told(evaluator, InstanceId{i});
      const Ratio ratio = ratio_of(evaluator, instance);
      figure.numerator = ratio.numerator;
      figure.denominator = ratio.denominator;
      figures.push_back(std::move(figure));
    }
    return figures;
  }

  // A comparison with a figure that is left out is not met, but says nothing of the guarantee.
  void tell_condition(const Guarantee& guarantee, Frame& frame, GuaranteeResult& result) const {
    const std::unique_ptr<Evaluator> again = make(true);
    BrokenGuarantee broken{case_.name, frame.period, {}, {}, std::nullopt, {}};
    broken.figures = named_figures(*again, guarantee.condition, frame);
    if (std::ranges::any_of(broken.figures, [](const CaseFigure& one) { return is_missing(one.figure); })) {
      ++result.open;
      return;
    }
    broken.reported = reported(*again);
    found(result, std::move(broken));
  }

  static void found(GuaranteeResult& result, BrokenGuarantee broken) {
    for (std::vector<CaseFigure>* figures : {&broken.figures, &broken.figures_then})
      figures->resize(std::min(figures->size(), figures_told_at_most));
    result.broken = std::move(broken);
  }

  EntityId any_member(plan::SetId set, Period period) {
    const plan::Set& members = plan_.set(set);
    std::vector<EntityId> there;
    for (std::size_t i = 0; i < members.members.size(); ++i)
      if (members.takes_part(i, period)) there.push_back(members.members[i]);
    return there.empty() ? EntityId() : there[random_() % there.size()];
  }

  // Of several movements the last of these counts.
  enum class Tried { held, unmoved, missing };

  Tried judge(const Movement& movement, Frame& frame, GuaranteeResult& result, bool& subject_changed) {
    for (const FreeIndex& index : movement.driver_free) frame.slots[index.slot] = any_member(index.set, frame.period);
    const auto driver = driver_instance(movement.driver, frame);
    if (!driver) return Tried::missing;
    const Instance before = evaluator_->instance(*driver);
    if (!std::holds_alternative<Rational>(before.figure)) return Tried::missing;
    const auto changed = changed_figure(movement, before, result);
    if (!changed) return Tried::unmoved;
    const std::unique_ptr<Evaluator> then = make();
    then->fix_as(*evaluator_);
    then->fix(before.value, before.members, before.period, *changed);
    bool complete = true;
    std::size_t looked_at = 0;
    each_subject(movement, 0, frame, [&] {
      if (result.broken || ++looked_at > subjects_at_most) return;
      const Figure now = evaluator_->evaluate(movement.subject, frame);
      const Figure later = then->evaluate(movement.subject, frame);
      if (is_missing(now) || is_missing(later)) {
        complete = false;
        return;
      }
      subject_changed = subject_changed || number_of(later) != number_of(now);
      const bool moved_wrong =
          movement.never_falls ? number_of(later) < number_of(now) : number_of(now) < number_of(later);
      if (moved_wrong) tell_movement(movement, before, *changed, frame, result);
    });
    return complete ? Tried::held : Tried::missing;
  }

  // A driver of shorter periods changes in any one of those in the period at hand.
  std::optional<InstanceId> driver_instance(NodeId node, Frame& frame) {
    const Period here = frame.period;
    const plan::Node* name = &plan_.node(node);
    while (name->op == Op::at) name = &plan_.node(name->operands[0]);
    if (name->op != Op::load) return std::nullopt;
    const Grain grain = plan_.value(name->value).grain;
    if (grain > here.grain && here.grain != Grain::once) {
      const std::vector<Period> parts = plan_.calendar.parts(here, grain);
      frame.period = parts[random_() % parts.size()];
    }
    const auto driver = evaluator_->instance_named(node, frame);
    frame.period = here;
    return driver;
  }

  // Whether the driver is to rise; nothing where the contract does not say what improves it.
  std::optional<bool> goes_up(const Movement& movement, const Instance& driver) {
    if (movement.as != Movement::As::improves) return movement.as == Movement::As::rises;
    return directions_.rises(*evaluator_, driver);
  }

  // Nothing where it is at its limit, or which way is better is not said.
  std::optional<Fixed> changed_figure(const Movement& movement, const Instance& before, GuaranteeResult& result) {
    const plan::Value& driver = plan_.value(before.value);
    const auto up = goes_up(movement, before);
    if (!up) {
      ++result.directionless;
      return std::nullopt;
    }
    if (const Ratio ratio = ratio_of(*evaluator_, before); ratio.denominator) return changed_ratio(ratio, *up);
    const Rational& figure = std::get<Rational>(before.figure);
    const bool is_share = driver.type.kind == Type::Kind::share || driver.type.kind == Type::Kind::percent;
    const Rational unit = is_share ? Rational(1) / Rational(1000) : Rational(1);
    const std::array<Rational, 3> steps{unit, unit * Rational(10),
                                        is_share ? unit * Rational(100) : value::abs(figure) / Rational(10)};
    const Rational& step = steps[random_() % steps.size()];
    Rational then = plan::accepted(driver.input, driver.type.kind).nearest(*up ? figure + step : figure - step);
    if (*up ? then <= figure : then >= figure) return std::nullopt;
    return Fixed{std::move(then), std::nullopt, std::nullopt};
  }

  // One case more, or one less, of as many.
  static std::optional<Fixed> changed_ratio(const Ratio& reported, bool up) {
    const Rational then = up ? *reported.numerator + Rational(1) : *reported.numerator - Rational(1);
    if (then.sign() < 0 || then > *reported.denominator) return std::nullopt;
    return Fixed{then / *reported.denominator, then, reported.denominator};
  }

  void each_subject(const Movement& movement, std::size_t at, Frame& frame, const std::function<void()>& visit) {
    if (at == movement.subject_free.size()) return visit();
    const plan::Set& set = plan_.set(movement.subject_free[at].set);
    for (std::size_t position = 0; position < set.members.size(); ++position) {
      if (!set.takes_part(position, frame.period)) continue;
      frame.slots[movement.subject_free[at].slot] = set.members[position];
      each_subject(movement, at + 1, frame, visit);
    }
  }

  void tell_movement(const Movement& movement, const Instance& before, const Fixed& changed, Frame& frame,
                     GuaranteeResult& result) const {
    const std::unique_ptr<Evaluator> now = make(true);
    BrokenGuarantee broken{case_.name, frame.period, {}, named_figures(*now, movement.subject, frame), std::nullopt,
                           {}};
    now->read(before.value, before.members, before.period);
    broken.reported = reported(*now);
    broken.changed = {before.value,   before.members,    before.period,
                      changed.figure, changed.numerator, changed.denominator};
    const std::unique_ptr<Evaluator> then = make(true);
    then->fix(before.value, before.members, before.period, changed);
    broken.figures_then = named_figures(*then, movement.subject, frame);
    found(result, std::move(broken));
  }

  const Plan& plan_;
  const Directions& directions_;
  const Case& case_;
  Random& random_;
  std::unique_ptr<Evaluator> evaluator_;
};

// The periods of a guarantee, or the ones of them inside or around another period.
std::vector<Period> periods_of(const Plan& plan, const Guarantee& guarantee, std::optional<Period> within) {
  std::vector<Period> periods;
  if (guarantee.grain == Grain::once) {
    periods.push_back(within.value_or(plan.calendar.containing({Grain::month, plan.term.first}, Grain::year)));
    return periods;
  }
  if (within && guarantee.grain <= within->grain) {
    periods.push_back(plan.calendar.containing(*within, guarantee.grain));
  } else if (within) {
    periods = plan.calendar.parts(*within, guarantee.grain);
  } else {
    for (std::int32_t month = plan.term.first; month <= plan.term.last;
         month += value::Calendar::months(guarantee.grain))
      periods.push_back(plan.calendar.containing({Grain::month, month}, guarantee.grain));
  }
  std::erase_if(periods, [&](Period period) { return !is_within(guarantee.span, period); });
  return periods;
}

bool gives_inputs_only(const Plan& plan, const plan::Scenario& scenario) {
  return std::ranges::all_of(scenario.given, [&](const plan::Given& given) {
    return plan.value(given.value).kind == plan::Value::Kind::input;
  });
}

class Trials {
 public:
  Trials(const Plan& plan, const GuaranteeOptions& options) : plan_(plan), options_(options), directions_(plan) {
    for (const Guarantee& guarantee : plan.guarantees) results_.push_back({&guarantee, 0, 0, 0, 0, 0, std::nullopt});
  }

  // What a scenario puts in the place of a figure that is worked out need not fit the others.
  void on_scenarios() {
    const data::Dataset none;
    for (std::size_t i = 0; i < plan_.scenarios.size(); ++i) {
      const plan::Scenario& scenario = plan_.scenarios[i];
      if (!gives_inputs_only(plan_, scenario)) continue;
      const bool has_data = i < options_.scenario_data.size() && options_.scenario_data[i] != nullptr;
      const Case one{"scenario '" + scenario.title + "'", has_data ? options_.scenario_data[i] : &none, &scenario};
      look_at(one, scenario.period, Random(options_.seed));
    }
  }

  void on_data() {
    if (options_.data == nullptr) return;
    const Case one{"the data", options_.data, nullptr};
    look_at(one, std::nullopt, Random(options_.seed));
  }

  // Each draw in one year of the term: what it asks of other years is drawn too.
  void on_draws() {
    const Examples examples(plan_);
    for (std::uint64_t number = 1; number <= options_.draws; ++number) {
      if (std::ranges::all_of(results_, [](const auto& result) { return result.broken.has_value(); })) return;
      Random random(options_.seed * 1'000'003 + number);
      data::Dataset drawn;
      drawn.take_from(std::make_shared<Draws>(plan_, examples, options_.seed, number));
      const Case one{"draw " + std::to_string(number), &drawn, nullptr};
      Trial trial(plan_, directions_, one, random);
      const auto years = static_cast<std::uint64_t>((plan_.term.last - plan_.term.first + 1) / 12);
      const auto year = static_cast<std::int32_t>(random() % years);
      const Period within = plan_.calendar.containing({Grain::month, plan_.term.first + 12 * year}, Grain::year);
      for (GuaranteeResult& result : results_) {
        const std::vector<Period> periods = periods_of(plan_, *result.guarantee, within);
        if (!result.broken && !periods.empty())
          trial.look_at(*result.guarantee, periods[random() % periods.size()], result);
      }
    }
  }

  std::vector<GuaranteeResult> results() && { return std::move(results_); }

 private:
  void look_at(const Case& one, std::optional<Period> within, Random random) {
    try {
      Trial trial(plan_, directions_, one, random);
      for (GuaranteeResult& result : results_) {
        if (result.broken) continue;
        for (const Period period : periods_of(plan_, *result.guarantee, within))
          trial.look_at(*result.guarantee, period, result);
      }
    } catch (Failure&) {
      // A scenario whose own figures cannot be worked out fails as a scenario.
    }
  }

  const Plan& plan_;
  const GuaranteeOptions& options_;
  const Directions directions_;
  std::vector<GuaranteeResult> results_;
};

}  // namespace

std::vector<GuaranteeResult> try_guarantees(const Plan& plan, const GuaranteeOptions& options) {
  Trials trials(plan, options);
  run_on_deep_stack([&] {
    trials.on_scenarios();
    trials.on_data();
    trials.on_draws();
  });
  return std::move(trials).results();
}

}  // namespace quarterday::evaluate
