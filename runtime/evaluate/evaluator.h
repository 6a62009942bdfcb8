// SPDX-License-Identifier: Apache-2.0
#pragma once

// The evaluator itself: nodes in frames, instances with their memo. Each idea has a file of its own: evaluator.cpp
// (nodes), instances.cpp (what an instance is worked out from), inputs.cpp (data, rules, requirements), operators.cpp,
// dates.cpp, aggregates.cpp, tables.cpp, splits.cpp. Mistakes that only the figures show (a division by zero) are
// thrown as a Failure, which never leaves this room.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "runtime/data/dataset.h"
#include "runtime/diagnostics/diagnostic.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/figures.h"
#include "runtime/evaluate/memo.h"
#include "runtime/plan/plan.h"

namespace quarterday::evaluate {

using plan::Node;
using plan::NodeId;

struct Failure {
  diagnostics::Diagnostic diagnostic;
};

// Where a node is evaluated: the period at hand and the bound members.
struct Frame {
  Period period;
  std::vector<EntityId> slots;
  std::string_view name;         // what is being worked out, for messages
  std::size_t member_count = 0;  // the first slots, which are the instance's own
};

// What a scenario fixes: a figure, and the parts of a ratio where it was given as one.
struct Fixed {
  Figure figure;
  std::optional<Rational> numerator;
  std::optional<Rational> denominator;
};

class Evaluator {
 public:
  Evaluator(const plan::Plan& plan, const data::Dataset& dataset, const Options& options);
  // Knows the instances of a settlement already.
  Evaluator(const plan::Plan& plan, const data::Dataset& dataset, const Settlement& settlement);

  Figure evaluate(NodeId id, Frame& frame);
  // The instance, worked out if it was not before.
  InstanceId read(ValueId value, std::span<const EntityId> members, Period period);
  // The instance whose figure this sentence is, where it is a name, perhaps of other members or another period.
  std::optional<InstanceId> instance_named(NodeId id, Frame& frame);
  // The instances that this sentence reads by name, each once, in the order in which it needs them. Needs the
  // derivation.
  std::vector<InstanceId> read_by(NodeId id, Frame& frame);
  const Instance& instance(InstanceId id) const { return memo_->at(id); }
  const Memo& memo() const { return settled_; }
  std::vector<Instance> take_instances() { return settled_.take_instances(); }

  // Visits the combinations of members, in order, whose `where` holds; the slots of the first `fixed` indexes are bound
  // already. Returns what was missing for a `where`.
  Missing each_combination(const std::vector<plan::IndexInfo>& indexes, std::size_t fixed, Frame& frame,
                           const std::function<void()>& visit);

  // What a requirement has against any settlement of the period.
  std::optional<Refused> refuses_every_settlement(Period period);
  // The figures on which a requirement failed: `received for airedale in 2023/24: 60`. Needs the derivation.
  std::vector<std::string> figures_of_failed(const Refused& refused);

  Frame frame_of(ValueId value, std::span<const EntityId> members, Period period) const;
  // The node an instance came from, if it came from one.
  NodeId body_of(const Instance& instance) const;
  // The members of the figure that a refusal names.
  std::vector<EntityId> members_of(const plan::Cause& cause) const;
  Step trace_body(NodeId body, Frame& frame);
  void fix(ValueId value, std::span<const EntityId> members, Period period, Fixed fixed);
  const Fixed* fixed_figure(ValueId value, std::span<const EntityId> members, Period period) const;  // null: not fixed
  std::uint64_t step_count() const { return step_count_; }
  void fix_as(const Evaluator& other) { fixed_ = other.fixed_; }
  // As if neither the data nor what was fixed before had it.
  void withhold(ValueId value, std::span<const EntityId> members, Period period);

  [[noreturn]] void fail(diagnostics::Diagnostic diagnostic, plan::OriginId origin, const Frame& frame) const;

