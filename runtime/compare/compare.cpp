// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "runtime/compare/joining.h"
#include "runtime/compare/matching.h"
#include "runtime/compare/nodes.h"
#include "runtime/compare/records.h"
#include "runtime/compare/spans.h"
#include "runtime/compare/words.h"

namespace quarterday::compare {

namespace {

using plan::EntityId;
using plan::MonthRange;
using plan::NodeId;
using plan::OriginId;
using plan::Plan;
using plan::SetId;
using plan::Value;
using plan::ValueId;
using Kind = Value::Kind;

using Values = std::vector<ValueId>;

Values one(ValueId value) { return value ? Values{value} : Values(); }

class Comparer {
 public:
  Comparer(const Plan& before, const Plan& after)
      : before_(before), after_(after), matching_(before, after), nodes_(before, after, matching_) {}

  std::vector<Difference> run() {
    compare_header();
    compare_sets();
    for (std::uint32_t at = 0; at < before_.values.size(); ++at) compare_value(ValueId(at));
    add_new_values();
    std::ranges::move(compare_records(before_, after_), std::back_inserter(found_));
    compare_requirements();
    compare_orders();
    std::ranges::stable_sort(found_, {}, [this](const Difference& d) { return place(d); });
    drop_echoes();
    return joined_inputs(before_, after_, std::move(found_));
  }

 private:
  void compare_header() {
    whole("currency", before_.currency.code, after_.currency.code);
    whole("term", months_text(before_, before_.term), months_text(after_, after_.term));
    whole("run-off", run_off(before_), run_off(after_));
    whole("settled", rhythms(before_), rhythms(after_));
    whole("the figure that a refusal names", naming(before_), naming(after_));
  }
  void whole(const char* subject, const std::string& before, const std::string& after) {
    if (before != after) found_.push_back({subject, "", before, after, "", {}, {}, {}, {}});
  }
  void compare_sets() {
    for (std::uint32_t at = 0; at < before_.sets.size(); ++at) {
      const plan::Set& one = before_.sets[at];
      const SetId match = matching_.set(SetId(at));
      if (!match) continue;  // shown by what is for each of its members
      const std::string old_names = members_text(before_, one);
      const std::string new_names = members_text(after_, after_.set(match));
      if (old_names == new_names) continue;
      found_.push_back({fmt::format("{} {}", one.of_parties ? "group" : "dimension", one.name),
                        "members",
                        old_names,
                        new_names,
                        "",
                        {},
                        {},
                        {},
                        {}});
    }
  }

  std::string subject(ValueId before, ValueId after) const {
    const Plan& plan = after ? after_ : before_;
    const Value& value = plan.value(after ? after : before);
    return kind_word(value) + " " + value.name;
  }

  void add(ValueId before, ValueId after, std::string aspect, std::string old_words, std::string new_words) {
    found_.push_back({subject(before, after), std::move(aspect), std::move(old_words), std::move(new_words), "",
                      before ? before_.value(before).origin : OriginId(),
                      after ? after_.value(after).origin : OriginId(), one(before), one(after)});
  }

  // Words that stand in one place of both contracts differ once, however many steps the compiler made of them.
  void add_parts(ValueId before, ValueId after, const std::string& aspect, const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      const auto spot = [](const Plan& plan, OriginId id) {
        return id ? std::tuple(plan.origin(id).file, plan.origin(id).line, plan.origin(id).column)
                  : std::tuple(0U, 0U, 0U);
      };
      // A rule of several inputs is told of each, to be joined at the end.
      const ValueId of = before && before_.value(before).kind == Kind::input ? before : ValueId();
      if (!seen_.insert({of, spot(before_, part.before_at), spot(after_, part.after_at), part.before, part.after})
               .second)
        continue;
      found_.push_back({subject(before, after), aspect, part.before, part.after, part.within, part.before_at,
                        part.after_at, one(before), one(after)});
    }
  }
  void compare_nodes(ValueId before, ValueId after, const std::string& aspect, NodeId one, NodeId other) {
    add_parts(before, after, aspect, nodes_.differences(one, other));
  }

