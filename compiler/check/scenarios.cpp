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

// What is given of one member, or of one period, goes before what is given of all; the runtime takes the last.
struct GivenLine {
  std::size_t general = 0;  // how many members and periods it leaves open
  std::vector<plan::Given> given;
  Span span;
};

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
        .help(left.type.has_money() ? "write amounts of money with their sign: '" + context.sign_of(left.type) + "0'"
                                    : "give it in the unit it is declared in");
    return false;
  }
  const model::Value& value = context.contract.value(node->value);
  if (!fits_at_once(context, value, node->arguments)) {
    context.report(make<Id::TypeExpected>(left_span, "the members of which it is given: 'for ...'",
                                          "more than 10,000 figures at once"));
    return false;
  }
  GivenLine line{0, {}, item.span};
  const bool spread = value.grain > period.value_or(into.scenario.period).grain;
  line.general =
      static_cast<std::size_t>(std::count_if(node->arguments.begin(), node->arguments.end(),
                                             [](const auto& a) { return a.kind == plan::Argument::Kind::slot; })) +
      (spread ? 1 : 0);
  for (std::vector<EntityId>& members : members_given(context, value, node->arguments))
    line.given.push_back({node->value, std::move(members), period, right.node, {}});
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
  std::vector<GivenLine> lines;
  for (const syntax::ScenarioLine& line : decl.lines)
    for (const syntax::ScenarioItem& item : line.items) {
      if (!line.given)
        read_expect(context, scenario, scope, item);
      else if (item.refused_naming)
        context.report(make<Id::TypeExpected>(item.span, "a figure that is fixed", "a refusal"))
            .help("a refusal is expected: 'expect settlement refused naming ...'");
      else
        read_given(context, scenario, lines, scope, item);
    }
  std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.general > b.general; });
  for (GivenLine& line : lines) {
    scenario.given_spans.insert(scenario.given_spans.end(), line.given.size(), line.span);
    std::move(line.given.begin(), line.given.end(), std::back_inserter(scenario.scenario.given));
  }
  context.contract.scenarios.push_back(std::move(scenario));
}

}  // namespace quarterday::check
