// SPDX-License-Identifier: Apache-2.0
//
// Scenarios: what is expected of what is given.
#include <algorithm>

#include "compiler/check/bodies.h"
#include "compiler/check/givens.h"

namespace quarterday::check {
namespace {

// The member that an argument stands for, where that is known before anything is worked out.
EntityId member_of(const plan::Argument& argument, const std::vector<plan::Argument>& of_payment) {
  if (argument.kind == plan::Argument::Kind::entity) return argument.entity;
  const bool at_hand = argument.kind == plan::Argument::Kind::slot && argument.slot < of_payment.size();
  return at_hand ? of_payment[argument.slot].entity : EntityId();
}

// The party that a column names for these members, where it is the same in all periods.
EntityId party_in_column(const Contract& contract, const plan::Node& load,
                         const std::vector<plan::Argument>& of_payment) {
  const model::Value& column = contract.value(load.value);
  if (column.kind != plan::Value::Kind::parameter || !column.cells.periods.empty() || !column.versions.empty())
    return {};
  std::size_t at = 0;
  for (std::size_t i = 0; i < load.arguments.size(); ++i) {
    const EntityId member = member_of(load.arguments[i], of_payment);
    if (!member) return {};
    const SetId set = column.indexes[i].set;
    const auto position = contract.position(set, member);
    if (!position) return {};
    at = at * contract.set(set).set.members.size() + *position;
  }
  if (at >= column.cells.nodes.size() || !column.cells.nodes[at]) return {};
  const auto* party = std::get_if<EntityId>(&contract.nodes[column.cells.nodes[at].index].figure);
  return party ? *party : EntityId();
}

// The party on one side of a payment, where it is the same in all periods.
EntityId party_of(const Context& context, const plan::PartyRef& side, const std::vector<plan::Argument>& arguments) {
  if (!side.node) return side.party;
  const plan::Node& node = context.contract.nodes[side.node.index];
  if (node.op == plan::Op::slot) return member_of({plan::Argument::Kind::slot, node.slot, {}, {}}, arguments);
  return node.op == plan::Op::load ? party_in_column(context.contract, node, arguments) : EntityId();
}

// `expect fee from icb to trust = £5`: that the payment goes that way.
void check_parties(Context& context, const syntax::ScenarioItem& item, NodeId left, Period period) {
  for (const plan::Node* at = &context.contract.nodes[left.index]; at->op == plan::Op::at;
       at = &context.contract.nodes[left.index]) {
    period = moved(context.contract.calendar, *at->time, period).value_or(period);
    left = at->operands.front();
  }
  const plan::Node& node = context.contract.nodes[left.index];
  const auto* equal = context.as<syntax::Binary>(item.test);
  if (node.op != plan::Op::load || context.contract.value(node.value).kind != plan::Value::Kind::payment) {
    context.report(make<Id::TypeExpected>(context.expr(equal->left).span, "the name of a payment before 'from'",
                                          "something else"));
    return;
  }
  const auto from = context.party(*item.from);
  const auto to = context.party(*item.to);
  const model::Value& payment = context.contract.value(node.value);
  const model::Version* version = payment.version_at(period);
  const plan::PaymentRules& rules = (version ? context.contract.value(version->source) : payment).payment;
  const EntityId payer = party_of(context, rules.from, node.arguments);
  const EntityId receiver = party_of(context, rules.to, node.arguments);
  if (!from || !to || !payer || !receiver || (*from == payer && *to == receiver)) return;
  const auto words_of = [&](EntityId party) { return context.contract.entities[party.index].name; };
  const auto words = [&](EntityId one, EntityId other) { return "from " + words_of(one) + " to " + words_of(other); };
  context
      .report(make<Id::PaidTheOtherWay>(Span{item.from->span.file, item.from->span.begin, item.to->span.end},
                                        payment.name, words(payer, receiver), words(*from, *to)))
      .label(payment.name_span, "this payment")
      .help("if the payment is right, say 'from " + words_of(payer) + " to " + words_of(receiver) + "' here");
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
      if (item.from) check_parties(context, item, expectation.left, into.scenario.period);
    }
    into.scenario.slot_count = std::max(into.scenario.slot_count, sentence.slot_count());
  }
  into.scenario.expect.push_back(expectation);
  into.expect_spans.push_back(item.span);
}

bool expects_something(const std::vector<syntax::ScenarioLine>& lines) {
  return std::any_of(lines.begin(), lines.end(), [](const syntax::ScenarioLine& line) { return !line.given; });
}