 private:
  // evaluator.cpp
  Figure dispatch(const Node& node, Frame& frame);
  Figure evaluate_traced(const Node& node, NodeId id, Frame& frame);
  void count_steps(std::uint64_t count);
  void took(const Node& node, std::size_t way) {
    if (options_.reached != nullptr) options_.reached->node(plan_, node, way);
  }
  // Notes how far a figure is from its bound.
  void came_near(NodeId subject, NodeId bound, const Figure& figure, const Figure& at, const Frame& frame);
  Figure select(const Node& node, Frame& frame);
  Figure first_reported(const Node& node, Frame& frame);
  Figure at_other_period(const Node& node, Frame& frame);
  bool is_first_period(const Node& node, const Frame& frame) const;
  int years_since(Period first, const Frame& frame) const;
  int contract_year(const Frame& frame) const;
  // Evaluates an operand at another period.
  Figure evaluate_at(NodeId id, Period period, Frame& frame);
  Period moved(const plan::TimeMove& move, Period period) const;

  // instances.cpp
  // The members of a load, pushed onto members_; what is missing otherwise.
  std::optional<Figure> push_arguments(const Node& node, Frame& frame);
  // The instance a load means, or what is missing among its arguments.
  std::optional<InstanceId> loaded(const Node& node, Frame& frame, Figure& missing);
  Figure load(const Node& node, Frame& frame);
  void work_out(InstanceId id);
  std::optional<Figure> why_left_out(const plan::Value& value, ValueId id, Frame& frame);
  std::optional<Figure> why_outside(const plan::Value& value, ValueId id, Frame& frame);
  Figure compute(ValueId id, const plan::Value& value, Frame& frame, Source& source);
  // The figure of the input as what a refusal names.
  plan::Cause cause_of(ValueId id, std::span<const EntityId> members, Period period) const;
  NodeId cell_of(const plan::Value& value, std::span<const EntityId> members, Period period) const;
  void keep_reads(InstanceId id, std::size_t mark);
  [[noreturn]] void fail_circle(InstanceId id) const;
  Period period_for(const plan::Value& value, Period period) const;
  const std::vector<std::uint32_t>& positions(plan::SetId set) const;
  std::uint32_t position_in(plan::SetId set, EntityId member) const;

  // inputs.cpp
  Figure read_input(ValueId id, const plan::Value& value, Frame& frame, Source& source,
                    const data::Observation*& observation);
  Figure input_again(const plan::Value& value, Frame& frame);
  Figure by_rule(ValueId id, NodeId rule, Frame& frame);
  Figure ratio_part(const Node& node, Frame& frame);
  Figure is_reported(const Node& node, Frame& frame);
  // What was said of the figure, if anything was; none where it is withheld.
  const std::optional<Fixed>* fixed_entry(ValueId value, std::span<const EntityId> members, Period period) const;
  const data::Observation* observed(ValueId id, std::span<const EntityId> members, Period period) const;
  ValueId table_of(const plan::RecordFigure& figure) const;
  bool is_in_data(ValueId value, std::span<const EntityId> members, Period period) const;

  // requirements.cpp
  std::optional<Refused> refused_by_requirements(ValueId id, Period period);
  std::optional<Refused> refused_by(std::span<const std::uint32_t> requirements, Period period);
  std::optional<Refused> check_requirement(std::uint32_t index, Period period);
  // Does it with the inputs as they are: no steps kept, no reads recorded.
  void apart_from_settlement(const std::function<void()>& evaluate);
  Frame frame_of(const plan::Requirement& requirement, Period period) const;
  plan::Cause named_by(const plan::Requirement& requirement, const Frame& frame) const;
  Figure require_all(const plan::Requirement& requirement, Period period);
  std::vector<Period> requirement_periods(const plan::Requirement& requirement, Period period) const;

  // operators.cpp
  Figure arithmetic(const Node& node, Frame& frame);
  Figure comparison(const Node& node, Frame& frame);
  Figure logic(const Node& node, Frame& frame);
  Figure one_of(const Node& node, Frame& frame);
  Figure meets(const Node& node, Frame& frame);
  Figure bounded(const Node& node, Frame& frame);
  Figure range_part(const Node& node, Frame& frame);
  Figure make_range(const Node& node, Frame& frame);
  Figure make_standard(const Node& node, Frame& frame);
  Figure negate(const Node& node, Frame& frame);
  Figure logical_not(const Node& node, Frame& frame);
  Figure round_money(const Node& node, Frame& frame);
  Figure to_nearest(const Node& node, Frame& frame);
  Figure progress(const Node& node, Frame& frame);
  Figure growing(const Node& node, Frame& frame);
  Rational within_limits(Rational figure, const Node& node, const Frame& frame) const;
  Rational quotient(const Rational& left, const Rational& right, const Node& node, const Frame& frame) const;

