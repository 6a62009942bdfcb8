// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/search.h"

#include <algorithm>

#include "runtime/evaluate/bounds.h"
#include "runtime/evaluate/words.h"
#include "runtime/plan/currencies.h"
#include "runtime/plan/member_types.h"
#include "runtime/value/format.h"

namespace quarterday::evaluate {

namespace {

using data::Observation;
using plan::Op;
using plan::Type;

constexpr std::size_t handles_at_most = 60;
constexpr std::size_t open_at_most = 150;
constexpr std::size_t longest_words = 60;
constexpr std::size_t combinations_at_most = 200;  // of sides on which a case lies, that are gone on from
constexpr int approaches_at_most = 10;             // of one bound

int sign_of(const Margin& margin) { return margin.above.sign(); }

Side side_of(const Breakpoint& at, int sign) { return {at.subject, at.bound, at.ratio, sign}; }

InputRange range_of(const plan::Plan& plan, const FigureKey& key, bool is_ratio) {
  const plan::Value& value = plan.value(key.value);
  const Type& type = plan::type_of(plan, key.value, key.members);
  InputRange range{plan::accepted(value.input, type.kind), Rational(1), 0};
  switch (type.kind) {
    case Type::Kind::money:
      range.unit = Rational(1) / value::ten_to_the(plan::currency_of(plan, type).minor_digits);
      break;
    case Type::Kind::percent:
    case Type::Kind::share:
      range.unit = Rational(1) / Rational(1000);
      range.finer = 3;
      break;
    case Type::Kind::number:
      range.finer = 3;
      break;
    default:
      break;
  }
  if (is_ratio) range.unit = Rational(1) / Rational(1000);
  return range;
}

}  // namespace

std::set<Side> sides_of(const Margins& margins) {
  std::set<Side> sides;
  for (const auto& [at, margin] : margins) sides.insert(side_of(at, sign_of(margin)));
  return sides;
}

Outcome Search::look(const Trial& trial) {
  Outcome outcome = runner_.run(trial.one, {trial.target});
  if (outcome.failed) return outcome;
  const bool taken = wanted_(trial, outcome);
  const std::set<Side> sides = sides_of(outcome.margins);
  bool is_new = seen_together_.size() < combinations_at_most && seen_together_.insert(sides).second;
  for (const Side& side : sides) is_new = seen_.insert(side).second || is_new;
  if ((taken || is_new) && open_.size() < open_at_most && !trial.words.empty()) open_.push_back(trial);
  return outcome;
}

void Search::run(const std::function<bool()>& done, bool results) {
  while (!open_.empty() && !done() && !spent()) {
    const Trial trial = std::move(open_.front());
    open_.pop_front();
    const std::size_t sides_before = seen_.size();
    const Outcome outcome = trial.words.empty() ? look(trial) : runner_.run(trial.one, {trial.target});
    if (outcome.failed) continue;
    // What merely was drawn and shows nothing new leads nowhere either, unless it is of other members or of another
    // period.
    bool new_place = members_.insert(trial.target.members).second;
    new_place = periods_.insert(trial.target.period).second || new_place;
    if (trial.words.empty() && !new_place && seen_.size() == sides_before && !results) continue;
    vary(trial, outcome, results);
  }
}

std::vector<Search::Handle> Search::handles(const Outcome& outcome, bool results) const {
  std::map<ValueId, std::vector<const std::pair<const FigureKey, std::optional<Observation>>*>> by_input;
  for (const auto& entry : outcome.asked) by_input[entry.first.value].push_back(&entry);
  const auto of = [](const auto& entries) {
    Handle handle;
    for (const auto* entry : entries) {
      handle.keys.push_back(entry->first);
      if (!entry->second) continue;
      handle.figure = entry->second->value;
      handle.of = entry->second->denominator;
    }
    return handle;
  };
  std::vector<Handle> found;
  for (const auto& [value, entries] : by_input) {
    found.push_back(of(entries));
    found.back().mixed = entries.size() > 1 && !plan::has_one_type(plan_.value(value));
  }
  for (const auto& [value, entries] : by_input) {
    if (entries.size() == 1) continue;
    for (const auto* entry : entries) found.push_back(of(std::vector{entry}));
  }
  if (results) {
    for (const auto& [key, figure] : outcome.computed) {
      const auto* number = std::get_if<Rational>(&figure);
      if (number != nullptr && !plan_.value(key.value).made && !plan_.value(key.value).copy_of)
        found.push_back({{key}, true, false, *number, std::nullopt});
    }
  }
  if (found.size() > handles_at_most) found.resize(handles_at_most);
  return found;
}

void Search::vary(const Trial& trial, const Outcome& outcome, bool results) {
  for (const Handle& handle : handles(outcome, results)) {
    if (spent()) return;
    if (results && !handle.is_result) continue;
    vary(trial, outcome, handle);
  }
}

void Search::vary(const Trial& trial, const Outcome& outcome, const Handle& handle) {
  if (handle.keys.front() == trial.target && handle.is_result) return;
  if (!handle.is_result) leave_unreported(trial, handle);
  if (handle.mixed) return;
  const Type::Kind kind = plan::type_of(plan_, handle.keys.front().value, handle.keys.front().members).kind;
  if (kind == Type::Kind::yes_no) return turn(trial, handle);
  if (plan_.value(handle.keys.front().value).input.denominator_bound) change_denominator(trial, outcome, handle);
  for (const auto& [at, margin] : moved_by(trial, outcome, handle)) approach(trial, handle, at, margin);
}

void Search::leave_unreported(const Trial& trial, const Handle& handle) {
  Trial without = trial;
  for (const FigureKey& key : handle.keys) without.one.changed[key] = std::nullopt;
  without.words = name(trial, handle, "not reported");
  without.casual = false;
  without.at_bound = false;
  look(without);
}

void Search::turn(const Trial& trial, const Handle& handle) {
  Trial turned = with(trial, handle, Rational(handle.figure.is_zero() ? 1 : 0));
  turned.words = name(trial, handle, handle.figure.is_zero() ? "yes" : "no");
  turned.casual = false;
  look(turned);
}

// The bound of small denominators is about the denominator, whatever the share is.
void Search::change_denominator(const Trial& trial, const Outcome& outcome, const Handle& handle) {
  for (const auto& [at, margin] : outcome.margins) {
    const auto* bound = std::get_if<Rational>(&margin.bound);
    if (at.ratio != handle.keys.front().value || bound == nullptr) continue;
    for (const int sign : {-1, 0, 1}) {
      const Rational denominator = floor(*bound) + Rational(sign);
      if (denominator.sign() <= 0) continue;
      Observation small;
      small.denominator = denominator;
      small.numerator = floor(denominator * Rational(4) / Rational(5));
      small.value = *small.numerator / denominator;
      Trial changed = trial;
      for (const FigureKey& key : handle.keys) changed.one.changed[key] = small;
      changed.words = words(at, margin, sign);
      changed.casual = false;
      changed.at_bound = true;
      changed.side = side_of(at, sign);
      look(changed);
    }
    return;
  }
}

std::vector<std::pair<Breakpoint, Margin>> Search::moved_by(const Trial& trial, const Outcome& outcome,
                                                            const Handle& handle) {
  std::vector<std::pair<Breakpoint, Margin>> moved;
  const InputRange range = range_of(plan_, handle.keys.front(), handle.of.has_value());
  std::vector<Rational> others{handle.figure + range.unit, handle.figure - range.unit,
                               range.accepted.low.value_or(Rational()),
                               range.accepted.high.value_or(handle.figure * Rational(2) + range.unit * Rational(1000))};
  std::set<Breakpoint> known;
  for (const Rational& other : others) {
    if (!range.accepted.holds(other)) continue;
    Trial changed = with(trial, handle, other);
    changed.words = "changed";
    changed.casual = true;
    const Outcome then = look(changed);
    if (then.failed) continue;
    for (const auto& [at, margin] : outcome.margins) {
      const auto found = then.margins.find(at);
      if (at.ratio || found == then.margins.end() || found->second.above == margin.above) continue;
      if (known.insert(at).second) moved.emplace_back(at, margin);
    }
  }
  return moved;
}

void Search::approach(const Trial& trial, const Handle& handle, const Breakpoint& at, const Margin& margin) {
  if (spent() || ++approached_[at] > approaches_at_most) return;
  const MarginOf margin_of = [&](const Rational& figure) -> std::optional<Rational> {
    const Outcome outcome = runner_.run(with(trial, handle, figure).one, {trial.target});
    const auto found = outcome.margins.find(at);
    if (outcome.failed || found == outcome.margins.end()) return std::nullopt;
    return found->second.above;
  };
  const InputRange range = range_of(plan_, handle.keys.front(), handle.of.has_value());
  const Neighbours near_bound = around_bound(margin_of, handle.figure, range);
  for (const Rational& figure : near_bound.figures) {
    const std::optional<Rational> above = margin_of(figure);
    if (!above) continue;
    Trial near = with(trial, handle, figure);
    near.words = words(at, margin, above->sign());
    near.casual = !near_bound.at_bound;
    near.at_bound = near_bound.at_bound;
    near.side = side_of(at, above->sign());
    look(near);
  }
}

Trial Search::with(const Trial& trial, const Handle& handle, const Rational& figure) const {
  Trial changed = trial;
  changed.at_bound = false;
  for (const FigureKey& key : handle.keys) {
    if (handle.is_result) {
      changed.one.fixed[key] = figure;
      continue;
    }
    Observation observation;
    observation.value = figure;
    if (handle.of) {
      // A share of so many parts that each is one of its units.
      observation.denominator = (figure * *handle.of).is_integer() ? *handle.of : Rational(1000);
      observation.numerator = figure * *observation.denominator;
      if (!observation.numerator->is_integer()) {
        observation.denominator = Rational(100'000);
        observation.numerator = figure * *observation.denominator;
      }
    }
    changed.one.changed[key] = std::move(observation);
  }
  return changed;
}

// "seen for east not reported"; of the figure that is looked at itself, only what it is.
std::string Search::name(const Trial& trial, const Handle& handle, std::string_view what) const {
  const FigureKey& key = handle.keys.front();
  if (handle.keys.size() == 1 && key == trial.target) return std::string(what);
  std::string text = plan_.value(key.value).name;
  if (handle.keys.size() == 1) {
    for (const EntityId member : key.members) text += " for " + plan_.entity(member).name;
  }
  return text + " " + std::string(what);
}

// Of `its figure`, the type of the member's.
const Type& Search::type_of(const Breakpoint& at) const {
  const plan::Node& subject = plan_.node(at.subject);
  if (subject.op != Op::load || plan_.value(subject.value).type_by_member.empty()) return subject.type;
  std::vector<EntityId> members;
  for (const plan::Argument& argument : subject.arguments) {
    if (argument.kind == plan::Argument::Kind::node) return subject.type;
    members.push_back(argument.kind == plan::Argument::Kind::slot ? at.slots[argument.slot] : argument.entity);
  }
  return plan::type_of(plan_, subject.value, members);
}

// "seen_in_time just below 70%"
std::string Search::words(const Breakpoint& at, const Margin& margin, int sign) const {
  const std::string_view where = sign < 0 ? " just below " : sign > 0 ? " just above " : " exactly at ";
  if (at.ratio)
    return "denominator of " + plan_.value(at.ratio).name + std::string(where) +
           figure_text(plan_, margin.bound, plan_.node(at.bound).type);
  const plan::Node& subject = plan_.node(at.subject);
  const plan::Node& bound = plan_.node(at.bound);
  const auto text_of = [this](const plan::Node& node) {
    std::string text = node.op == Op::load ? plan_.value(node.value).name
                       : node.origin       ? plan_.origin(node.origin).text
                                           : std::string("the figure");
    return text.size() > longest_words ? std::string("the figure") : text;
  };
  if (sign == 0 && subject.op == Op::load && bound.op == Op::load && subject.value == bound.value)
    return "a tie of " + text_of(subject);
  return text_of(subject) + std::string(where) + figure_text(plan_, margin.bound, type_of(at));
}

}  // namespace quarterday::evaluate
