// SPDX-License-Identifier: Apache-2.0
//
// The lines of a settlement, in the order of the contract, or what refuses them.
#include "runtime/evaluate/settle.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_set>
#include <utility>

#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"
#include "runtime/value/check.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Id;
using diagnostics::Sink;
using diagnostics::Span;
using plan::Grain;
using plan::PaymentBlock;
using plan::PaymentRules;
using plan::Plan;
using plan::Value;

constexpr std::size_t max_details = 20;

std::int32_t last_month(Period period) { return period.first_month + value::Calendar::months(period.grain) - 1; }

bool is_settled(const Plan& plan, Period period) {
  const auto has_place = [&](const Plan::Rhythm& rhythm) {
    return rhythm.grain == period.grain && is_within(rhythm.during, period);
  };
  if (std::ranges::none_of(plan.settled, has_place)) return false;
  return plan.term.first <= period.first_month && last_month(period) <= plan.with_run_off().last;
}

bool has_lines(const Value& payment, Period period) {
  const bool right_month = !payment.month_of_year || value::Calendar::first_day(period).month == *payment.month_of_year;
  return payment.grain == period.grain && right_month && is_within(payment.span, period);
}

// The lines of one period as they come, and what stands against them.
class LineMaker {
 public:
  LineMaker(const Plan& plan, Evaluator& evaluator, Period period, Sink& sink)
      : plan_(plan), evaluator_(evaluator), period_(period), sink_(sink) {}

  // All lines of a combination of the shared indexes before those of the next one.
  void add(const PaymentBlock& block) {
    if (block.payments.empty()) return;
    bind_shared(block, 0);
  }

  // Requirements that refuse every settlement of their period.
  void meet_requirements();
  Settlement settlement();
  bool failed() const { return failed_; }

 private:
  void bind_shared(const PaymentBlock& block, std::uint32_t at);
  void add_payment(ValueId payment);
  void add_line(ValueId payment, const Value& value, Frame& frame);
  Figure party(const plan::PartyRef& party, Frame& frame);
  void refuse(const Figure& figure, const Line& line);
  void report_left_out(const Line& line);
  void tell_reader(const Instance& reader, const Instance& figure, diagnostics::Diagnostic& reported) const;
  Refusal refusal();
  std::vector<std::string> left_out_details(ValueId cause, InstanceId line) const;
  std::vector<std::string> details_of(ValueId input, bool refused) const;

  const Plan& plan_;
  Evaluator& evaluator_;
  Period period_;
  Sink& sink_;
  std::vector<EntityId> shared_;
  std::vector<Line> lines_;
  std::map<std::string, ValueId> printed_by_;
  Missing refused_;                   // what is left out counts as the refusal of its cause
  std::vector<Line> left_out_lines_;  // the first for each cause
  bool failed_ = false;
};

void LineMaker::bind_shared(const PaymentBlock& block, std::uint32_t at) {
  if (at == block.shared) {
    for (const ValueId payment : block.payments) add_payment(payment);
    return;
  }
  const Value& first = plan_.value(block.payments.front());
  const plan::Set& set = plan_.set(first.indexes[at].set);
  for (std::size_t position = 0; position < set.members.size(); ++position) {
    if (!set.takes_part(position, period_)) continue;
    shared_.push_back(set.members[position]);
    bind_shared(block, at + 1);
    shared_.pop_back();
  }
}

void LineMaker::add_payment(ValueId payment) {
  const Value& value = plan_.value(payment);
  if (!has_lines(value, period_)) return;
  Frame frame = evaluator_.frame_of(payment, shared_, period_);
  frame.slots.resize(std::max(frame.slots.size(), value.indexes.size()));
  frame.member_count = value.indexes.size();
  const Missing missing =
      evaluator_.each_combination(value.indexes, shared_.size(), frame, [&] { add_line(payment, value, frame); });
  if (missing.any()) refused_.passes(missing.figure());
}

Figure LineMaker::party(const plan::PartyRef& party, Frame& frame) {
  return party.party ? Figure(party.party) : evaluator_.evaluate(party.node, frame);
}

