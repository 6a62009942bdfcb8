// SPDX-License-Identifier: Apache-2.0
//
// Inputs: the data, and the rules for what the data do not hold.
#include <algorithm>

#include "runtime/evaluate/evaluator.h"
#include "runtime/value/check.h"

namespace quarterday::evaluate {

namespace {

using plan::Grain;
using plan::Op;
using plan::Type;
using plan::Value;

}  // namespace

Figure Evaluator::read_input(ValueId id, const Value& value, Frame& frame, Source& source,
                             const data::Observation*& observation) {
  const std::span<const EntityId> members = std::span(frame.slots).first(frame.member_count);
  if (memo_ == &settled_ && !guards_.empty() && !guards_[id.index].empty()) {
    if (const std::optional<Refused> refused = refused_by_requirements(id, frame.period)) return *refused;
  }
  const Fixed* fixed = fixed_figure(id, members, frame.period);
  if (fixed == nullptr) observation = observed(id, members, frame.period);
  if (fixed == nullptr && observation == nullptr) {
    source = Source::rule;
    if (options_.reached != nullptr) options_.reached->value(id, way::not_reported);
    return by_rule(id, value.input.when_not_reported, frame);
  }

  const std::optional<Rational>& denominator = fixed != nullptr ? fixed->denominator : observation->denominator;
  if (value.input.denominator_bound && denominator) {
    Figure bound = evaluate(value.input.denominator_bound, frame);
    if (is_refused(bound)) return bound;
    if (!is_left_out(bound) && options_.reached != nullptr && options_.reached->keeps_margins())
      options_.reached->margin({{}, value.input.denominator_bound, id, frame.period, frame.slots},
                               {*denominator - number_of(bound), bound});
    if (!is_left_out(bound) && *denominator < number_of(bound)) {
      source = Source::small_numbers;
      if (options_.reached != nullptr) options_.reached->value(id, way::denominator_below);
      return by_rule(id, value.input.when_denominator_below, frame);
    }
  }
  source = fixed != nullptr ? Source::given : value.records ? Source::measured : Source::reported;
  if (fixed != nullptr) return fixed->figure;

  Type::Kind kind = value.type.kind;
  if (!value.type_by_member.empty()) {
    const std::uint32_t at = position_in(value.indexes[value.figure_index].set, members[value.figure_index]);
    kind = value.type_by_member[at].kind;
  }
  if (kind == Type::Kind::yes_no) return !observation->value.is_zero();
  if (kind == Type::Kind::date) {
    const std::optional<std::int64_t> days = observation->value.to_int64();
    QD_CHECK(days.has_value(), "a date is kept as a number of days");
    return value::Date::from_days_since_epoch(*days);
  }
  return observation->value;
}

// In `X with A as B`, an input whose rule depends on A: its copy is guarded as it is itself, and misses what it misses.
Figure Evaluator::input_again(const Value& value, Frame& frame) {
  const ValueId original = value.copy_of;
  if (memo_ == &settled_ && !guards_.empty() && !guards_[original.index].empty()) {
    if (const std::optional<Refused> refused = refused_by_requirements(original, frame.period)) return *refused;
  }
  return by_rule(original, value.body, frame);
}

Figure Evaluator::by_rule(ValueId id, NodeId rule, Frame& frame) {
  const auto cause = [&] { return cause_of(id, std::span(frame.slots).first(frame.member_count), frame.period); };
  if (!rule) return Refused{cause(), {}};
  Figure figure = evaluate(rule, frame);
  // The words `left out` and `settlement refused` mean the input whose rule they are.
  if (auto* left_out = std::get_if<LeftOut>(&figure); left_out != nullptr && !left_out->cause)
    left_out->cause = cause();
  // A rule that looks back in vain misses the figure that was asked for, not the first one there could have been.
  if (auto* refused = std::get_if<Refused>(&figure); refused != nullptr && !refused->requirement)
    if (!refused->cause || refused->cause.input == id) refused->cause = cause();
  return figure;
}

Figure Evaluator::ratio_part(const Node& node, Frame& frame) {
  Figure missing;
  const std::optional<InstanceId> id = loaded(node, frame, missing);
  if (!id) return missing;
  const Instance& input = memo_->at(*id);
  if (is_refused(input.figure) || input.source == Source::outside) return input.figure;
  const bool wants_numerator = node.op == Op::numerator;
  std::optional<Rational> part;
  if (input.observation != nullptr) {
    part = wants_numerator ? input.observation->numerator : input.observation->denominator;
  } else if (const Fixed* fixed = fixed_figure(input.value, input.members, input.period)) {
    part = wants_numerator ? fixed->numerator : fixed->denominator;
  }
  return part ? Figure(*part) : Figure(LeftOut{cause_of(input.value, input.members, input.period)});
}

bool Evaluator::is_in_data(ValueId id, std::span<const EntityId> members, Period period) const {
  if (plan_.value(id).grain != Grain::once && !is_within(plan_.value(id).span, period)) return false;
  const Fixed* fixed = fixed_figure(id, members, period);
  if (!plan_.value(id).records) return fixed != nullptr || observed(id, members, period) != nullptr;
  // Rows are there when their number is not 0.
  if (fixed != nullptr) return !is_missing(fixed->figure) && !number_of(fixed->figure).is_zero();
  const data::Observation* measured = observed(id, members, period);
  return measured != nullptr && !measured->value.is_zero();
}

const data::Observation* Evaluator::observed(ValueId id, std::span<const EntityId> members, Period period) const {
  const std::optional<Fixed>* entry = fixed_entry(id, members, period);
  if (entry != nullptr && !*entry) return nullptr;
  if (!plan_.value(id).records) return dataset_.find(id, members, period);
  data::Measurement measurement = dataset_.measure(id, members, period);
  if (measurement.problem) throw Failure{*std::move(measurement.problem)};
  return measurement.figure;
}

ValueId Evaluator::table_of(const plan::RecordFigure& figure) const {
  return plan_.records.table(plan_.records.set(figure.set).table).value;
}

// Asking whether an input is reported needs none of its rules, so it refuses nothing.
Figure Evaluator::is_reported(const Node& node, Frame& frame) {
  const Node* asked = &plan_.node(node.operands[0]);
  const Period here = frame.period;
  while (asked->op == Op::at) {
    frame.period = moved(*asked->time, frame.period);
    asked = &plan_.node(asked->operands[0]);
  }
  Figure answer;
  if (asked->op == Op::load && plan_.value(asked->value).kind == Value::Kind::input) {
    const std::size_t mark = members_.size();
    const std::optional<Figure> missing = push_arguments(*asked, frame);
    const Period period = period_for(plan_.value(asked->value), frame.period);
    answer = missing ? (is_refused(*missing) ? *missing : Figure(false))
                     : Figure(is_in_data(asked->value, std::span(members_).subspan(mark), period));
    members_.resize(mark);
    const bool is_missing_here = std::holds_alternative<bool>(answer) && !std::get<bool>(answer);
    if (is_missing_here && options_.reached != nullptr) options_.reached->value(asked->value, way::not_reported);
  } else {
    frame.period = here;
    const Figure figure = evaluate(node.operands[0], frame);
    answer = is_refused(figure) ? figure : Figure(!is_left_out(figure));
  }
  frame.period = here;
  return answer;
}

}  // namespace quarterday::evaluate
