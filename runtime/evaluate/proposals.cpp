// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/proposals.h"

#include <algorithm>
#include <map>
#include <set>

#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/search.h"
#include "runtime/plan/walk.h"

namespace quarterday::evaluate {

namespace {

using plan::Grain;
using plan::NodeId;
using plan::Op;
using plan::Plan;
using plan::Value;

constexpr std::size_t periods_at_most = 30;
constexpr std::size_t combinations_at_most = 40;
constexpr std::size_t starts_at_most = 120;
constexpr std::uint64_t draws_of_a_start = 9;  // the plain figures, then drawn ones
constexpr std::size_t settled_at_most = 6;     // periods in which a refusal is looked for
constexpr std::size_t candidates_at_most = 12;
// One value may not use up what is there for all.
constexpr std::uint64_t share_of_a_value = 8;

// Which value a sentence belongs to, and which values read which.
struct Owners {
  explicit Owners(const Plan& plan) : of_node(plan.nodes.size()), readers(plan.values.size()) {
    for (std::uint32_t index = 0; index < plan.values.size(); ++index) {
      const ValueId id{index};
      for (const NodeId root : plan::roots_of(plan.value(id))) own(plan, root, id);
    }
    for (const plan::Requirement& requirement : plan.requirements) own(plan, requirement.condition, requirement.input);
  }

  std::vector<ValueId> of_node;
  std::vector<std::set<ValueId>> readers;

