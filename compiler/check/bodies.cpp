// SPDX-License-Identifier: Apache-2.0
//
// Every sentence that waited for the names: bodies, rules for missing figures, requirements, guarantees, scenarios.
#include "compiler/check/bodies.h"

#include <algorithm>

#include "compiler/check/balances.h"
#include "compiler/check/heads.h"
#include "compiler/check/percent_signs.h"
#include "compiler/check/variations.h"
#include "runtime/plan/walk.h"
#include "runtime/value/format.h"

namespace quarterday::check {
Scope scope_of(const std::vector<model::Index>& indexes, Grain grain, const std::vector<MonthRange>& during,
               const std::string& clause) {
  Scope scope;
  for (std::uint32_t i = 0; i < indexes.size(); ++i)
    scope.variables.push_back({indexes[i].name, indexes[i].set, i, indexes[i].alias, indexes[i].name_span});
  scope.grain = grain;
  scope.during = during;
  scope.clause = clause;
  scope.next_slot = scope.slot_count = static_cast<std::uint32_t>(indexes.size());
  return scope;
}

Scope scope_of(const Contract& contract, ValueId id) {
  const model::Value& value = contract.value(id);
  const auto& during = value.versions.empty() ? value.during : value.versions.front().during;
  Scope scope = scope_of(value.indexes, value.grain, during, value.clause);
  scope.owner = value.version_of ? value.version_of : id;
  return scope;
}

// `each indicator where threshold is given`: the test sees the indexes up to its own.
std::uint32_t read_wheres(Context& context, std::vector<model::Index>& indexes, const std::vector<ExprId>& wheres,
                          const Scope& scope) {
  std::uint32_t slots = scope.slot_count;
  for (std::size_t i = 0; i < indexes.size() && i < wheres.size(); ++i) {
    if (!wheres[i]) continue;
    Scope inner = scope;
    inner.variables.resize(i + 1);
    Sentence sentence(context, inner);
    indexes[i].where = sentence.condition(wheres[i]);
    slots = std::max(slots, sentence.slot_count());
  }
  return slots;
}

namespace {

// Money per case wants the cases; money times cases was meant to be a price.
std::string help_for_units(const Context& context, const Type& type) {
  const Contract& contract = context.contract;
  for (const auto& [unit, power] : type.units) {
    if (power <= 0 || model::is_currency(unit)) continue;
    const std::string& one = contract.units[unit].singular;
    return "an amount times " + contract.units[unit].name + " is not money: if it is a price, say what it is per: '" +
           context.sign_of(Type::money()) + "5 per " + one + "'";
  }
  for (const auto& [unit, power] : type.units) {
    if (power >= 0 || model::is_currency(unit)) continue;
    const std::string& counted = contract.units[unit].name;
    std::string help = "multiply it by ";
    return help.append(counted)
        .append("; a column of plain numbers can be given a unit in its header: 'plan : ")
        .append(counted)
        .append("'");
  }
  return "multiply it by what it is per";
}

}  // namespace

std::string written_as(const Context& context, const Type& type, const value::Rational& figure) {
  if (type.shown != Type::Shown::plain) return value::format_percent(figure);
  const std::string digits = value::format_number(value::abs(figure));
  std::string text = (figure.sign() < 0 ? "-" : "") + (type.has_money() ? context.sign_of(type) : "") + digits;
  for (const auto& [unit, power] : type.units)
    if (power < 0 && !model::is_currency(unit)) text += " per " + context.contract.units[unit].singular;
  return text;
}

std::string amount_as(const Context& context, const Type& type, NodeId figure) {
  const auto* number = std::get_if<value::Rational>(&context.contract.nodes[figure.index].figure);
  return written_as(context, type, number != nullptr ? *number : value::Rational());
}

void must_fit(Context& context, const model::Value& value, const Typed& body, Span span) {
  if (body.type.is_error() || value.type.is_error()) return;
  if (model::fits(value.type, body.type)) {
    forgets_percent(context, value.type, body);
    return;
  }
  Contract& contract = context.contract;
  if (value.kind == plan::Value::Kind::payment && model::differ_in_currency(value.type, body.type)) {
    const auto code = [&](const Type& type) {
      const std::string foreign = model::foreign_code(type.currency().value_or(model::money_unit));
      return foreign.empty() ? contract.currency.code : foreign;
    };
    context.report(make<Id::DeclaredOtherwise>(span, value.name, "a payment in " + code(value.type), code(body.type)))
        .help("convert it by a rate of exchange, or say after the head in which currency it is paid: ': " +
              code(body.type) + "'");
    return;
  }
  if (value.kind == plan::Value::Kind::payment) {
    Diagnostic& diagnostic = context.report(make<Id::PaymentNotMoney>(span, value.name, contract.describe(body.type)));
    if (body.type.has_money()) diagnostic.help(help_for_units(context, body.type));
    return;
  }
  Diagnostic& diagnostic = context.report(
      make<Id::DeclaredOtherwise>(span, value.name, contract.describe(value.type), contract.describe(body.type)));
  diagnostic.label(value.name_span, "declared as " + contract.describe(value.type));
  if (value.type.is_plain() && body.type.has_money())
    diagnostic.help("declare it as '" + contract.describe(body.type) + "'");
  const bool is_price = value.type.has_money() && !value.type.is_money();
  if (value.type.has_money() && (body.type.bare || (is_price && body.type.is_money())))
    diagnostic.help(
        (is_price ? "write it with its sign and what it is per: '" : "write amounts of money with their sign: '") +
        amount_as(context, value.type, body.node) + "'");
  if (model::differ_in_currency(value.type, body.type))
    diagnostic.help(
        "convert it by a rate of exchange: '... * rate' with a rate declared as one currency per the other");
  else if (value.type.has_money() && body.type.has_money() && !body.type.is_money() &&
           !(value.type.units == body.type.units))
    diagnostic.help(help_for_units(context, body.type));
}

namespace {

void read_body(Context& context, const Context::Pending& pending) {
  Contract& contract = context.contract;
  // With a head that could not be read no member is at hand, and every name would be a mistake of its own.
  if (contract.broken_names.count(contract.value(pending.value).name) != 0) return;
  Scope scope = scope_of(contract, pending.value);
  const std::uint32_t where_slots =
      read_wheres(context, contract.values[pending.value.index].indexes, pending.index_wheres, scope);
  scope.slot_count = std::max(scope.slot_count, where_slots);
  scope.next_slot = scope.slot_count;
  const syntax::Body& body = *pending.body;
  if (body.table) scope.table = &*body.table;
  Sentence sentence(context, scope);
  if (pending.payment) {
    auto& rules = contract.values[pending.value.index].payment;
    const auto& decl = *pending.payment;
    const auto side = [&](const std::optional<syntax::PartyReference>& reference) {
      if (!reference || context.is_broken(decl.name.text)) return plan::PartyRef{};
      const std::string name = reference->as ? reference->as->text : reference->name.text;
      return sentence.party({reference->each ? name : reference->name.text, reference->name.span});
    };
    rules.from = side(decl.from);
    rules.to = side(decl.to);
  }
  const Type wanted = contract.value(pending.value).type;
  Typed read;
  Span span = contract.value(pending.value).name_span;
  if (body.expr) {
    read = sentence.read(body.expr, &wanted);
    span = context.expr(body.expr).span;
    if (body.table && !sentence.table_used() && !read.type.is_error())
      context.report(make<Id::PhraseTable>(body.table->span, "nothing in this declaration reads this table"))
          .help(
              "say 'tiers of', 'scale of' or 'steps of' a figure; for a table of cases leave out the '=' and what "
              "follows it");
  } else if (body.table) {
    read = sentence.guard_table(*body.table, &wanted);
    span = body.table->span;
  }
  must_fit(context, contract.value(pending.value), read, span);
  model::Value& value = contract.values[pending.value.index];
  value.body = read.node;
  value.slot_count = sentence.slot_count();
}

// `between £0 and £500`: the figures that are accepted, written out, so that data and scenarios can be held against
// them.
void read_between(Context& context, ValueId input, const syntax::InputRule& rule, const Scope& scope) {
  const Type type = context.contract.value(input).type;
  if (type.is_error()) return;
  if (!type.is_number() || type.is_figure()) {
    context
        .report(make<Id::TypeExpected>(rule.span, "a number, a percent or an amount of money for this rule",
                                       context.contract.describe(type)))
        .help(type.is_figure() ? "each member's figure has a type of its own; say in a `require` what is accepted"
                               : "only numbers lie between two others");
    return;
  }
  Sentence sentence(context, scope);
  Typed range = sentence.read(rule.value);
  if (range.type.is_error()) return;
  const Span span = context.expr(rule.value).span;
  range.type.kind = Type::Kind::number;
  model::Value& value = context.contract.values[input.index];
  const std::vector<NodeId> ends = context.contract.nodes[range.node.index].operands;
  const auto low = plan::written_figure(context.contract.nodes, ends[0]);
  const auto high = plan::written_figure(context.contract.nodes, ends[1]);
  if (!low || !high) {
    context.report(make<Id::TypeExpected>(span, "figures that are written out: 'between 0 and 100'", "a sentence"))
        .help("what is accepted is known before anything is settled; say in a `require` what depends on other figures");
    return;
  }
  const bool is_part = type.shown != Type::Shown::plain && range.type.shown == Type::Shown::plain;
  if (is_part && !(low->is_zero() && high->is_zero())) {
    context.report(make<Id::TypeExpected>(span, "percentages: 'between 0% and 100%'", "plain numbers"));
    return;
  }
  must_fit(context, value, range, span);
  if (!model::fits(type, range.type)) return;
  if (*high < *low) {
    context.report(make<Id::InputRange>(span, written_as(context, type, *low), written_as(context, type, *high)));
    return;
  }
  value.input.between = plan::Range{*low, *high};
  value.input.between_words = "between " + written_as(context, type, *low) + " and " + written_as(context, type, *high);
}

void read_rules(Context& context, const Context::Pending& pending) {
  Contract& contract = context.contract;
  if (contract.broken_names.count(contract.value(pending.value).name) != 0) return;
  Scope scope = scope_of(contract, pending.value);
  scope.rule = true;
  std::uint32_t slots = read_wheres(context, contract.values[pending.value.index].indexes, pending.index_wheres, scope);
  for (const syntax::InputRule& rule : pending.input->rules) {
    using Kind = syntax::InputRule::Kind;
    const Type& type = contract.value(pending.value).type;
    const bool needs_ratio = rule.kind == Kind::denominator_below || rule.kind == Kind::may_pass;
    if (needs_ratio && !type.is_error() && !type.is_plain() && !type.figure_of) {
      context
          .report(make<Id::TypeExpected>(rule.span, "a share, a percent or a number for this rule",
                                         contract.describe(type)))
          .help("only what is reported as a ratio has a numerator and a denominator");
      continue;
    }
    if (rule.kind == Kind::between) read_between(context, pending.value, rule, scope);
    if (rule.kind != Kind::not_reported && rule.kind != Kind::denominator_below) continue;
    Scope inner = scope;
    inner.next_slot = inner.slot_count = std::max(scope.slot_count, slots);
    if (!rule.clause.text.empty()) inner.clause = rule.clause.text;
    Sentence sentence(context, inner);
    const Type wanted = contract.value(pending.value).type;
    const Typed instead = sentence.read(rule.value, &wanted);
    const Span span = context.expr(rule.value).span;
    const Span words{rule.span.file, rule.span.begin, span.end};  // without its clause, which is shown apart
    must_fit(context, contract.value(pending.value), instead, span);
    NodeId bound;
    if (rule.kind == Kind::denominator_below) bound = sentence.read(rule.bound).node;
    model::Value& value = contract.values[pending.value.index];
    slots = std::max(slots, sentence.slot_count());
    if (rule.kind == Kind::not_reported) {
      const bool refuses = context.as<syntax::SettlementRefused>(rule.value) != nullptr;
      value.input.when_not_reported = refuses ? NodeId{} : instead.node;
      value.not_reported_clause = inner.clause;
      value.not_reported_span = words;
    } else {
      value.input.denominator_bound = bound;
      value.input.when_denominator_below = instead.node;
      value.denominator_clause = inner.clause;
      value.denominator_span = words;
    }
  }
  contract.values[pending.value.index].slot_count =
      std::max(slots, static_cast<std::uint32_t>(contract.value(pending.value).indexes.size()));
}

void read_requirement(Context& context, const syntax::RequireDecl& decl) {
  const ReadHead head = read_head(context, decl.head);
  const auto input = input_named(context, decl.naming.name);
  if (head.broken) return;
  model::Requirement requirement;
  requirement.indexes = head.indexes;
  requirement.grain = head.grain;
  requirement.during = head.during;
  requirement.span = decl.span;
  requirement.clause = decl.clause.text;
  Scope scope = scope_of(head.indexes, head.grain, head.during, decl.clause.text);
  scope.next_slot = scope.slot_count = read_wheres(context, requirement.indexes, head.wheres, scope);
  Sentence sentence(context, scope);
  requirement.condition = sentence.condition(decl.condition);
  requirement.slot_count = sentence.slot_count();
  if (!input) return;
  requirement.input = *input;
  requirement.every_settlement = decl.every_settlement;
  const auto named = sentence.figure_of(*input, decl.naming, true);
  if (!named) return;
  requirement.naming = *named;
  const model::Value& value = context.contract.value(*input);
  // Records have no periods: the figures over them have.
  if (requirement.grain > value.grain && !decl.every_settlement && !value.records) {
    const bool once = value.grain == Grain::once;
    context
        .report(make<Id::TypeExpected>(decl.span,
                                       once ? "a requirement without periods"
                                            : "a requirement of each " + grain_word(value.grain) +
                                                  (value.grain == Grain::year ? "" : " or longer"),
                                       "one of each " + grain_word(requirement.grain)))
        .label(value.name_span, once ? "reported once" : "reported each " + grain_word(value.grain));
    return;
  }
  context.contract.requirements.push_back(std::move(requirement));
}

void read_guarantee(Context& context, const syntax::GuaranteeDecl& decl) {
  ReadHead head = read_head(context, decl.head);
  if (head.broken) return;
  Scope scope = scope_of(head.indexes, head.grain, head.during, decl.clause.text);
  scope.next_slot = scope.slot_count = read_wheres(context, head.indexes, head.wheres, scope);
  model::Guarantee guarantee;
  scope.movements = &guarantee.movements;
  Sentence sentence(context, scope);
  guarantee.condition = sentence.condition(decl.condition);
  guarantee.title = decl.title ? decl.title->text : "";
  guarantee.indexes = std::move(head.indexes);
  guarantee.grain = head.grain;
  guarantee.during = head.during;
  guarantee.slot_count = sentence.slot_count();
  guarantee.span = context.expr(decl.condition).span;
  guarantee.clause = decl.clause.text;
  context.contract.guarantees.push_back(std::move(guarantee));
}

}  // namespace

std::optional<ValueId> input_named(Context& context, const syntax::Name& name) {
  if (context.is_broken(name.text)) return std::nullopt;
  const auto found = context.contract.values_by_name.find(name.text);
  if (found != context.contract.values_by_name.end() && !found->second.empty()) {
    const ValueId id = found->second.front();
    context.refer(name.span, context.contract.value(id).name_span);
    if (context.contract.value(id).kind == plan::Value::Kind::input) return id;
    context.report(make<Id::NotAnInput>(name.span, name.text))
        .help("a settlement is refused naming what is missing or wrong in the data");
    return std::nullopt;
  }
  Diagnostic& diagnostic = context.report(make<Id::UnknownName>(name.span, name.text));
  context.unknown_names.insert(name.text);
  std::vector<std::string_view> candidates;
  for (const auto& [known, ids] : context.contract.values_by_name) candidates.push_back(known);
  context.suggest(diagnostic, name, candidates);
  return std::nullopt;
}

void check_sentences(Context& context) {
  for (const Context::Pending& pending : context.pending) {
    if (!pending.input) {
      read_body(context, pending);
      continue;
    }
    // Several inputs of one declaration share its rules: a mistake in them is reported once.
    const bool first = pending.input->names.front().name.text == context.contract.value(pending.value).name;
    diagnostics::Sink unheard;
    Context silent{context.tree, context.contract, unheard, {}, {}};
    read_rules(first ? context : silent, pending);
  }
  read_balances(context);
  for (const syntax::Declaration* written : context.declarations) {
    const syntax::Declaration& declaration = *written;
    context.deed = deed_of(context, declaration);
    if (const auto* require = std::get_if<syntax::RequireDecl>(&declaration)) read_requirement(context, *require);
    if (const auto* guarantee = std::get_if<syntax::GuaranteeDecl>(&declaration)) read_guarantee(context, *guarantee);
    if (const auto* scenario = std::get_if<syntax::ScenarioDecl>(&declaration)) read_scenario(context, *scenario);
  }
  context.deed.reset();
}

}  // namespace quarterday::check
