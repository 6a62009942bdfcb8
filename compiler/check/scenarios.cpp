// SPDX-License-Identifier: Apache-2.0
//
// Scenarios: what is given, and what is expected of it.
#include <algorithm>

#include "compiler/check/bodies.h"

namespace quarterday::check {
namespace {

// The period to which a `given` moves its figure, from the scenario's.
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

bool read_given(Context& context, model::Scenario& into, const Scope& scope, const syntax::ScenarioItem& item) {
  const auto* equal = context.as<syntax::Binary>(item.test);
  if (!equal || equal->op != syntax::BinaryOp::equal) {
    context.report(make<Id::TypeExpected>(item.span, "a figure that is fixed: 'given name = ...'", "another test"));
    return false;
  }
  Scope loose = scope;
  loose.any_grain = true;
  Sentence left_side(context, loose);
  const Typed left = left_side.read(equal->left);
  if (left.type.is_error()) return false;
  Sentence right_side(context, scope);
  const Typed right = right_side.read(equal->right, &left.type);
  if (right.type.is_error()) return false;
  plan::Given given;
  const plan::Node* node = &context.contract.nodes[left.node.index];
  std::optional<Period> period;
  for (; node->op == plan::Op::at; node = &context.contract.nodes[node->operands.front().index])
    period = moved(context.contract.calendar, *node->time, period.value_or(into.scenario.period));
  const bool constant = node->op == plan::Op::load &&
                        std::all_of(node->arguments.begin(), node->arguments.end(),
                                    [](const plan::Argument& a) { return a.kind == plan::Argument::Kind::entity; });
  if (!constant) {
    context.report(make<Id::TypeExpected>(context.expr(equal->left).span, "the name of a figure on the left of '='",
                                          "a sentence"));
    return false;
  }
  if (!fits(left.type, right.type)) {
    context
        .report(make<Id::CannotCompare>(item.span, context.contract.describe(left.type),
                                        context.contract.describe(right.type)))
        .help(left.type.has_money()
                  ? "write amounts of money with their sign: '" + context.contract.currency.symbol + "0'"
                  : "give it in the unit it is declared in");
    return false;
  }
  given.value = node->value;
  for (const plan::Argument& argument : node->arguments) given.members.push_back(argument.entity);
  given.period = period;
  given.figure = right.node;
  const auto same = std::find_if(into.scenario.given.begin(), into.scenario.given.end(), [&](const plan::Given& other) {
    return other.value == given.value && other.members == given.members && other.period == given.period;
  });
  if (same != into.scenario.given.end()) {
    const auto first = static_cast<std::size_t>(same - into.scenario.given.begin());
    context.report(make<Id::DeclaredTwice>(item.span, context.contract.value(given.value).name))
        .label(into.given_spans[first], "given here first");
    return false;
  }
  into.scenario.given.push_back(std::move(given));
  into.given_spans.push_back(item.span);
  into.scenario.slot_count = std::max({into.scenario.slot_count, left_side.slot_count(), right_side.slot_count()});
  return true;
}

void read_expect(Context& context, model::Scenario& into, const Scope& scope, const syntax::ScenarioItem& item) {
  plan::Expectation expectation;
  if (item.refused_naming) {
    const auto input = input_named(context, item.refused_naming->name);
    if (!input) return;
    expectation.refused_input = *input;
    if (!item.refused_naming->members.empty()) {
      Sentence sentence(context, scope);
      const auto named = sentence.figure_of(*input, *item.refused_naming, false);
      if (!named) return;
      for (const plan::Argument& argument : *named) expectation.refused_members.push_back(argument.entity);
    }
  } else {
    Sentence sentence(context, scope);
    expectation.condition = sentence.condition(item.test);
    const plan::Node& node = context.contract.nodes[expectation.condition.index];
    const auto is_left_out = [&](NodeId id) { return context.contract.facts[id.index].type.kind == Type::Kind::any; };
    if (node.op == plan::Op::equal && (is_left_out(node.operands[0]) || is_left_out(node.operands[1]))) {
      context
          .report(make<Id::CannotCompare>(
              item.span, context.contract.describe(context.contract.facts[node.operands[0].index].type), "left out"))
          .help("ask whether it is there: 'expect ... is not given'");
      return;
    }
    if (node.op == plan::Op::equal) {
      expectation.left = node.operands[0];
      expectation.right = node.operands[1];
    }
    into.scenario.slot_count = std::max(into.scenario.slot_count, sentence.slot_count());
  }
  into.scenario.expect.push_back(expectation);
  into.expect_spans.push_back(item.span);
}

}  // namespace

void read_scenario(Context& context, const syntax::ScenarioDecl& decl) {
  model::Scenario scenario;
  scenario.span = decl.span;
  scenario.scenario.title = decl.title ? decl.title->text : "";
  if (!decl.period) {
    context.report(make<Id::TypeExpected>(decl.title ? decl.title->span : decl.span,
                                          "a period: 'scenario \"...\" in 2024/25'", "none"));
    return;
  }
  const auto period = context.period(*decl.period);
  if (!period) return;
  if (period->first_month < context.contract.term.first || months_of(*period).last > context.last_month()) {
    context.report(make<Id::OutsideTerm>(decl.period->span, "'" + decl.period->text + "'"));
    return;
  }
  const bool expects =
      std::any_of(decl.lines.begin(), decl.lines.end(), [](const syntax::ScenarioLine& line) { return !line.given; });
  if (!expects)
    context.report(make<Id::TypeExpected>(decl.title ? decl.title->span : decl.span, "a line 'expect ...'",
                                          "a scenario that expects nothing"));
  scenario.scenario.period = *period;
  Scope scope;
  scope.grain = period->grain;
  scope.during = {months_of(*period)};
  for (const syntax::ScenarioLine& line : decl.lines)
    for (const syntax::ScenarioItem& item : line.items) {
      if (!line.given)
        read_expect(context, scenario, scope, item);
      else if (item.refused_naming)
        context.report(make<Id::TypeExpected>(item.span, "a figure that is fixed", "a refusal"))
            .help("a refusal is expected: 'expect settlement refused naming ...'");
      else
        read_given(context, scenario, scope, item);
    }
  context.contract.scenarios.push_back(std::move(scenario));
}

}  // namespace quarterday::check