  void compare_value(ValueId id) {
    const Value& one = before_.value(id);
    const ValueId match = matching_.value(id);
    const bool is_shown = one.kind == Kind::input || one.kind == Kind::payment;
    if (!match) {
      if (is_shown) add(id, {}, "", sentence(before_, one), "");
      return;
    }
    const Value& other = after_.value(match);
    // Of `X with A as B`, X itself is compared, and the sentence that says so.
    if (one.copy_of && other.copy_of && matching_.value(one.copy_of) == other.copy_of) return;
    if (is_shown && one.name != other.name) add(id, match, "name", one.name, other.name);
    if (one.kind != other.kind && (is_shown || other.kind == Kind::input || other.kind == Kind::payment))
      add(id, match, "", kind_word(one) + " " + one.name, kind_word(other) + " " + other.name);
    if (measured_form(before_, one) != measured_form(after_, other))
      add(id, match, "what is measured", sentence(before_, one), sentence(after_, other));
    if (one.type.words != other.type.words) add(id, match, "type", one.type.words, other.type.words);
    const bool same_times = one.grain == other.grain && one.month_of_year == other.month_of_year &&
                            same_spans(before_, one.span, after_, other.span);
    // Once a deed changes a figure that has no periods, it is one of the period at hand.
    const bool same_but_for_deed =
        (one.grain == plan::Grain::once && other.at_hand) || (other.grain == plan::Grain::once && one.at_hand);
    if (!same_times && !same_but_for_deed) add(id, match, "when", when(before_, one), when(after_, other));
    if (!same_indexes(one, other)) return add(id, match, "for what", heads(before_, one), heads(after_, other));
    for (std::size_t at = 0; at < one.indexes.size(); ++at)
      compare_nodes(id, match, "for which members", one.indexes[at].where, other.indexes[at].where);
    compare_bodies(id, match);
    compare_inputs(id, match);
    compare_payments(id, match);
  }

  // A term that becomes a table, or a table a term, is another sentence.
  void compare_bodies(ValueId id, ValueId match) {
    const Value& one = before_.value(id);
    const Value& other = after_.value(match);
    if (static_cast<bool>(one.body) != static_cast<bool>(other.body)) {
      if (one.kind != other.kind || one.kind == Kind::define)
        add(id, match, "", sentence(before_, one), sentence(after_, other));
      return;
    }
    if (one.body) return compare_versions(id, match, "", one.body, other.body, &plan::Version::body);
    std::vector<EntityId> members;
    if (one.kind == Kind::parameter && other.kind == Kind::parameter) each_cell(id, match, members);
  }

  // A deed that replaces a sentence changes it for the rest of the term.
  void compare_versions(ValueId id, ValueId match, const std::string& aspect, NodeId before, NodeId after,
                        NodeId plan::Version::*of_version) {
    const MonthRange whole = after_.with_run_off();
    const std::vector<Stretch> old_stretches = stretches(before_, before_.value(id), before, of_version);
    const std::vector<Stretch> new_stretches = stretches(after_, after_.value(match), after, of_version);
    if (old_stretches.size() == 1 && new_stretches.size() == 1)
      return compare_nodes(id, match, aspect, old_stretches[0].sentence, new_stretches[0].sentence);
    for (const Stretch& one : old_stretches) {
      for (const Stretch& other : new_stretches) {
        const auto shared = shared_months(one.months, other.months);
        if (!shared) continue;
        const bool cut = shared->first != whole.first || shared->last != whole.last;
        std::string where = aspect;
        if (cut) where += (where.empty() ? "in " : " in ") + months_text(after_, *shared);
        compare_nodes(id, match, where, one.sentence, other.sentence);
      }
    }
  }

  bool same_indexes(const Value& one, const Value& other) const {
    return std::ranges::equal(one.indexes, other.indexes, [this](const plan::IndexInfo& x, const plan::IndexInfo& y) {
      return matching_.set(x.set) == y.set;
    });
  }