  // dates.cpp
  Figure day_of_period(const Node& node, Frame& frame);
  Figure later_date(const Node& node, Frame& frame);

  // aggregates.cpp
  std::vector<Period> parts_of_years(Period from, Period to, Period period) const;
  std::vector<Period> bound_periods(const plan::Binder& binder, Period period) const;
  // Visits what the binder runs over and its `where` holds for; what was missing for a `where` is added to `missing`.
  template <class Visit>
  void each_bound(const Node& node, Frame& frame, Missing& missing, const Visit& visit);
  Figure sum(const Node& node, Frame& frame);
  Figure average(const Node& node, Frame& frame);
  Figure extreme(const Node& node, Frame& frame);
  Figure quantified(const Node& node, Frame& frame);

  // tables.cpp
  Figure tiers(const Node& node, Frame& frame);
  void check_loss_bounds(const Node& node, const std::vector<const plan::TableRow*>& rows,
                         const std::vector<std::optional<Rational>>& bounds, const Frame& frame) const;
  Figure scale(const Node& node, Frame& frame);
  Figure steps(const Node& node, Frame& frame);

  // splits.cpp
  struct SplitKey {
    const Node* node = nullptr;
    const Memo* memo = nullptr;
    Period period;
    std::vector<EntityId> slots;
    friend bool operator==(const SplitKey&, const SplitKey&) = default;
  };
  struct SplitKeyHash {
    std::size_t operator()(const SplitKey& key) const;
  };
  struct SplitParts {
    std::optional<Figure> missing;
    std::vector<Rational> parts;    // by position in the set
    std::vector<InstanceId> reads;  // what the split was worked out from
  };
  Figure split(const Node& node, Frame& frame);
  SplitParts work_out_split(const Node& node, Frame& frame);
  std::vector<Rational> divide(const Rational& amount, std::span<const Rational> weights, const Node& node,
                               const Frame& frame) const;
  bool depends_on_slot(const Node& node);
  Figure weighted_instalment(const Node& node, const Rational& amount, Frame& frame);
  [[noreturn]] void fail_weights(const Node& node, const Frame& frame) const;
  Figure instalment(const Node& node, Frame& frame);

  const plan::Plan& plan_;
  const data::Dataset& dataset_;
  Options options_;
  std::uint64_t step_count_ = 0;
  std::uint32_t depth_ = 0;

  // Requirements are evaluated apart, with the inputs as they are: `memo_` is the one in use.
  Memo settled_;
  Memo unguarded_;
  Memo* memo_ = &settled_;
  std::vector<InstanceId> active_;                  // being worked out in memo_, the innermost last
  std::vector<InstanceId> reads_;                   // of all that is being worked out, the innermost last
  std::vector<std::uint32_t> read_by_;              // by instance: the last one that was found to have read it
  std::vector<EntityId> members_;                   // arguments of the loads under way
  std::vector<std::vector<std::uint32_t>> guards_;  // by input: the requirements that guard it; empty without any
  std::map<std::pair<std::uint32_t, Period>, std::optional<Refused>> requirements_;
  std::unordered_map<SplitKey, SplitParts, SplitKeyHash> splits_;
  std::unordered_map<const Node*, bool> depends_on_slot_;
  mutable std::vector<std::vector<std::uint32_t>> positions_;  // by set, then entity; built when first needed
  std::map<std::pair<ValueId, std::pair<Period, std::vector<EntityId>>>, std::optional<Fixed>>
      fixed_;             // none: withheld
  Step* step_ = nullptr;  // of the node under way, while tracing
};

// Whether the months hold the period's first one; what has no span always exists.
bool is_within(const std::vector<plan::MonthRange>& span, Period period);

}  // namespace quarterday::evaluate