// The period of the declaration, or of the scenario that it goes on from. Reports.
std::optional<Period> period_of(Context& context, const syntax::ScenarioDecl& decl, const model::Scenario* base) {
  if (!decl.period && base) return base->scenario.period;
  if (!decl.period) {
    context.report(make<Id::TypeExpected>(decl.title ? decl.title->span : decl.span,
                                          "a period: 'scenario \"...\" in 2024/25'", "none"));
    return std::nullopt;
  }
  const auto period = context.period(*decl.period);
  if (!period) return std::nullopt;
  if (period->first_month < context.contract.term.first || months_of(*period).last > context.last_month()) {
    context.report(make<Id::OutsideTerm>(decl.period->span, "'" + decl.period->text + "'"));
    return std::nullopt;
  }
  if (base && base->scenario.period.grain != period->grain) {
    const std::string other = context.contract.calendar.name(base->scenario.period);
    context
        .report(make<Id::TypeExpected>(decl.period->span, "a " + grain_word(base->scenario.period.grain),
                                       "'" + decl.period->text + "'"))
        .help("the scenario that it goes on from is one of " + other);
    return std::nullopt;
  }
  return period;
}

// `as "..."`: the scenario above whose givens are this one's too.
std::optional<model::Scenario> base_of(Context& context, const syntax::ScenarioDecl& decl) {
  const std::vector<model::Scenario>& above = context.contract.scenarios;
  const auto found = std::find_if(above.begin(), above.end(), [&](const model::Scenario& scenario) {
    return scenario.scenario.title == decl.as->text;
  });
  if (found != above.end()) return *found;
  Diagnostic& diagnostic = context.report(make<Id::UnknownName>(decl.as->span, decl.as->text));
  diagnostic.help("give the title of a scenario above this one, without a table of cases");
  return std::nullopt;
}

void read_lines(Context& context, model::Scenario& into, std::vector<GivenLine>& given, const Scope& scope,
                const std::vector<syntax::ScenarioLine>& lines) {
  for (const syntax::ScenarioLine& line : lines) {
    for (const syntax::ScenarioItem& item : line.items) {
      if (!line.given) {
        read_expect(context, into, scope, item);
      } else if (item.refused_naming) {
        context.report(make<Id::TypeExpected>(item.span, "a figure that is fixed", "a refusal"))
            .help("a refusal is expected: 'expect settlement refused naming ...'");
      } else {
        read_given(context, into, given, scope, item);
      }
    }
  }
}

// The scenario itself, or one case of it.
void add_scenario(Context& context, const syntax::ScenarioDecl& decl, model::Scenario scenario, const Scope& scope,
                  const syntax::ScenarioCase* one) {
  std::vector<GivenLine> lines;
  read_lines(context, scenario, lines, scope, decl.lines);
  if (one) read_lines(context, scenario, lines, scope, one->lines);
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.general > b.general; });
  for (GivenLine& line : lines) {
    scenario.given_spans.insert(scenario.given_spans.end(), line.given.size(), line.span);
    std::move(line.given.begin(), line.given.end(), std::back_inserter(scenario.scenario.given));
  }
  context.contract.scenarios.push_back(std::move(scenario));
}

}  // namespace

void read_scenario(Context& context, const syntax::ScenarioDecl& decl) {
  model::Scenario scenario;
  if (decl.as) {
    auto base = base_of(context, decl);
    if (!base) return;
    scenario = *std::move(base);
  }
  const auto period = period_of(context, decl, decl.as ? &scenario : nullptr);
  if (!period) return;
  scenario.span = decl.span;
  scenario.scenario.title = decl.title ? decl.title->text : "";
  scenario.scenario.period = *period;
  scenario.scenario.expect.clear();
  scenario.expect_spans.clear();
  for (const syntax::ScenarioData& data : decl.data) scenario.data.push_back({data.path, data.file.span});
  const bool all_expect = !decl.cases.empty() && std::all_of(decl.cases.begin(), decl.cases.end(), [](const auto& one) {
    return expects_something(one.lines);
  });
  if (!expects_something(decl.lines) && !all_expect && !context.has_mistake_in(decl.span))
    context
        .report(make<Id::TypeExpected>(decl.title ? decl.title->span : decl.span, "a line 'expect ...'",
                                       "a scenario that expects nothing"))
        .help("say what is to come out: 'expect fee = " + context.sign_of(Type::money()) + "5'");
  Scope scope;
  scope.grain = period->grain;
  scope.during = {months_of(*period)};
  scope.scenario = true;
  if (decl.cases.empty()) return add_scenario(context, decl, std::move(scenario), scope, nullptr);
  const std::string title = scenario.scenario.title;
  for (std::size_t i = 0; i < decl.cases.size(); ++i) {
    scenario.scenario.title = title + ", case " + std::to_string(i + 1);
    scenario.span = decl.cases[i].span;
    add_scenario(context, decl, scenario, scope, &decl.cases[i]);
  }
}

}  // namespace quarterday::check
