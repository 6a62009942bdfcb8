// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/explanation.h"

#include <algorithm>
#include <unordered_set>
#include <variant>

#include "runtime/evaluate/evaluate.h"
#include "runtime/plan/currencies.h"
#include "runtime/plan/member_types.h"
#include "runtime/plan/versions.h"
#include "runtime/statement/explain_steps.h"
#include "runtime/statement/measured.h"
#include "runtime/statement/words.h"
#include "runtime/value/format.h"

namespace quarterday::statement {
namespace {

using evaluate::Instance;
using evaluate::InstanceId;
using evaluate::Settlement;
using evaluate::Source;
using plan::NodeId;
using plan::OriginId;
using plan::Plan;

// The cell a parameter's figure stands in; none when the plan gives none for these members and this period.
NodeId cell_of(const Plan& plan, const Instance& instance) {
  const plan::Value& value = plan.value(instance.value);
  std::size_t position = 0;
  for (std::size_t i = 0; i < value.indexes.size() && i < instance.members.size(); ++i) {
    const std::vector<plan::EntityId>& set = plan.set(value.indexes[i].set).members;
    const auto at = std::find(set.begin(), set.end(), instance.members[i]);
    position = position * set.size() + static_cast<std::size_t>(at - set.begin());
  }
  const std::vector<plan::MonthRange>& periods = value.cells.periods;
  if (!periods.empty()) {
    const auto holds = [&](const plan::MonthRange& range) {
      return range.first <= instance.period.first_month && instance.period.first_month <= range.last;
    };
    const auto range = std::find_if(periods.begin(), periods.end(), holds);
    if (range == periods.end()) return {};
    position = position * periods.size() + static_cast<std::size_t>(range - periods.begin());
  }
  return position < value.cells.nodes.size() ? value.cells.nodes[position] : NodeId();
}

class Explainer {
 public:
  Explainer(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement, const ExplainOptions& options)
      : plan_(plan), dataset_(dataset), settlement_(settlement), options_(options) {}

  Explanation explain(const Explained& subject) {
    Explanation explanation = explain(subject.instance, 0);
    if (subject.line == nullptr) return explanation;
    const evaluate::Line& line = *subject.line;
    explanation.value = line.name;
    explanation.from = plan_.entity(line.from).name;
    explanation.to = plan_.entity(line.to).name;
    explanation.figure = value::format_money(line.amount, plan::currency_of(plan_, plan_.value(line.payment).type));
    explanation.exact = line.amount.to_text();
    return explanation;
  }

 private:
  bool is_made(InstanceId id) const { return plan_.value(settlement_.instance(id).value).made; }

  // A part of a balance in which there is nothing.
  bool says_nothing(InstanceId id) const {
    const auto* amount = std::get_if<plan::Rational>(&settlement_.instance(id).figure);
    return is_made(id) && amount != nullptr && amount->is_zero();
  }

  // A step that only hands on what it reads is not worth a line.
  InstanceId passed_through(InstanceId id) const {
    const auto hands_on = [this](const Instance& at) {
      return at.reads.size() == 1 && settlement_.instance(at.reads.front()).figure == at.figure;
    };
    while (is_made(id) && hands_on(settlement_.instance(id))) id = settlement_.instance(id).reads.front();
    return id;
  }

  Explanation explain(InstanceId id, std::size_t depth) {
    const Instance& instance = settlement_.instance(id);
    Explanation out = describe(instance);
    if (!seen_.insert(id.index).second) {
      out.see_above = true;
      return out;
    }
    if (options_.depth && depth >= *options_.depth) out.cut_reads = instance.reads.size();
    out.words = words_of(instance);
    out.measured = explain_measured(plan_, instance, options_);
    // The bounds of a range stand in the unit of their column, which its words show best.
    if (instance.source == Source::parameter && !out.words.empty() &&
        (std::holds_alternative<plan::Range>(instance.figure) ||
         std::holds_alternative<plan::Standard>(instance.figure))) {
      out.figure = out.words;
    }
    // `0` adds nothing to `0 people`.
    const bool stated = instance.source != Source::computed && out.figure.starts_with(out.words);
    if (stated || out.words == out.figure) out.words.clear();
    if (instance.source == Source::computed && plan_.value(instance.value).body && !is_made(id)) {
      out.steps = explain_steps(plan_, settlement_, instance, evaluate::trace(plan_, dataset_, settlement_, id));
    }
    if (out.cut_reads == 0) {
      for (const InstanceId read : instance.reads)
        if (!says_nothing(read)) out.reads.push_back(explain(passed_through(read), depth + 1));
    }
    return out;
  }