void LineMaker::add_line(ValueId payment, const Value& value, Frame& frame) {
  const PaymentRules& rules = value.payment;
  Line line;
  line.payment = payment;
  line.name = rules.name_prefix;
  if (rules.name_index) line.name += plan_.entity(frame.slots[*rules.name_index]).name + rules.name_suffix;
  line.instance = evaluator_.read(payment, std::span(frame.slots).first(frame.member_count), period_);
  if (printed_by_.emplace(line.name, payment).first->second != payment) {
    failed_ = true;
    sink_.report(diagnostics::make<Id::LineNameTwice>(Span::nowhere(), line.name, plan_.calendar.name(period_)))
        .note(place_text(plan_, value.origin));
  }
  const Figure amount = evaluator_.instance(line.instance).figure;
  const Figure from = party(rules.from, frame);
  const Figure to = party(rules.to, frame);
  for (const Figure* figure : {&amount, &from, &to}) {
    if (!is_missing(*figure)) continue;
    refuse(*figure, line);
    return;
  }
  line.amount = number_of(amount);
  line.from = entity_of(from);
  line.to = entity_of(to);
  lines_.push_back(std::move(line));
}

void LineMaker::meet_requirements() {
  if (const std::optional<plan::Refused> refused = evaluator_.refuses_every_settlement(period_))
    refused_.passes(*refused);
}

void LineMaker::refuse(const Figure& figure, const Line& line) {
  const auto* left_out = std::get_if<plan::LeftOut>(&figure);
  if (left_out == nullptr) {
    refused_.passes(figure);
  } else if (left_out->cause) {
    refused_.passes(plan::Refused{left_out->cause, {}});
    const auto same_cause = [&](const Line& other) {
      const auto& known = std::get<plan::LeftOut>(evaluator_.instance(other.instance).figure);
      return known.cause.input == left_out->cause.input;
    };
    if (is_left_out(evaluator_.instance(line.instance).figure) && std::ranges::none_of(left_out_lines_, same_cause)) {
      left_out_lines_.push_back(line);
    }
  } else {
    failed_ = true;
    report_left_out(line);
  }
}

// No input is to blame: the contract itself has no such figure for that period or member.
void LineMaker::report_left_out(const Line& line) {
  InstanceId reader;
  InstanceId left_out = line.instance;
  const auto is_so = [&](InstanceId id) { return is_left_out(evaluator_.instance(id).figure); };
  for (;;) {
    const std::vector<InstanceId>& reads = evaluator_.instance(left_out).reads;
    const auto next = std::ranges::find_if(reads, is_so);
    if (next == reads.end()) break;
    reader = std::exchange(left_out, *next);
  }
  const Instance& figure = evaluator_.instance(left_out);
  const Value& value = plan_.value(figure.value);
  const std::string members = member_names(plan_, figure.members);
  diagnostics::Diagnostic& reported = sink_.report(diagnostics::make<Id::LeftOutReachedLine>(
      Span::nowhere(), value.name + (members.empty() ? "" : " for " + members), plan_.calendar.name(figure.period),
      line.name));
  if (reader) tell_reader(evaluator_.instance(reader), figure, reported);
  if (value.origin)
    reported.note(reader ? "declared " + place_text(plan_, value.origin) : place_text(plan_, value.origin));
}

// What reads an earlier period before there is one says itself what holds in its first.
void LineMaker::tell_reader(const Instance& reader, const Instance& figure, diagnostics::Diagnostic& reported) const {
  const Value& value = plan_.value(reader.value);
  const plan::NodeId body = evaluator_.body_of(reader);
  const plan::OriginId read_at = body ? plan_.node(body).origin : value.origin;
  if (read_at) reported.note("read " + place_text(plan_, read_at));
  const bool is_first = !value.span.empty() && value.span.front().first == reader.period.first_month;
  if (is_first && figure.period.grain != Grain::once && figure.period.first_month < reader.period.first_month) {
    reported.help("say there what holds in " + plan_.calendar.name(reader.period) + ", before which there is no '" +
                  plan_.value(figure.value).name + "': `first ..., then ...`");
  } else {
    reported.help("say there what stands instead: `first reported of (..., ...)`");
  }
}

Settlement LineMaker::settlement() {
  Settlement result;
  result.period = period_;
  if (refused_.any()) {
    result.refusal = refusal();
  } else {
    result.lines = std::move(lines_);
  }
  result.instances = evaluator_.take_instances();
  return result;
}

