// SPDX-License-Identifier: Apache-2.0
//
// Requirements: what the contract asks of an input before anything is worked out from it.
#include <algorithm>
#include <iterator>

#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"

namespace quarterday::evaluate {

namespace {

using plan::Grain;
using plan::Requirement;

}  // namespace

std::optional<Refused> Evaluator::refused_by_requirements(ValueId id, Period period) {
  return refused_by(guards_[id.index], period);
}

std::optional<Refused> Evaluator::refuses_every_settlement(Period period) {
  std::vector<std::uint32_t> all;
  for (std::uint32_t index = 0; index < plan_.requirements.size(); ++index)
    if (plan_.requirements[index].every_settlement) all.push_back(index);
  return refused_by(all, period);
}

std::optional<Refused> Evaluator::refused_by(std::span<const std::uint32_t> requirements, Period period) {
  Missing missing;
  for (const std::uint32_t index : requirements) {
    for (const Period at : requirement_periods(plan_.requirements[index], period)) {
      const std::optional<Refused> refused = check_requirement(index, at);
      if (refused) missing.passes(*refused);
    }
  }
  if (!missing.any()) return std::nullopt;
  return std::get<Refused>(missing.figure());
}

// The period of the requirement that holds the input's, or, where the input is the coarser one, those it holds.
std::vector<Period> Evaluator::requirement_periods(const Requirement& requirement, Period period) const {
  if (requirement.grain == Grain::once) return {Period{}};
  std::vector<Period> periods;
  if (period.grain == Grain::once) {
    for (const plan::MonthRange& range : requirement.span) {
      Period at = plan_.calendar.containing({Grain::month, range.first}, requirement.grain);
      for (; at.first_month <= range.last; at = plan_.calendar.shift(at, 1)) periods.push_back(at);
    }
  } else if (requirement.grain <= period.grain) {
    periods.push_back(plan_.calendar.containing(period, requirement.grain));
  } else {
    periods = plan_.calendar.parts(period, requirement.grain);
  }
  std::erase_if(periods, [&requirement](Period at) { return !is_within(requirement.span, at); });
  return periods;
}

std::optional<Refused> Evaluator::check_requirement(std::uint32_t index, Period period) {
  const auto known = requirements_.find({index, period});
  if (known != requirements_.end()) return known->second;

  std::optional<Refused> refused;
  apart_from_settlement([&] {
    const Figure figure = require_all(plan_.requirements[index], period);
    if (is_refused(figure)) refused = std::get<Refused>(figure);
  });
  if (options_.reached != nullptr) options_.reached->requirement(index, !refused);
  requirements_.emplace(std::pair(index, period), refused);
  return refused;
}

void Evaluator::apart_from_settlement(const std::function<void()>& evaluate) {
  std::vector<InstanceId> active = std::exchange(active_, {});
  Memo* memo = std::exchange(memo_, &unguarded_);
  Step* step = std::exchange(step_, nullptr);
  const std::size_t mark = reads_.size();
  evaluate();
  reads_.resize(mark);
  step_ = step;
  memo_ = memo;
  active_ = std::move(active);
}

// The figure that a requirement names: of the members it says, or of those at hand.
plan::Cause Evaluator::named_by(const Requirement& requirement, const Frame& frame) const {
  std::vector<EntityId> members;
  for (const plan::Argument& argument : requirement.naming)
    members.push_back(argument.kind == plan::Argument::Kind::slot ? frame.slots[argument.slot] : argument.entity);
  return cause_of(requirement.input, members, frame.period);
}

Frame Evaluator::frame_of(const Requirement& requirement, Period period) const {
  Frame frame{period, {}, plan_.value(requirement.input).name, 0};
  frame.slots.resize(std::max<std::size_t>(requirement.slot_count, requirement.indexes.size()));
  return frame;
}

// True, or the refusal.
Figure Evaluator::require_all(const Requirement& requirement, Period period) {
  Frame frame = frame_of(requirement, period);
  Missing missing;
  const Missing of_where = each_combination(requirement.indexes, 0, frame, [&] {
    const Figure condition = evaluate(requirement.condition, frame);
    if (is_refused(condition)) {
      missing.passes(condition);
    } else if (!is_met(condition)) {
      missing.passes(Refused{named_by(requirement, frame), requirement.origin});
    }
  });
  if (of_where.any()) missing.passes(of_where.figure());
  return missing.any() ? missing.figure() : Figure(true);
}

std::vector<std::string> Evaluator::figures_of_failed(const Refused& refused) {
  // A template that is used twice has one requirement for each use, in the same place.
  const auto requirement = std::ranges::find_if(plan_.requirements, [&](const Requirement& one) {
    return one.origin == refused.requirement && one.input == refused.cause.input;
  });
  if (requirement == plan_.requirements.end()) return {};
  std::vector<InstanceId> figures;
  apart_from_settlement([&] {
    Frame frame = frame_of(*requirement, refused.cause.period);
    each_combination(requirement->indexes, 0, frame, [&] {
      const std::size_t mark = reads_.size();
      const Figure condition = evaluate(requirement->condition, frame);
      if (!is_refused(condition) && !is_met(condition) && named_by(*requirement, frame) == refused.cause)
        std::ranges::copy(reads_.begin() + static_cast<std::ptrdiff_t>(mark), reads_.end(),
                          std::back_inserter(figures));
      reads_.resize(mark);
    });
  });
  std::vector<std::string> texts;
  for (const InstanceId id : figures) {
    const Instance& read = unguarded_.at(id);
    const std::string text = instance_name(plan_, read.value, read.members, read.period) + ": " +
                             figure_text(plan_, read.figure, plan_.value(read.value).type);
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
  }
  return texts;
}

}  // namespace quarterday::evaluate