 private:
  void own(const Plan& plan, NodeId root, ValueId id) {
    plan::for_each_node_below(plan.nodes, root, [&](NodeId node) {
      if (!of_node[node.index]) of_node[node.index] = id;
      const plan::Node& it = plan.node(node);
      if (it.op == Op::load || it.op == Op::numerator || it.op == Op::denominator) readers[it.value.index].insert(id);
    });
  }
};

bool is_table_of_records(const Plan& plan, ValueId id) {
  const auto& records = plan.value(id).records;
  return records && plan.records.table(plan.records.set(records->set).table).value == id;
}

// A name that a scenario can write.
bool has_own_name(const Plan& plan, ValueId id) {
  const Value& value = plan.value(id);
  return !is_table_of_records(plan, id) && !value.made && !value.copy_of && !value.name.empty() &&
         std::ranges::all_of(value.name,
                             [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool can_be_written(const Figure& figure) {
  return std::holds_alternative<Rational>(figure) || std::holds_alternative<bool>(figure) ||
         std::holds_alternative<plan::LeftOut>(figure) || std::holds_alternative<EntityId>(figure) ||
         std::holds_alternative<value::Date>(figure);
}

class Proposer {
 public:
  Proposer(const Plan& plan, const Reached& reached, const Margins& seen, const ProposalOptions& options)
      : plan_(plan), options_(options), owners_(plan), runner_(plan, options.seed) {
    if (!options.all) {
      reached_ = reached;
      shown_ = sides_of(seen);
    }
    reached_.keep_margins(nullptr);
    refresh();
  }

  std::vector<Proposal> propose() {
    // What a value needs is reached more simply where it is worked out itself, so the first declared come first.
    for (const bool results : {false, true}) {
      for (std::uint32_t index = 0; index < plan_.values.size(); ++index) search(ValueId{index}, results);
    }
    return std::move(proposals_);
  }

 private:
  void refresh() {
    open_.clear();
    for (CoveragePoint& point : coverage(plan_, reached_))
      if (!point.reached && is_asked_for(point)) open_.push_back(std::move(point));
  }

  ValueId owner_of(const Way& way) const {
    switch (way.of) {
      case Way::Of::node:
        return owners_.of_node[way.index];
      case Way::Of::value:
        return ValueId{way.index};
      case Way::Of::requirement:
        return plan_.requirements[way.index].input;
    }
    return {};
  }

  bool is_asked_for(const CoveragePoint& point) const {
    if (options_.only.empty()) return true;
    return std::ranges::any_of(point.ways, [&](const Way& way) {
      const ValueId owner = owner_of(way);
      return owner && plan_.value(owner).name == options_.only;
    });
  }

  std::vector<std::size_t> open_of(ValueId id) const {
    std::vector<std::size_t> points;
    for (std::size_t at = 0; at < open_.size(); ++at) {
      if (std::ranges::any_of(open_[at].ways, [&](const Way& way) { return owner_of(way) == id; }))
        points.push_back(at);
    }
    return points;
  }

  bool owns_bounds(ValueId id) const {
    if (!options_.only.empty() && plan_.value(id).name != options_.only) return false;
    return std::ranges::any_of(owners_.of_node, [id](ValueId owner) { return owner == id; });
  }

  // A step that has no name is looked at where it is read.
  ValueId named_reader(ValueId id) const {
    std::vector<ValueId> next{id};
    std::set<ValueId> seen{id};
    for (std::size_t at = 0; at < next.size(); ++at) {
      if (has_own_name(plan_, next[at])) return next[at];
      for (const ValueId reader : owners_.readers[next[at].index])
        if (seen.insert(reader).second) next.push_back(reader);
    }
    return {};
  }

  void search(ValueId id, bool results) {
    const bool looks_for_bounds = !results && (options_.all ? owns_bounds(id) : has_ties(id));
    if (open_of(id).empty() && !looks_for_bounds) return;
    const ValueId target = named_reader(id);
    if (!target) return;
    searched_ = id;
    for (const bool drawn : {false, true}) {
      may_be_drawn_ = drawn;
      if (drawn && open_of(id).empty()) return;
      const Wanted wanted = [&](const Trial& trial, const Outcome& outcome) { return take(trial, outcome); };
      Search search(plan_, runner_, options_.steps / share_of_a_value / 4, wanted);
      for (Trial& start : starts(target)) search.start_from(std::move(start));
      search.run([&] { return spent() || (!looks_for_bounds && open_of(id).empty()); }, results);
    }
  }

  bool spent() const { return runner_.steps() >= options_.steps; }

  bool is_tie(const Side& side) const {
    if (side.sign != 0 || !side.subject || !side.bound) return false;
    const plan::Node& subject = plan_.node(side.subject);
    const plan::Node& bound = plan_.node(side.bound);
    return subject.op == Op::load && bound.op == Op::load && subject.value == bound.value;
  }

  // Whether members are compared with each other there and no scenario shows what happens where they are level.
  bool has_ties(ValueId id) const {
    if (!options_.only.empty() && plan_.value(id).name != options_.only) return false;
    for (std::uint32_t index = 0; index < plan_.nodes.size(); ++index) {
      const plan::Node& node = plan_.nodes[index];
      if (owners_.of_node[index] != id || node.op < Op::less || node.op > Op::greater_equal) continue;
      const Side side{node.operands[0], node.operands[1], {}, 0};
      if (is_tie(side) && !shown_.contains(side)) return true;
    }
    return false;
  }

  // The periods, members and figures from which the search sets out, each differing little from the one before.
  std::vector<Trial> starts(ValueId target) const {
    const std::vector<Period> periods = periods_of(target);
    const std::vector<std::vector<EntityId>> members = combinations_of(target);
    std::vector<Trial> found;
    const std::size_t most = periods.size() + members.size() + draws_of_a_start;
    for (std::size_t sum = 0; sum < most && found.size() < starts_at_most; ++sum) {
      for (std::size_t p = 0; p <= sum && p < periods.size(); ++p) {
        for (std::size_t m = 0; p + m <= sum && m < members.size(); ++m) {
          if (sum - p - m >= draws_of_a_start) continue;
          Trial trial;
          trial.one.draw = sum - p - m;
          trial.target = {target, members[m], periods[p]};
          found.push_back(std::move(trial));
        }
      }
    }
    return found;
  }

  std::vector<Period> periods_of(ValueId target) const {
    const Value& value = plan_.value(target);
    if (value.grain == Grain::once) return {Period{}};
    std::vector<Period> all;
    const std::int32_t last = plan_.with_run_off().last;
    const std::int32_t begin =
        value.span.empty() ? plan_.term.first : std::min(plan_.term.first, value.span.front().first);
    const Period first = plan_.calendar.containing({Grain::month, begin}, value.grain);
    for (std::int32_t month = first.first_month; month <= last; month += value::Calendar::months(value.grain)) {
      const Period period = plan_.calendar.containing({Grain::month, month}, value.grain);
      if (!is_within(value.span, period)) continue;
      if (options_.period && !plan_.calendar.contains(*options_.period, period) &&
          !plan_.calendar.contains(period, *options_.period))
        continue;
      if (value.month_of_year && value::Calendar::first_day(period).month != *value.month_of_year) continue;
      all.push_back(period);
    }
    // The first, the last, the first of each year, then the others.
    std::vector<Period> sorted;
    const auto add = [&](Period period) {
      if (sorted.size() < periods_at_most && std::ranges::find(sorted, period) == sorted.end())
        sorted.push_back(period);
    };
    if (all.empty()) return {};
    add(all.front());
    if (all.size() > 1) add(all[1]);
    add(all.back());
    for (const Period period : all)
      if (plan_.calendar.ordinal_in_year(period) == 1) add(period);
    for (const Period period : all) add(period);
    return sorted;
  }

  std::vector<std::vector<EntityId>> combinations_of(ValueId target) const {
    std::vector<std::vector<EntityId>> all{{}};
    for (const plan::IndexInfo& index : plan_.value(target).indexes) {
      std::vector<std::vector<EntityId>> longer;
      for (const std::vector<EntityId>& members : all) {
        for (const EntityId member : plan_.set(index.set).members) {
          if (longer.size() == combinations_at_most) break;
          longer.push_back(members);
          longer.back().push_back(member);
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  // The open points that the case reaches.
  std::vector<std::size_t> newly_reached(const Reached& reached) const {
    std::vector<std::size_t> points;
    for (std::size_t at = 0; at < open_.size(); ++at) {
      if (std::ranges::any_of(open_[at].ways, [&](const Way& way) { return way.is_in(reached); })) points.push_back(at);
    }
    return points;
  }

  bool shows_new_side(const Trial& trial, const Outcome& outcome) const {
    if (options_.all) {
      const NodeId subject = trial.side.subject ? trial.side.subject : trial.side.bound;
      return trial.at_bound && subject && owners_.of_node[subject.index] == searched_ && !shown_.contains(trial.side);
    }
    if (trial.casual) return false;
    return std::ranges::any_of(sides_of(outcome.margins), [&](const Side& side) {
      return is_tie(side) && owners_.of_node[side.subject.index] == searched_ && !shown_.contains(side);
    });
  }

  bool take(const Trial& trial, const Outcome& outcome) {
    if (trial.casual && !may_be_drawn_) return false;
    const std::vector<std::size_t> points = newly_reached(outcome.reached);
    if (points.empty() && !shows_new_side(trial, outcome)) return false;
    std::optional<Proposal> proposal = is_refused(outcome.figure) ? refusal(trial, points) : with_figures(trial);
    if (!proposal) return false;
    if (trial.at_bound) shown_.insert(trial.side);
    std::string what = trial.words;
    if (!points.empty() && trial.casual) what = open_[points.front()].words;
    if (points.empty() && !options_.all) what = "a tie of " + tied_name(outcome);
    proposal->title = title(trial.target, what, proposal->period);
    for (const Side& side : sides_of(outcome.margins))
      if (is_tie(side)) shown_.insert(side);
    proposal->reaches_term = !points.empty();
    proposal->gives_results = !trial.one.fixed.empty();
    proposals_.push_back(*std::move(proposal));
    refresh();
    return true;
  }

  // Of what members are level in the case.
  std::string tied_name(const Outcome& outcome) const {
    for (const Side& side : sides_of(outcome.margins)) {
      if (is_tie(side) && owners_.of_node[side.subject.index] == searched_ && !shown_.contains(side))
        return plan_.value(plan_.node(side.subject).value).name;
    }
    return "figures";
  }

  std::string title(const FigureKey& target, const std::string& what, Period period) {
    std::string text = plan_.value(target.value).name;
    for (const EntityId member : target.members) text += " for " + plan_.entity(member).name;
    text += ": " + what;
    for (char& c : text) {
      if (c == '"') c = '\'';
      if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    if (titles_.contains(text)) text += " in " + plan_.calendar.name(period);
    const int times = ++titles_[text];
    return times == 1 ? text : text + " (" + std::to_string(times) + ")";
  }

  // For what has no period: the year of the last figure that it asks for.
  Period scenario_period(Period period, const Reported& asked) const {
    if (period.grain != Grain::once && period.first_month >= plan_.term.first) return period;
    if (options_.period) return *options_.period;
    std::int32_t month = plan_.term.first;
    for (const auto& [key, figure] : asked)
      if (key.period.grain != Grain::once) month = std::max(month, key.period.first_month);
    return plan_.calendar.containing({Grain::month, month}, Grain::year);
  }

  std::vector<CaseFigure> told(const Reported& asked, const std::map<FigureKey, Figure>& fixed) const {
    std::vector<CaseFigure> given;
    for (const auto& [key, observation] : asked) {
      if (is_table_of_records(plan_, key.value)) continue;
      CaseFigure figure{key.value, key.members, key.period, plan::LeftOut{}, std::nullopt, std::nullopt};
      if (observation) {
        figure.figure = observation->value;
        figure.numerator = observation->numerator;
        figure.denominator = observation->denominator;
      }
      given.push_back(std::move(figure));
    }
    for (const auto& [key, figure] : fixed)
      given.push_back({key.value, key.members, key.period, figure, std::nullopt, std::nullopt});
    return given;
  }

  std::optional<Proposal> with_figures(const Trial& trial) {
    const CaseRunner::Told told_all = runner_.with_consequences(trial.one, trial.target, candidates(trial.target));
    if (told_all.keys.empty()) return std::nullopt;
    Proposal proposal;
    proposal.period = scenario_period(trial.target.period, told_all.asked);
    proposal.given = told(told_all.asked, trial.one.fixed);
    for (std::size_t i = 0; i < told_all.keys.size(); ++i) {
      const FigureKey& key = told_all.keys[i];
      if (!can_be_written(told_all.figures[i])) continue;
      proposal.expect.push_back({key.value, key.members, key.period, told_all.figures[i], std::nullopt, std::nullopt});
    }
    if (proposal.expect.empty() || looks_ahead(proposal)) return std::nullopt;
    reached_.add(told_all.reached);
    return proposal;
  }

  // A scenario gives no figures of periods after its own.
  static bool looks_ahead(const Proposal& proposal) {
    const auto end = [](Period period) { return period.first_month + value::Calendar::months(period.grain); };
    return std::ranges::any_of(proposal.given, [&](const CaseFigure& one) {
      return one.period.grain != Grain::once && one.period.grain >= proposal.period.grain &&
             end(one.period) > end(proposal.period);
    });
  }

  // What may follow: payments first, then what reads the figure itself.
  std::vector<FigureKey> candidates(const FigureKey& target) const {
    std::vector<FigureKey> found;
    const auto add = [&](ValueId id) {
      const Value& value = plan_.value(id);
      if (id == target.value || !has_own_name(plan_, id)) return;
      if (value.grain != target.period.grain && value.grain != Grain::once) return;
      for (const std::vector<EntityId>& members : combinations_of(id)) {
        if (found.size() == candidates_at_most) return;
        const bool apart = std::ranges::any_of(target.members, [&](EntityId member) {
          return !members.empty() && same_set(id, target.value) && std::ranges::find(members, member) == members.end();
        });
        if (!apart) found.push_back({id, members, value.grain == Grain::once ? Period{} : target.period});
      }
    };
    for (std::uint32_t index = 0; index < plan_.values.size(); ++index)
      if (plan_.values[index].kind == Value::Kind::payment) add(ValueId{index});
    for (const ValueId reader : owners_.readers[target.value.index])
      if (plan_.value(reader).kind == Value::Kind::define) add(reader);
    return found;
  }

  bool same_set(ValueId one, ValueId other) const {
    return std::ranges::any_of(plan_.value(one).indexes, [&](const plan::IndexInfo& index) {
      return std::ranges::any_of(plan_.value(other).indexes,
                                 [&](const plan::IndexInfo& its) { return its.set == index.set; });
    });
  }

  // A figure that is refused is told as the refusal of a settlement that needs it.
  std::optional<Proposal> refusal(const Trial& trial, const std::vector<std::size_t>& points) {
    for (const Period period : settled_with(trial.target.period)) {
      const Target settlement{{{}, {}, period}};
      Case one = trial.one;
      Outcome outcome = runner_.run(one, settlement);
      if (outcome.failed || !reaches_any(points, outcome.reached)) continue;
      leave_out_what_is_not_needed(one, settlement, points, outcome);
      Proposal proposal;
      proposal.period = period;
      proposal.given = told(outcome.asked, one.fixed);
      proposal.refused_input = outcome.refusal->input;
      proposal.refused_members = outcome.refusal->members;
      if (looks_ahead(proposal)) continue;
      reached_.add(outcome.reached);
      return proposal;
    }
    return std::nullopt;
  }

  bool reaches_any(const std::vector<std::size_t>& points, const Reached& reached) const {
    return std::ranges::any_of(points, [&](std::size_t at) {
      return std::ranges::any_of(open_[at].ways, [&](const Way& way) { return way.is_in(reached); });
    });
  }

  void leave_out_what_is_not_needed(Case& one, const Target& settlement, const std::vector<std::size_t>& points,
                                    Outcome& outcome) {
    std::set<ValueId> inputs;
    for (const auto& [key, figure] : outcome.asked) inputs.insert(key.value);
    for (const ValueId input : inputs) {
      Case without = one;
      bool any = false;
      for (const auto& [key, figure] : outcome.asked) {
        if (key.value != input || !figure) continue;
        without.changed[key] = std::nullopt;
        any = true;
      }
      if (!any) continue;
      Outcome then = runner_.run(without, settlement);
      const bool same = !then.failed && then.refusal->input == outcome.refusal->input &&
                        then.refusal->members == outcome.refusal->members && reaches_any(points, then.reached);
      if (!same) continue;
      one = std::move(without);
      outcome = std::move(then);
    }
  }

  std::vector<Period> settled_with(Period period) const {
    // Those around it or within it first; a figure of before the term is needed later.
    std::vector<Period> found;
    const std::vector<Period> all = all_settled(plan_);
    for (const bool meeting : {true, false}) {
      std::size_t count = 0;
      for (const Period settled : all) {
        const bool meets = period.grain == Grain::once || plan_.calendar.contains(settled, period) ||
                           plan_.calendar.contains(period, settled);
        if (meets == meeting && settled.first_month >= period.first_month && ++count <= settled_at_most)
          found.push_back(settled);
      }
    }
    return found;
  }

  const Plan& plan_;
  const ProposalOptions& options_;
  Owners owners_;
  CaseRunner runner_;
  Reached reached_;
  std::set<Side> shown_;
  std::vector<CoveragePoint> open_;
  ValueId searched_;
  bool may_be_drawn_ = false;
  std::map<std::string, int> titles_;
  std::vector<Proposal> proposals_;
};

}  // namespace

std::vector<Proposal> propose(const Plan& plan, const Reached& reached, const Margins& seen,
                              const ProposalOptions& options) {
  std::vector<Proposal> proposals;
  run_on_deep_stack([&] { proposals = Proposer(plan, reached, seen, options).propose(); });
  return proposals;
}

}  // namespace quarterday::evaluate
