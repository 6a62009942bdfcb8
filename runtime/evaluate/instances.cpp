// SPDX-License-Identifier: Apache-2.0
//
// Instances: which one a load means, whether it exists, what it is worked out from, and what it read.
#include <algorithm>
#include <limits>

#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"
#include "runtime/plan/currencies.h"
#include "runtime/plan/versions.h"
#include "runtime/value/check.h"
#include "runtime/value/rounding.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Id;
using diagnostics::Span;
using plan::Grain;
using plan::Value;

constexpr std::uint32_t no_position = std::numeric_limits<std::uint32_t>::max();
// An instance is kept, so it counts for more than an operation.
constexpr std::uint64_t steps_of_instance = 16;
constexpr std::size_t longest_circle_shown = 8;

}  // namespace

bool is_within(const std::vector<plan::MonthRange>& span, Period period) {
  if (span.empty()) return true;
  return std::ranges::any_of(span, [period](const plan::MonthRange& range) {
    return range.first <= period.first_month && period.first_month <= range.last;
  });
}

const std::vector<std::uint32_t>& Evaluator::positions(plan::SetId set) const {
  std::vector<std::uint32_t>& positions = positions_[set.index];
  if (positions.empty()) {
    positions.assign(plan_.entities.size(), no_position);
    const std::vector<EntityId>& members = plan_.set(set).members;
    for (std::uint32_t at = 0; at < members.size(); ++at) positions[members[at].index] = at;
  }
  return positions;
}

std::uint32_t Evaluator::position_in(plan::SetId set, EntityId member) const {
  return member ? positions(set)[member.index] : no_position;
}

Period Evaluator::period_for(const Value& value, Period period) const {
  if (value.grain == period.grain) return period;
  if (value.at_hand && value.grain > period.grain && period.grain != Grain::once)
    return {value.grain, period.first_month};
  return plan_.calendar.containing(period, value.grain);
}

Frame Evaluator::frame_of(ValueId id, std::span<const EntityId> members, Period period) const {
  const Value& value = plan_.value(id);
  Frame frame{period, {members.begin(), members.end()}, value.name, members.size()};
  frame.slots.resize(std::max<std::size_t>(value.slot_count, members.size()));
  return frame;
}

std::optional<Figure> Evaluator::push_arguments(const Node& node, Frame& frame) {
  Missing missing;
  for (const plan::Argument& argument : node.arguments) {
    EntityId member;
    switch (argument.kind) {
      case plan::Argument::Kind::slot:
        member = frame.slots[argument.slot];
        break;
      case plan::Argument::Kind::entity:
        member = argument.entity;
        break;
      case plan::Argument::Kind::node: {
        const Figure figure = evaluate(argument.node, frame);
        if (missing.passes(figure)) member = entity_of(figure);
        break;
      }
    }
    members_.push_back(member);
  }
  if (missing.any()) return missing.figure();
  return std::nullopt;
}

std::optional<InstanceId> Evaluator::loaded(const Node& node, Frame& frame, Figure& missing) {
  const std::size_t mark = members_.size();
  std::optional<Figure> not_there = push_arguments(node, frame);
  std::optional<InstanceId> id;
  if (not_there) {
    missing = std::move(*not_there);
  } else {
    const Period period = period_for(plan_.value(node.value), frame.period);
    id = memo_->find(node.value, std::span(members_).subspan(mark), period);
    if (!*id || !memo_->is_finished(*id)) {
      const std::vector<EntityId> members(members_.begin() + static_cast<std::ptrdiff_t>(mark), members_.end());
      id = read(node.value, members, period);
    }
    if (options_.derivation) reads_.push_back(*id);
    if (step_ != nullptr) step_->read = *id;
  }
  members_.resize(mark);
  return id;
}