Refusal LineMaker::refusal() {
  const auto& refused = std::get<plan::Refused>(refused_.figure());
  const ValueId input = refused.cause.input;
  Refusal refusal{input, refused.cause.period, evaluator_.members_of(refused.cause), refused.requirement, {}, {}};
  if (refused.requirement) {
    refusal.details = evaluator_.figures_of_failed(refused);
    if (refusal.details.size() > max_details) refusal.details.resize(max_details);
    return refusal;
  }
  refusal.details = details_of(input, true);
  const auto line = std::ranges::find_if(left_out_lines_, [&](const Line& candidate) {
    const auto& figure = std::get<plan::LeftOut>(evaluator_.instance(candidate.instance).figure);
    return figure.cause.input == input;
  });
  if (refusal.details.empty() && line != left_out_lines_.end()) {
    refusal.left_out_line = line->name;
    refusal.details = left_out_details(input, line->instance);
  }
  // A list of which none is reported refuses without a refused instance.
  if (refusal.details.empty()) refusal.details = details_of(input, false);
  return refusal;
}

std::vector<std::string> LineMaker::details_of(ValueId input, bool refused) const {
  std::vector<std::string> details;
  for (const Instance& instance : evaluator_.memo().instances()) {
    if (details.size() == max_details) break;
    const bool is_one = refused ? is_refused(instance.figure) : is_left_out(instance.figure);
    if (instance.value != input || !is_one) continue;
    details.push_back(instance_name(plan_, instance.value, instance.members, instance.period));
  }
  return details;
}

// The instances of the input that the line was worked out from, through all that they left out on the way.
std::vector<std::string> LineMaker::left_out_details(ValueId cause, InstanceId line) const {
  std::vector<std::string> details;
  std::vector<InstanceId> open{line};
  std::unordered_set<std::uint32_t> seen;
  while (!open.empty() && details.size() < max_details) {
    const Instance& instance = evaluator_.instance(open.back());
    open.pop_back();
    if (instance.value == cause) {
      details.push_back(instance_name(plan_, instance.value, instance.members, instance.period));
    }
    for (auto read = instance.reads.rbegin(); read != instance.reads.rend(); ++read) {
      const auto* left_out = std::get_if<plan::LeftOut>(&evaluator_.instance(*read).figure);
      const bool leads_there = left_out != nullptr && left_out->cause.input == cause;
      if (leads_there && seen.insert(read->index).second) open.push_back(*read);
    }
  }
  return details;
}

}  // namespace

std::optional<Settlement> settle_lines(const Plan& plan, Evaluator& evaluator, Period period, Sink& sink) {
  LineMaker lines(plan, evaluator, period, sink);
  lines.meet_requirements();
  for (const PaymentBlock& block : plan.payments) lines.add(block);
  if (lines.failed()) return std::nullopt;
  return lines.settlement();
}

std::optional<Settlement> settle(const Plan& plan, const data::Dataset& dataset, Period period, const Options& options,
                                 Sink& sink) {
  if (period.grain == Grain::once || !is_settled(plan, period)) {
    sink.report(diagnostics::make<Id::PeriodNotSettled>(Span::nowhere(), plan.calendar.name(period)))
        .help("this contract is settled " + settled_periods(plan));
    return std::nullopt;
  }
  std::optional<Settlement> result;
  run_on_deep_stack([&] {
    try {
      Evaluator evaluator(plan, dataset, options);
      result = settle_lines(plan, evaluator, period, sink);
    } catch (Failure& failure) {
      sink.report(std::move(failure.diagnostic));
    }
  });
  return result;
}

std::vector<Period> all_settled(const Plan& plan) {
  std::vector<Period> periods;
  for (std::int32_t month = plan.term.first; month <= plan.with_run_off().last; ++month) {
    for (const Grain grain : {Grain::month, Grain::quarter, Grain::year}) {
      const Period period = plan.calendar.containing({Grain::month, month}, grain);
      if (last_month(period) == month && is_settled(plan, period)) periods.push_back(period);
    }
  }
  return periods;
}

}  // namespace quarterday::evaluate