  // Goes through the members of both; a member that only one contract has is told with its dimension.
  void each_cell(ValueId id, ValueId match, std::vector<EntityId>& members) {
    const Value& one = before_.value(id);
    const Value& other = after_.value(match);
    if (members.size() < one.indexes.size()) {
      for (const EntityId member : before_.set(one.indexes[members.size()].set).members) {
        members.push_back(member);
        each_cell(id, match, members);
        members.pop_back();
      }
      return;
    }
    std::size_t old_row = 0;
    std::size_t new_row = 0;
    std::string label;
    for (std::size_t at = 0; at < members.size(); ++at) {
      const std::vector<EntityId>& old_members = before_.set(one.indexes[at].set).members;
      const std::vector<EntityId>& new_members = after_.set(other.indexes[at].set).members;
      const auto place = std::ranges::find(new_members, matching_.entity(members[at]));
      if (place == new_members.end()) return;
      old_row = old_row * old_members.size() +
                static_cast<std::size_t>(std::ranges::find(old_members, members[at]) - old_members.begin());
      new_row = new_row * new_members.size() + static_cast<std::size_t>(place - new_members.begin());
      label += (label.empty() ? "for " : " for ") + after_.entity(*place).name;
    }
    compare_cell_row(id, match, old_row, new_row, label);
  }

  // The cells of one combination of members over all periods.
  void compare_cell_row(ValueId id, ValueId match, std::size_t old_row, std::size_t new_row, const std::string& label) {
    const plan::Cells& one = before_.value(id).cells;
    const plan::Cells& other = after_.value(match).cells;
    const std::vector<MonthRange> always{after_.with_run_off()};
    const std::vector<MonthRange>& old_periods = one.periods.empty() ? always : one.periods;
    const std::vector<MonthRange>& new_periods = other.periods.empty() ? always : other.periods;
    const bool by_period = !one.periods.empty() || !other.periods.empty();
    for (std::size_t x = 0; x < old_periods.size(); ++x) {
      for (std::size_t y = 0; y < new_periods.size(); ++y) {
        auto shared = shared_months(old_periods[x], new_periods[y]);
        if (shared) shared = shared_months(*shared, after_.with_run_off());
        if (!shared) continue;
        const NodeId old_cell = cell(one, old_row * old_periods.size() + x);
        const NodeId new_cell = cell(other, new_row * new_periods.size() + y);
        std::string where = label;
        if (by_period) where += (where.empty() ? "in " : " in ") + months_text(after_, *shared);
        compare_nodes(id, match, where, old_cell, new_cell);
      }
    }
    if (by_period && !same_ranges(old_periods, new_periods) && old_row == 0)
      compare_reach(id, match, old_periods, new_periods);
  }
  static NodeId cell(const plan::Cells& cells, std::size_t at) {
    return at < cells.nodes.size() ? cells.nodes[at] : NodeId();
  }

  // Periods for which only one of the two says anything.
  void compare_reach(ValueId id, ValueId match, const std::vector<MonthRange>& one,
                     const std::vector<MonthRange>& other) {
    if (!same_spans(before_, one, after_, other))
      add(id, match, "periods", ranges_text(before_, one), ranges_text(after_, other));
  }