std::optional<InstanceId> Evaluator::instance_named(NodeId id, Frame& frame) {
  const Period here = frame.period;
  const Node* node = &plan_.node(id);
  for (; node->op == plan::Op::at; node = &plan_.node(node->operands[0]))
    frame.period = moved(*node->time, frame.period);
  Figure missing;
  std::optional<InstanceId> named;
  if (node->op == plan::Op::load) named = loaded(*node, frame, missing);
  frame.period = here;
  return named;
}

std::vector<InstanceId> Evaluator::read_by(NodeId id, Frame& frame) {
  const std::size_t mark = reads_.size();
  evaluate(id, frame);
  std::vector<InstanceId> reads;
  std::vector<bool> is_there(memo_->size());
  for (std::size_t at = mark; at < reads_.size(); ++at) {
    if (is_there[reads_[at].index]) continue;
    is_there[reads_[at].index] = true;
    reads.push_back(reads_[at]);
  }
  reads_.resize(mark);
  return reads;
}

Figure Evaluator::load(const Node& node, Frame& frame) {
  Figure missing;
  const std::optional<InstanceId> id = loaded(node, frame, missing);
  return id ? memo_->at(*id).figure : missing;
}

InstanceId Evaluator::read(ValueId value, std::span<const EntityId> members, Period period) {
  InstanceId id = memo_->find(value, members, period);
  if (!id) {
    count_steps(steps_of_instance);
    id = memo_->begin(value, members, period);
    work_out(id);
  } else if (!memo_->is_finished(id)) {
    fail_circle(id);
  }
  return id;
}

void Evaluator::work_out(InstanceId id) {
  const ValueId value_id = memo_->at(id).value;
  const Value& value = plan_.value(value_id);
  Frame frame = frame_of(value_id, memo_->at(id).members, memo_->at(id).period);
  // Only the steps of the traced instance itself are kept.
  Step* outer = std::exchange(step_, nullptr);
  const std::size_t mark = reads_.size();
  active_.push_back(id);

  Figure figure;
  Source source = Source::outside;
  const data::Observation* observation = nullptr;
  std::optional<Figure> outside = why_outside(value, value_id, frame);
  // Whether it exists is no part of what it is worked out from.
  reads_.resize(mark);
  if (outside) {
    figure = std::move(*outside);
  } else if (value.kind == Value::Kind::input) {
    figure = read_input(value_id, value, frame, source, observation);
  } else if (value.copy_of && plan_.value(value.copy_of).kind == Value::Kind::input) {
    source = Source::computed;
    figure = input_again(value, frame);
  } else {
    figure = compute(value_id, value, frame, source);
  }

  active_.pop_back();
  keep_reads(id, mark);
  memo_->finish(id, std::move(figure), source, observation);
  step_ = outer;
}

// A payment that has no line in a period pays nothing in it, which is known; other values are left out.
std::optional<Figure> Evaluator::why_outside(const Value& value, ValueId id, Frame& frame) {
  const ValueId original = value.copy_of ? value.copy_of : id;
  std::optional<Figure> outside = why_left_out(value, original, frame);
  if (outside && plan_.value(original).kind == Value::Kind::payment && is_left_out(*outside)) return Rational();
  return outside;
}

std::optional<Figure> Evaluator::why_left_out(const Value& value, ValueId id, Frame& frame) {
  if (value.grain != Grain::once) {
    const bool right_month =
        !value.month_of_year || value::Calendar::first_day(frame.period).month == *value.month_of_year;
    if (!right_month || !is_within(value.span, frame.period)) {
      if (plan_.value(id).kind != Value::Kind::input) return LeftOut{};
      return LeftOut{cause_of(id, std::span(frame.slots).first(frame.member_count), frame.period)};
    }
  }
  QD_CHECK(value.indexes.size() == frame.member_count, "a load names a member for each index");
  for (std::size_t at = 0; at < value.indexes.size(); ++at) {
    const std::uint32_t position = position_in(value.indexes[at].set, frame.slots[at]);
    if (position == no_position || !plan_.set(value.indexes[at].set).takes_part(position, frame.period))
      return LeftOut{};
  }
  for (const plan::IndexInfo& index : value.indexes) {
    if (!index.where) continue;
    const Figure exists = evaluate(index.where, frame);
    if (is_refused(exists)) return exists;
    if (!is_met(exists)) return LeftOut{};
  }
  return std::nullopt;
}