  Explanation describe(const Instance& instance) const {
    const plan::Value& value = plan_.value(instance.value);
    Explanation out;
    out.value = value.name;
    out.title = plan::title_at(value, instance.period);
    for (const plan::EntityId member : instance.members) {
      if (!member) continue;
      const plan::Entity& entity = plan_.entity(member);
      out.members.push_back({entity.name, entity.is_party ? std::string() : entity.title});
    }
    out.period = period_name(plan_, instance.period);
    out.figure = figure_text(plan_, plan::type_of(plan_, instance.value, instance.members), instance.figure);
    if (const auto* number = std::get_if<plan::Rational>(&instance.figure)) out.exact = number->to_text();
    out.source = instance.source;
    out.structural = instance.source == Source::parameter && std::holds_alternative<plan::EntityId>(instance.figure);
    take_clause(instance, out);
    out.remark = remark_on(instance, out);
    place(instance, out);
    return out;
  }

  // The place that decided: the row of the data, the rule for what is missing, the cell of a table, the declaration.
  OriginId origin_of(const Instance& instance) const {
    const plan::Value& value = plan_.value(instance.value);
    if (instance.source == Source::rule)
      if (const OriginId rule = plan::not_reported_origin_at(value, instance.period)) return rule;
    if (instance.source == Source::small_numbers)
      if (const OriginId rule = plan::denominator_origin_at(value, instance.period)) return rule;
    if (instance.source == Source::parameter) {
      const NodeId cell = cell_of(plan_, instance);
      if (cell && plan_.node(cell).origin) return plan_.node(cell).origin;
    }
    return plan::origin_at(value, instance.period);
  }

  void take_clause(const Instance& instance, Explanation& out) const {
    const plan::Origin& own = plan_.origin(origin_of(instance));
    const bool says_it = !own.clause.empty() || !own.deed.empty();
    const plan::Origin& place =
        says_it ? own : plan_.origin(plan::origin_at(plan_.value(instance.value), instance.period));
    out.clause = place.clause;
    out.deed = place.deed;
  }

  std::string words_of(const Instance& instance) const {
    const plan::Value& value = plan_.value(instance.value);
    switch (instance.source) {
      case Source::computed:
        if (value.made) return {};
        if (const NodeId body = plan::body_at(value, instance.period); body && plan_.node(body).origin)
          return plan_.origin(plan_.node(body).origin).text;
        return plan_.origin(value.origin).text;
      case Source::parameter:
      case Source::rule:
      case Source::small_numbers: {
        const OriginId origin = origin_of(instance);
        return origin == plan::origin_at(value, instance.period) ? std::string() : rule_words(plan_, origin);
      }
      default:
        return {};
    }
  }

  std::string remark_on(const Instance& instance, const Explanation& so_far) const {
    const std::string by =
        so_far.clause.empty() ? "by the rule of the contract" : "by " + clause_in_words(so_far.clause, so_far.deed);
    switch (instance.source) {
      case Source::reported:
        return ratio_of(instance) + "reported";
      case Source::measured:
        return "from the records";
      case Source::rule:
        return "not reported: " + so_far.figure + " " + by;
      case Source::small_numbers:
        return ratio_of(instance) + "reported, the denominator is too small: " + so_far.figure + " " + by;
      case Source::given:
        return "given by the scenario";
      case Source::outside:
        return "the contract has none for this period";
      case Source::parameter:
        return {};
      case Source::computed:
        break;
    }
    const auto* left_out = std::get_if<plan::LeftOut>(&instance.figure);
    if (left_out == nullptr) return {};
    return left_out->cause ? "because '" + plan_.value(left_out->cause.input).name + "' is left out"
                           : "nothing is given";
  }

  static std::string ratio_of(const Instance& instance) {
    const data::Observation* observation = instance.observation;
    if (observation == nullptr || !observation->numerator || !observation->denominator) return {};
    return value::format_number(*observation->numerator) + " of " + value::format_number(*observation->denominator) +
           " ";
  }

  void place(const Instance& instance, Explanation& out) const {
    const bool of_data = instance.source == Source::reported || instance.source == Source::measured;
    if (of_data && instance.observation != nullptr) {
      out.file = dataset_.files().at(instance.observation->file);
      out.line = instance.observation->line;
      return;
    }
    const plan::Origin& origin = plan_.origin(origin_of(instance));
    out.file = plan_.file_of(origin);
    out.line = origin.line;
  }

  const Plan& plan_;
  const data::Dataset& dataset_;
  const Settlement& settlement_;
  const ExplainOptions& options_;
  std::unordered_set<std::uint32_t> seen_;
};

}  // namespace

std::vector<Explanation> explain(const Plan& plan, const data::Dataset& dataset, const Settlement& settlement,
                                 std::span<const Explained> subjects, const ExplainOptions& options) {
  Explainer explainer(plan, dataset, settlement, options);
  std::vector<Explanation> explanations;
  explanations.reserve(subjects.size());
  for (const Explained& subject : subjects) explanations.push_back(explainer.explain(subject));
  return explanations;
}

}  // namespace quarterday::statement