  void compare_inputs(ValueId id, ValueId match) {
    if (before_.value(id).kind != Kind::input || after_.value(match).kind != Kind::input) return;
    const plan::InputRules& one = before_.value(id).input;
    const plan::InputRules& other = after_.value(match).input;
    // Where no rule stands, the settlement is refused.
    compare_rule(id, match, "not reported", one.when_not_reported, other.when_not_reported);
    compare_nodes(id, match, "denominator below", one.denominator_bound, other.denominator_bound);
    if (one.denominator_bound && other.denominator_bound)
      compare_nodes(id, match, "small denominator", one.when_denominator_below, other.when_denominator_below);
    if (one.data_prefix + "[]" + one.data_suffix != other.data_prefix + "[]" + other.data_suffix &&
        before_.value(id).name == after_.value(match).name)
      add(id, match, "name in the data", one.data_prefix + one.data_suffix, other.data_prefix + other.data_suffix);
    compare_flag(id, match, "may pass 100%", one.may_pass_whole, other.may_pass_whole);
    compare_flag(id, match, "may be negative", one.may_be_negative, other.may_be_negative);
    const auto reach = [](const plan::InputRules& rules) { return rules.between ? rules.between_words : "any figure"; };
    if (one.between != other.between) add(id, match, "range", reach(one), reach(other));
  }
  void compare_rule(ValueId id, ValueId match, const char* aspect, NodeId one, NodeId other) {
    if (one && other) return compare_versions(id, match, aspect, one, other, &plan::Version::when_not_reported);
    const auto words = [](const Plan& plan, NodeId node) {
      const OriginId at = node ? plan.node(node).origin : OriginId();
      return at ? plan.origin(at).text : std::string("settlement refused");
    };
    if ((one || other) && words(before_, one) != words(after_, other))
      add(id, match, aspect, words(before_, one), words(after_, other));
  }
  void compare_flag(ValueId id, ValueId match, const char* aspect, bool one, bool other) {
    if (one != other) add(id, match, aspect, one ? "yes" : "no", other ? "yes" : "no");
  }

  void compare_payments(ValueId id, ValueId match) {
    if (before_.value(id).kind != Kind::payment || after_.value(match).kind != Kind::payment) return;
    const plan::PaymentRules& one = before_.value(id).payment;
    const plan::PaymentRules& other = after_.value(match).payment;
    compare_party(id, match, "who pays", one.from, other.from);
    compare_party(id, match, "who is paid", one.to, other.to);
    if (one.name_prefix + "[]" + one.name_suffix != other.name_prefix + "[]" + other.name_suffix &&
        before_.value(id).name == after_.value(match).name)
      add(id, match, "printed name", one.name_prefix + one.name_suffix, other.name_prefix + other.name_suffix);
  }
  void compare_party(ValueId id, ValueId match, const char* aspect, const plan::PartyRef& one,
                     const plan::PartyRef& other) {
    if (one.node || other.node) {
      if (one.node && other.node && nodes_.same(one.node, other.node)) return;
    } else if (matching_.entity(one.party) == other.party &&
               before_.entity(one.party).name == after_.entity(other.party).name) {
      return;
    }
    add(id, match, aspect, party_words(before_, one), party_words(after_, other));
  }
  // What only the contract after has. A new definition shows where it is used.
  void add_new_values() {
    std::set<ValueId> known;
    for (std::uint32_t at = 0; at < before_.values.size(); ++at) known.insert(matching_.value(ValueId(at)));
    for (std::uint32_t at = 0; at < after_.values.size(); ++at) {
      const Value& value = after_.values[at];
      if (known.contains(ValueId(at)) || (value.kind != Kind::input && value.kind != Kind::payment)) continue;
      add({}, ValueId(at), "", "", sentence(after_, value));
    }
  }

  // All of a requirement but its condition.
  bool same_head(const plan::Requirement& one, const plan::Requirement& other) {
    const auto same_index = [this](const plan::IndexInfo& x, const plan::IndexInfo& y) {
      return matching_.set(x.set) == y.set && nodes_.same(x.where, y.where);
    };
    return matching_.value(one.input) == other.input && one.every_settlement == other.every_settlement &&
           one.grain == other.grain && same_spans(before_, one.span, after_, other.span) &&
           std::ranges::equal(one.indexes, other.indexes, same_index);
  }
  bool same_requirement(const plan::Requirement& one, const plan::Requirement& other) {
    return same_head(one, other) && nodes_.same(one.condition, other.condition);
  }