Figure Evaluator::compute(ValueId id, const Value& value, Frame& frame, Source& source) {
  const std::span<const EntityId> members = std::span(frame.slots).first(frame.member_count);
  if (const Fixed* fixed = fixed_figure(id, members, frame.period)) {
    source = Source::given;
    return fixed->figure;
  }
  if (value.kind == Value::Kind::parameter) {
    source = Source::parameter;
    const NodeId cell = cell_of(value, members, frame.period);
    return cell ? evaluate(cell, frame) : Figure(LeftOut{});
  }
  source = Source::computed;
  Figure figure = evaluate(value.body, frame);
  if (value.kind == Value::Kind::payment && !is_missing(figure)) {
    return value::round(number_of(figure), plan::currency_of(plan_, value.type).minor_digits);
  }
  if (options_.reached != nullptr && std::holds_alternative<bool>(figure))
    options_.reached->value(id, std::get<bool>(figure) ? way::between : way::below);
  return figure;
}

plan::Cause Evaluator::cause_of(ValueId id, std::span<const EntityId> members, Period period) const {
  // What cannot be counted is missed as the records it would be counted from.
  if (const auto& records = plan_.value(id).records; records && table_of(*records) != id)
    return cause_of(table_of(*records), {}, period);
  std::uint32_t place = 0;
  for (std::size_t index = 0; index < members.size(); ++index) {
    const plan::SetId set = plan_.value(id).indexes[index].set;
    const std::uint32_t position = position_in(set, members[index]);
    place =
        place * static_cast<std::uint32_t>(plan_.set(set).members.size()) + (position == no_position ? 0 : position);
  }
  // What has no period is as old as can be.
  const bool has_months = period.grain != Grain::once;
  const std::int32_t last_month = has_months ? period.first_month + value::Calendar::months(period.grain) : 0;
  std::int32_t rank = 0;
  if (plan_.naming == plan::Naming::earliest_first) rank = last_month;
  if (plan_.naming == plan::Naming::latest_first) rank = -last_month;
  return {id, period, place, rank};
}

std::vector<EntityId> Evaluator::members_of(const plan::Cause& cause) const {
  std::vector<EntityId> members;
  std::size_t place = cause.place;
  const std::vector<plan::IndexInfo>& indexes = plan_.value(cause.input).indexes;
  for (auto index = indexes.rbegin(); index != indexes.rend(); ++index) {
    const std::vector<EntityId>& all = plan_.set(index->set).members;
    members.insert(members.begin(), all[place % all.size()]);
    place /= all.size();
  }
  return members;
}

NodeId Evaluator::cell_of(const Value& value, std::span<const EntityId> members, Period period) const {
  std::size_t at = 0;
  for (std::size_t index = 0; index < members.size(); ++index) {
    const plan::SetId set = value.indexes[index].set;
    at = at * plan_.set(set).members.size() + position_in(set, members[index]);
  }
  const std::vector<plan::MonthRange>& periods = value.cells.periods;
  if (!periods.empty()) {
    const auto found = std::ranges::find_if(periods, [period](const plan::MonthRange& range) {
      return range.first <= period.first_month && period.first_month <= range.last;
    });
    if (found == periods.end()) return {};
    at = at * periods.size() + static_cast<std::size_t>(found - periods.begin());
  }
  return at < value.cells.nodes.size() ? value.cells.nodes[at] : NodeId{};
}

