// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/givens.h"

#include <algorithm>

#include "compiler/check/bodies.h"
#include "compiler/check/percent_signs.h"
#include "runtime/plan/accepted.h"
#include "runtime/plan/walk.h"

namespace quarterday::check {
namespace {

// Where no member is named, a figure is given of all of them.
constexpr std::size_t most_given_at_once = 10'000;

bool fits_at_once(Context& context, const model::Value& value, const std::vector<plan::Argument>& arguments) {
  std::size_t count = 1;
  for (std::size_t i = 0; i < arguments.size() && count <= most_given_at_once; ++i)
    if (arguments[i].kind == plan::Argument::Kind::slot)
      count *= context.contract.set(value.indexes[i].set).set.members.size();
  return count <= most_given_at_once;
}

std::vector<std::vector<EntityId>> members_given(const Context& context, const model::Value& value,
                                                 const std::vector<plan::Argument>& arguments) {
  std::vector<std::vector<EntityId>> all{{}};
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const bool every = arguments[i].kind == plan::Argument::Kind::slot;
    const std::vector<EntityId> named{arguments[i].entity};
    const std::vector<EntityId>& members = every ? context.contract.set(value.indexes[i].set).set.members : named;
    std::vector<std::vector<EntityId>> longer;
    for (const std::vector<EntityId>& start : all) {
      for (const EntityId member : members) {
        longer.push_back(start);
        longer.back().push_back(member);
      }
    }
    all = std::move(longer);
  }
  return all;
}

// A balance whose amounts lapse is the sum of what is left of each period, so nothing reads its figure at the end as a
// whole.
bool is_kept_by_age(const Context& context, ValueId value) {
  return std::any_of(context.pending_balances.begin(), context.pending_balances.end(), [&](const auto& balance) {
    return balance.life > 0 && balance.figures[static_cast<std::size_t>(syntax::BalanceFigure::Kind::closing)] == value;
  });
}

// What a `given` says: the figure on its left, and what it is; nothing where it is not reported.
struct GivenSides {
  ExprId left;
  ExprId right;
};

std::optional<GivenSides> sides_of(const Context& context, const syntax::ScenarioItem& item) {
  const auto* equal = context.as<syntax::Binary>(item.test);
  if (equal && equal->op == syntax::BinaryOp::equal) return GivenSides{equal->left, equal->right};
  const auto* reported = context.as<syntax::IsReported>(item.test);
  if (reported && reported->negated) return GivenSides{reported->subject, {}};
  return std::nullopt;
}

}  // namespace

std::optional<Period> moved(const plan::Calendar& calendar, const plan::TimeMove& move, Period from) {
  switch (move.kind) {
    case plan::TimeMove::Kind::absolute:
      return move.period;
    case plan::TimeMove::Kind::shift:
      return calendar.shift(calendar.containing(from, move.grain), move.count);
    case plan::TimeMove::Kind::part_of_year: {
      const auto parts = calendar.parts(calendar.year_of(from), move.grain);
      return parts[static_cast<std::size_t>(move.count - 1)];
    }
  }
  return std::nullopt;
}

bool read_given(Context& context, model::Scenario& into, std::vector<GivenLine>& lines, const Scope& scope,
                const syntax::ScenarioItem& item) {
  const auto sides = sides_of(context, item);
  if (!sides) {
    context.report(make<Id::TypeExpected>(item.span, "a figure that is fixed: 'given name = ...'", "another test"))
        .help("where nothing is reported, say 'given name is not reported'");
    return false;
  }
  const Span left_span = context.expr(sides->left).span;
  Scope loose = scope;
  loose.any_grain = loose.every_member = true;
  Sentence left_side(context, loose);
  const Typed left = left_side.read(sides->left);
  if (left.type.is_error()) return false;
  Sentence right_side(context, scope);
  const Typed right = sides->right ? right_side.read(sides->right, &left.type) : Typed{{}, left.type};
  if (right.type.is_error()) return false;
  const plan::Node* node = &context.contract.nodes[left.node.index];
  std::optional<Period> period;
  for (; node->op == plan::Op::at; node = &context.contract.nodes[node->operands.front().index])
    period = moved(context.contract.calendar, *node->time, period.value_or(into.scenario.period));
  const bool is_name = node->op == plan::Op::load;
  if (!is_name || item.from) {
    context.report(make<Id::TypeExpected>(left_span, "the name of a figure on the left of '='", "a sentence"));
    return false;
  }
  if (!sides->right && context.contract.value(node->value).kind != plan::Value::Kind::input) {
    context.report(make<Id::TypeExpected>(left_span, "an input or a metric", "a figure that the contract works out"))
        .help("only what is reported can be missing");
    return false;
  }
  if (is_kept_by_age(context, node->value)) {
    context
        .report(make<Id::TypeExpected>(left_span, "a figure that others are worked out from",
                                       "the end of a balance whose amounts lapse one by one"))
        .help("give what it takes in and pays out in the periods before");
    return false;
  }
  if (!fits(left.type, right.type)) {
    context
        .report(make<Id::CannotCompare>(item.span, context.contract.describe(left.type),
                                        context.contract.describe(right.type)))
        .help(left.type.has_money() ? "write it as '" + amount_as(context, left.type, right.node) + "'"
                                    : "give it in the unit it is declared in");
    return false;
  }
  if (forgets_percent(context, left.type, right)) return false;
  const model::Value& value = context.contract.value(node->value);
  if (!fits_at_once(context, value, node->arguments)) {
    context.report(make<Id::TypeExpected>(left_span, "the members of which it is given: 'for ...'",
                                          "more than 10,000 figures at once"));
    return false;
  }
  if (sides->right && value.input.between) {
    const auto figure = plan::written_figure(context.contract.nodes, right.node);
    if (figure && !plan::lies_in(*value.input.between, *figure)) {
      context
          .report(make<Id::GivenOutside>(item.span, value.name, value.input.between_words,
                                         written_as(context, value.type, *figure)))
          .label(value.name_span, "declared here");
      return false;
    }
  }
  GivenLine line{0, {}, item.span};
  const bool spread = value.grain > period.value_or(into.scenario.period).grain;
  line.general =
      static_cast<std::size_t>(std::count_if(node->arguments.begin(), node->arguments.end(),
                                             [](const auto& a) { return a.kind == plan::Argument::Kind::slot; })) +
      (spread ? 1 : 0);
  for (std::vector<EntityId>& members : members_given(context, value, node->arguments))
    line.given.push_back({node->value, std::move(members), period, right.node, {}});
  if (line.given.empty()) {
    context
        .report(make<Id::TypeExpected>(left_span, "a figure of some member",
                                       "a figure of '" + value.name + "', which has none"))
        .help("declare the members it is given for, such as a `party`");
    return false;
  }
  for (const GivenLine& other : lines) {
    const bool same = other.general == line.general && other.given.front().value == line.given.front().value &&
                      other.given.front().members == line.given.front().members &&
                      other.given.front().period == line.given.front().period;
    if (!same) continue;
    context.report(make<Id::DeclaredTwice>(item.span, value.name)).label(other.span, "given here first");
    return false;
  }
  lines.push_back(std::move(line));
  into.scenario.slot_count = std::max({into.scenario.slot_count, left_side.slot_count(), right_side.slot_count()});
  return true;
}

}  // namespace quarterday::check