  // Requirements have no names: one that has no equal goes with the next one of the same input that has none.
  void compare_requirements() {
    std::vector<bool> taken(after_.requirements.size());
    std::vector<const plan::Requirement*> left;
    for (const plan::Requirement& one : before_.requirements) {
      if (!take(taken, [&](const plan::Requirement& other) { return same_requirement(one, other); }))
        left.push_back(&one);
    }
    for (const plan::Requirement* one : left) {
      const plan::Requirement* other =
          take(taken, [&](const plan::Requirement& r) { return matching_.value(one->input) == r.input; });
      add_requirement(one, other);
    }
    while (const plan::Requirement* other = take(taken, [](const plan::Requirement&) { return true; }))
      add_requirement(nullptr, other);
  }
  template <class Test>
  const plan::Requirement* take(std::vector<bool>& taken, const Test& test) {
    for (std::size_t at = 0; at < taken.size(); ++at) {
      if (taken[at] || !test(after_.requirements[at])) continue;
      taken[at] = true;
      return &after_.requirements[at];
    }
    return nullptr;
  }
  void add_requirement(const plan::Requirement* one, const plan::Requirement* other) {
    if (one != nullptr && other != nullptr && same_head(*one, *other)) {
      for (const Part& part : nodes_.differences(one->condition, other->condition))
        found_.push_back({"requirement of " + after_.value(other->input).name,
                          "",
                          part.before,
                          part.after,
                          part.within,
                          part.before_at,
                          part.after_at,
                          {one->input},
                          {other->input}});
      return;
    }
    const auto words = [](const Plan& plan, const plan::Requirement* requirement) {
      return requirement != nullptr && requirement->origin ? plan.origin(requirement->origin).text : std::string();
    };
    found_.push_back({"requirement", "", words(before_, one), words(after_, other), "", one ? one->origin : OriginId(),
                      other ? other->origin : OriginId(), one != nullptr ? Values{one->input} : Values(),
                      other != nullptr ? Values{other->input} : Values()});
  }

  // The lines of a statement stand in the order of the payments; a refusal names the first input that is missing.
  void compare_orders() {
    compare_order("the order of the lines", [](const Value& value) { return value.kind == Kind::payment; });
    if (before_.naming == plan::Naming::declared_first && after_.naming == plan::Naming::declared_first)
      compare_order("the order in which a refusal names inputs",
                    [](const Value& value) { return value.kind == Kind::input; });
  }
  template <class Test>
  void compare_order(const char* subject, const Test& counts) {
    std::vector<std::string> one;
    std::vector<std::pair<std::uint32_t, std::string>> sorted;
    for (std::uint32_t at = 0; at < before_.values.size(); ++at) {
      const ValueId match = matching_.value(ValueId(at));
      if (!match || !counts(before_.values[at]) || !counts(after_.value(match))) continue;
      one.push_back(after_.value(match).name);
      sorted.emplace_back(match.index, after_.value(match).name);
    }
    std::ranges::sort(sorted);
    std::string old_order;
    std::string new_order;
    for (std::size_t at = 0; at < one.size(); ++at) {
      if (one[at] == sorted[at].second) continue;
      old_order += (old_order.empty() ? "" : ", ") + one[at];
      new_order += (new_order.empty() ? "" : ", ") + sorted[at].second;
    }
    whole(subject, old_order, new_order);
  }

  // One line of a balance that changes gives its other steps another form too, under the same words.
  void drop_echoes() {
    const auto is_echo = [](const Difference& d) { return d.before == d.after; };
    if (!std::ranges::all_of(found_, is_echo)) std::erase_if(found_, is_echo);
  }

  // By file, line and column of the contract after; what is gone stands where it stood before.
  std::tuple<std::uint32_t, std::uint32_t, std::uint32_t> place(const Difference& difference) const {
    const OriginId at = difference.after_at ? difference.after_at : difference.before_at;
    if (!at) return {0, 0, 0};
    const plan::Origin& origin = difference.after_at ? after_.origin(at) : before_.origin(at);
    return {origin.file, origin.line, origin.column};
  }

  using Spot = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;

  const Plan& before_;
  const Plan& after_;
  Matching matching_;
  NodeComparer nodes_;
  std::vector<Difference> found_;
  std::set<std::tuple<ValueId, Spot, Spot, std::string, std::string>> seen_;
};

}  // namespace

std::vector<Difference> compare(const Plan& before, const Plan& after) { return Comparer(before, after).run(); }

}  // namespace quarterday::compare