NodeId Evaluator::body_of(const Instance& instance) const {
  const Value& value = plan_.value(instance.value);
  switch (instance.source) {
    case Source::computed:
      return plan::body_at(value, instance.period);
    case Source::rule:
      return value.input.when_not_reported;
    case Source::small_numbers:
      return value.input.when_denominator_below;
    case Source::parameter:
      return cell_of(value, instance.members, instance.period);
    case Source::reported:
    case Source::measured:
    case Source::given:
    case Source::outside:
      return {};
  }
  QD_CHECK(false, "a source without a meaning");
}

// Each instance is finished once, so its own number says whether a read was kept for it already.
void Evaluator::keep_reads(InstanceId id, std::size_t mark) {
  if (!options_.derivation || memo_ != &settled_) {
    reads_.resize(mark);
    return;
  }
  read_by_.resize(memo_->size(), InstanceId::none);
  const auto first = reads_.begin() + static_cast<std::ptrdiff_t>(mark);
  const auto last = std::remove_if(first, reads_.end(), [this, id](InstanceId read) {
    return std::exchange(read_by_[read.index], id.index) == id.index;
  });
  memo_->at(id).reads.assign(first, last);
  reads_.resize(mark);
}

void Evaluator::fail_circle(InstanceId id) const {
  const auto first = std::ranges::find(active_, id);
  std::string names;
  std::size_t count = 0;
  for (auto at = first; at != active_.end() && count < longest_circle_shown; ++at, ++count) {
    const Instance& step = memo_->at(*at);
    names += instance_name(plan_, step.value, step.members, step.period) + " -> ";
  }
  if (active_.end() - first > static_cast<std::ptrdiff_t>(longest_circle_shown)) names += "... -> ";
  const Instance& start = memo_->at(id);
  names += instance_name(plan_, start.value, start.members, start.period);
  diagnostics::Diagnostic diagnostic = diagnostics::make<Id::CircularDefinition>(Span::nowhere(), names);
  const plan::OriginId origin = plan_.value(start.value).origin;
  if (origin) diagnostic.note(place_text(plan_, origin));
  throw Failure{std::move(diagnostic)};
}

void Evaluator::fix(ValueId value, std::span<const EntityId> members, Period period, Fixed fixed) {
  fixed_.insert_or_assign({value, {period, {members.begin(), members.end()}}}, std::move(fixed));
}

void Evaluator::withhold(ValueId value, std::span<const EntityId> members, Period period) {
  fixed_.insert_or_assign({value, {period, {members.begin(), members.end()}}}, std::nullopt);
}

const std::optional<Fixed>* Evaluator::fixed_entry(ValueId value, std::span<const EntityId> members,
                                                   Period period) const {
  if (fixed_.empty()) return nullptr;
  const auto found = fixed_.find({value, {period, {members.begin(), members.end()}}});
  return found == fixed_.end() ? nullptr : &found->second;
}

const Fixed* Evaluator::fixed_figure(ValueId value, std::span<const EntityId> members, Period period) const {
  const std::optional<Fixed>* entry = fixed_entry(value, members, period);
  return entry != nullptr && *entry ? &**entry : nullptr;
}

Missing Evaluator::each_combination(const std::vector<plan::IndexInfo>& indexes, std::size_t fixed, Frame& frame,
                                    const std::function<void()>& visit) {
  Missing missing;
  const auto exists = [&] {
    return std::ranges::all_of(indexes, [&](const plan::IndexInfo& index) {
      if (!index.where) return true;
      const Figure figure = evaluate(index.where, frame);
      if (is_refused(figure)) missing.passes(figure);
      return is_met(figure);
    });
  };
  const std::function<void(std::size_t)> bind = [&](std::size_t at) {
    if (at == indexes.size()) {
      if (exists()) visit();
      return;
    }
    const plan::Set& set = plan_.set(indexes[at].set);
    for (std::size_t position = 0; position < set.members.size(); ++position) {
      if (!set.takes_part(position, frame.period)) continue;
      frame.slots[at] = set.members[position];
      bind(at + 1);
    }
  };
  bind(fixed);
  return missing;
}

}  // namespace quarterday::evaluate
