// SPDX-License-Identifier: Apache-2.0
//
// Names in a sentence: the members at hand, values with their indexes, and periods.
#include <algorithm>
#include <utility>

#include "compiler/check/balances.h"
#include "compiler/check/records.h"
#include "compiler/check/sentence.h"
#include "compiler/library/library.h"

namespace quarterday::check {

const Variable* Sentence::variable(std::string_view wanted) const {
  for (auto it = scope_.variables.rbegin(); it != scope_.variables.rend(); ++it)
    if (it->name == wanted) return &*it;
  return nullptr;
}

// A name as it is found among the values: plain, a figure of a balance, or the number of a set of rows.
std::optional<syntax::Name> Sentence::plain_name(ExprId id) const {
  const Span span = context_.expr(id).span;
  if (const auto* plain = context_.as<syntax::NameReference>(id)) {
    if (const auto rows = contract_.row_sets_by_name.find(plain->text); rows != contract_.row_sets_by_name.end())
      context_.refer(span, contract_.rows(rows->second).name_span);
    // `seen is reported` asks whether there are such rows.
    const bool are_rows = rows_asked_ && contract_.row_sets_by_name.count(plain->text) != 0;
    return syntax::Name{are_rows ? number_of_rows(plain->text) : plain->text, span};
  }
  if (auto counted = rows_counted(id)) return counted;
  const auto* figure = context_.as<syntax::BalanceFigure>(id);
  if (!figure) return std::nullopt;
  // An unknown balance is looked for by its own name, so that the message names it.
  if (contract_.balances.count(figure->name.text) == 0 && !context_.is_broken(figure->name.text)) return figure->name;
  const std::string name = balance_figure_name(figure->kind, figure->name.text);
  if (const auto balance = contract_.values_by_name.find(name); balance != contract_.values_by_name.end())
    context_.refer(figure->name.span, contract_.value(balance->second.front()).name_span);
  return syntax::Name{name, span};
}

// A name with its adverbs, in whatever order they stand: `price for op_first in March`.
Typed Sentence::reference(ExprId id, const Type* wanted, plan::Op op) {
  const Span span = context_.expr(id).span;
  std::vector<syntax::Name> fors;
  while (true) {
    if (const auto* look_up = context_.as<syntax::For>(id)) {
      fors.insert(fors.begin(), look_up->target);
      id = look_up->of;
    } else if (const auto* time = context_.as<syntax::At>(id)) {
      return at(time->time, time->of, fors, wanted, op, span);
    } else {
      break;
    }
  }
  if (const auto plain = plain_name(id)) return name(*plain, fors, wanted, op, span);
  if (const auto* bracketed = context_.as<syntax::Bracketed>(id); bracketed && fors.empty() && op == plan::Op::load)
    return read(bracketed->inner, wanted);
  if (context_.as<syntax::ErrorExpr>(id)) return error_at(span);
  if (const auto* rows = rows_summed(id); rows && op == plan::Op::load) return over_rows(*rows, span, fors);
  if (fors.empty() && op == plan::Op::load) return read(id, wanted);
  context_.report(make<Id::TypeExpected>(context_.expr(id).span, "the name of a value", "a longer sentence"))
      .help("give the sentence a name with `define`, then say '" +
            (fors.empty() ? std::string("... of it") : "for " + fors.front().text) + "' of that name");
  return error_at(span);
}

Typed Sentence::name(const syntax::Name& written, const std::vector<syntax::Name>& fors, const Type* wanted,
                     plan::Op op, Span span) {
  if (fors.empty() && op == plan::Op::load) {
    if (const Variable* at_hand = variable(written.text)) {
      context_.refer(written.span, at_hand->span);
      plan::Node node;
      node.op = plan::Op::slot;
      node.slot = at_hand->slot;
      return {context_.add(std::move(node), span, Type::member(at_hand->set), scope_.clause),
              Type::member(at_hand->set)};
    }
    if (wanted && wanted->kind == Type::Kind::member && wanted->set)
      if (const auto member = contract_.member(wanted->set, written.text)) {
        context_.refer(written.span, contract_.entity_spans[member->index]);
        return constant(*member, span, *wanted);
      }
  }
  if (context_.is_broken(written.text)) return error_at(span);
  const auto found = contract_.values_by_name.find(written.text);
  if (found == contract_.values_by_name.end() || found->second.empty()) return unknown(written, wanted);
  const std::vector<ValueId>& candidates = found->second;
  const auto& of_records = contract_.value(candidates.front()).records;
  if (of_records && of_records->what == plan::RecordFigure::What::table) return unknown(written, wanted);
  if (candidates.size() == 1) {
    context_.refer(written.span, contract_.value(candidates.front()).name_span);
    auto arguments = bind(contract_.value(candidates.front()), fors, span, false);
    return arguments ? load(candidates.front(), std::move(*arguments), op, span) : error_at(span);
  }
  // Columns of one name in several tables: the one whose members are at hand.
  std::vector<std::pair<ValueId, std::vector<plan::Argument>>> within_reach;
  for (const ValueId candidate : candidates)
    if (auto arguments = bind(contract_.value(candidate), fors, span, true))
      within_reach.emplace_back(candidate, std::move(*arguments));
  if (within_reach.size() == 1) context_.refer(written.span, contract_.value(within_reach.front().first).name_span);
  if (within_reach.size() == 1)
    return load(within_reach.front().first, std::move(within_reach.front().second), op, span);
  if (within_reach.empty()) {
    bind(contract_.value(candidates.front()), fors, span, false);
    return error_at(span);
  }
  const auto table_of = [&](const auto& reach) {
    return "the " + contract_.set(contract_.value(reach.first).indexes.front().set).set.name;
  };
  context_.report(make<Id::AmbiguousName>(span, written.text, table_of(within_reach[0]), table_of(within_reach[1])))
      .label(contract_.value(within_reach[0].first).name_span, "this column")
      .label(contract_.value(within_reach[1].first).name_span, "and this one")
      .help("say of which member it is meant: '" + written.text + " for ...'");
  return error_at(span);
}

// What could be meant, where that can be said in a line.
void Sentence::list_members(Diagnostic& diagnostic, SetId id) const {
  constexpr std::size_t most = 12;
  const plan::Set& set = contract_.set(id).set;
  if (set.members.empty() || set.members.size() > most) return;
  std::string members;
  for (std::size_t i = 0; i < set.members.size(); ++i)
    members += (i == 0                        ? ""
                : i + 1 == set.members.size() ? " and "
                                              : ", ") +
               ("'" + contract_.entities[set.members[i].index].name + "'");
  diagnostic.help("the " + set.name + " are " + members);
}

Typed Sentence::unknown(const syntax::Name& written, const Type* wanted) {
  if (contract_.balances.count(written.text) != 0) {
    context_.report(make<Id::BalanceUsedAlone>(written.span, written.text))
        .help("say which: 'opening " + written.text + "', 'paid into " + written.text + "', 'paid out of " +
              written.text + "', 'closing " + written.text + "'");
    return error_at(written.span);
  }
  if (contract_.row_sets_by_name.count(written.text) != 0) {
    context_.report(make<Id::TypeExpected>(written.span, "a figure", "rows"))
        .help("say 'number of " + written.text + "', or 'sum over " + written.text + " of ...'");
    return error_at(written.span);
  }
  Diagnostic& diagnostic = context_.report(make<Id::UnknownName>(written.span, written.text));
  if (scope_.rule && written.text == "refused") diagnostic.help("say 'settlement refused'");
  if (const library::Subject* subject = library::subject_of(written.text))
    diagnostic.help("`import " + std::string(subject->name) + "` brings '" + written.text + "'");
  context_.unknown_names.insert(written.text);
  if (context_.sink.is_full()) return error_at(written.span);
  std::vector<std::string_view> candidates;
  if (wanted && wanted->kind == Type::Kind::member && wanted->set)
    for (const EntityId id : contract_.set(wanted->set).set.members)
      candidates.push_back(contract_.entities[id.index].name);
  for (const Variable& at_hand : scope_.variables) candidates.push_back(at_hand.name);
  for (const auto& [known, ids] : contract_.values_by_name) candidates.push_back(known);
  for (const std::string& known : contract_.broken_names) candidates.push_back(known);
  context_.suggest(diagnostic, written, candidates);
  if (wanted && wanted->kind == Type::Kind::member && wanted->set) list_members(diagnostic, wanted->set);
  for (const model::Set& set : contract_.sets) {
    const bool is_member = std::any_of(set.set.members.begin(), set.set.members.end(),
                                       [&](EntityId id) { return contract_.entities[id.index].name == written.text; });
    if (!is_member) continue;
    diagnostic.help("'" + written.text + "' is one of the " + set.set.name + ": say '... for " + written.text +
                    "', or '" + set.set.singular + " is " + written.text + "'");
    break;
  }
  if (contract_.sets_by_plural.count(written.text) != 0)
    diagnostic.help("'" + written.text + "' names all its members together: say 'sum over " + written.text +
                    " of ...'");
  return error_at(written.span);
}

// `region`: the column in which one of the members at hand has a member of the set.
std::optional<std::string> Sentence::column_of_those_at_hand(SetId set) const {
  for (const model::Value& column : contract_.values) {
    const bool names_one = column.is_column && column.type.kind == Type::Kind::member && !column.indexes.empty();
    if (!names_one || !contract_.within(column.type.set, set)) continue;
    for (const Variable& at_hand : scope_.variables)
      if (contract_.within(at_hand.set, column.indexes.front().set)) return column.name;
  }
  return std::nullopt;
}

// A column that names members is one of all parties, unless its header says which group they belong to.
bool Sentence::report_loose_column(const model::Value& value, const syntax::Name& wanted) {
  const auto named = contract_.values_by_name.find(wanted.text);
  if (named == contract_.values_by_name.end()) return false;
  for (const ValueId id : named->second) {
    const model::Value& column = contract_.value(id);
    if (!column.is_column || column.type.kind != Type::Kind::member) continue;
    for (const model::Index& index : value.indexes) {
      if (!contract_.overlap(column.type.set, index.set)) continue;
      const plan::Set& group = contract_.set(index.set).set;
      context_.report(make<Id::NotAMember>(wanted.span, wanted.text, group.name))
          .label(column.name_span, "this column names any of the " + contract_.set(column.type.set).set.name)
          .help("say in the header of the table that it names " + group.name + ": '" + wanted.text + " : " +
                group.singular + "'");
      return true;
    }
  }
  return false;
}

std::optional<std::vector<plan::Argument>> Sentence::bind(const model::Value& value,
                                                          const std::vector<syntax::Name>& fors, Span span,
                                                          bool quiet) {
  std::vector<std::optional<plan::Argument>> bound(value.indexes.size());
  std::vector<bool> used(scope_.variables.size(), false);
  // An index with a name of its own is met by the member at hand of that name.
  const auto own_name = [&](std::size_t i) -> std::optional<std::size_t> {
    for (std::size_t v = scope_.variables.size(); value.indexes[i].alias && v-- > 0;)
      if (scope_.variables[v].name == value.indexes[i].name &&
          contract_.within(scope_.variables[v].set, value.indexes[i].set))
        return v;
    return std::nullopt;
  };
  for (const syntax::Name& wanted : fors) {
    std::optional<std::size_t> place;
    plan::Argument argument;
    const auto take = [&](auto fits_index) {
      for (const bool skip_named : {true, false})
        for (std::size_t i = 0; i < bound.size() && !place; ++i)
          if (!bound[i] && !(skip_named && own_name(i)) && fits_index(i)) place = i;
    };
    if (const Variable* at_hand = variable(wanted.text)) {
      take([&](std::size_t i) { return contract_.within(at_hand->set, value.indexes[i].set); });
      // Said by name, a member of an overlapping group will do: for one outside, the figure is left out.
      take([&](std::size_t i) { return contract_.overlap(at_hand->set, value.indexes[i].set); });
      argument.slot = at_hand->slot;
      if (place) context_.refer(wanted.span, at_hand->span);
      if (place) used[static_cast<std::size_t>(at_hand - scope_.variables.data())] = true;
    }
    if (!place) {
      take([&](std::size_t i) { return contract_.member(value.indexes[i].set, wanted.text).has_value(); });
      if (place) {
        argument.kind = plan::Argument::Kind::entity;
        argument.entity = *contract_.member(value.indexes[*place].set, wanted.text);
        context_.refer(wanted.span, contract_.entity_spans[argument.entity.index]);
      }
    }
    const auto column = contract_.values_by_name.find(wanted.text);
    if (!place && column != contract_.values_by_name.end()) {
      for (const ValueId candidate : column->second) {
        const Type& type = contract_.value(candidate).type;
        if (type.kind != Type::Kind::member || place || candidate == scope_.owner) continue;
        take([&](std::size_t i) { return contract_.within(type.set, value.indexes[i].set); });
        if (!place) continue;
        context_.refer(wanted.span, contract_.value(candidate).name_span);
        auto arguments = bind(contract_.value(candidate), {}, wanted.span, quiet);
        if (!arguments) return std::nullopt;
        argument.kind = plan::Argument::Kind::node;
        argument.node = load(candidate, std::move(*arguments), plan::Op::load, wanted.span).node;
      }
    }
    if (!place) {
      if (quiet || context_.is_broken(wanted.text)) return std::nullopt;
      const bool takes_none = value.indexes.empty();
      if (report_loose_column(value, wanted)) return std::nullopt;
      const bool one_too_many = std::any_of(value.indexes.begin(), value.indexes.end(), [&](const model::Index& index) {
        return contract_.member(index.set, wanted.text).has_value();
      });
      if (one_too_many) {
        context_
            .report(make<Id::TypeExpected>(wanted.span, "one member for each index of '" + value.name + "'",
                                           "'" + wanted.text + "' as one more"))
            .label(value.name_span, "declared here");
        return std::nullopt;
      }
      Diagnostic& diagnostic = context_.report(make<Id::NotAMember>(
          wanted.span, wanted.text, takes_none ? value.name : contract_.set(value.indexes.front().set).set.name));
      if (takes_none) diagnostic.help("'" + value.name + "' is one figure: leave out 'for " + wanted.text + "'");
      if (!takes_none) context_.unknown_names.insert(wanted.text);
      std::vector<std::string_view> candidates;
      for (const model::Index& index : value.indexes)
        for (const EntityId id : contract_.set(index.set).set.members)
          candidates.push_back(contract_.entities[id.index].name);
      for (const Variable& at_hand : scope_.variables) candidates.push_back(at_hand.name);
      context_.suggest(diagnostic, wanted, candidates);
      return std::nullopt;
    }
    bound[*place] = argument;
  }
  for (std::size_t i = 0; i < bound.size(); ++i) {
    if (bound[i]) continue;
    if (const auto v = own_name(i); v && !used[*v]) {
      bound[i] = plan::Argument{plan::Argument::Kind::slot, scope_.variables[*v].slot, {}, {}};
      used[*v] = true;
    }
  }
  for (std::size_t i = 0; i < bound.size(); ++i) {
    if (bound[i]) continue;
    for (std::size_t v = scope_.variables.size(); v-- > 0 && !bound[i];) {
      if (used[v] || !contract_.within(scope_.variables[v].set, value.indexes[i].set)) continue;
      bound[i] = plan::Argument{plan::Argument::Kind::slot, scope_.variables[v].slot, {}, {}};
      used[v] = true;
    }
    if (bound[i]) continue;
    if (scope_.free) {
      const std::uint32_t slot = scope_.next_slot++;
      scope_.slot_count = std::max(scope_.slot_count, scope_.next_slot);
      scope_.free->push_back({slot, value.indexes[i].set});
      bound[i] = plan::Argument{plan::Argument::Kind::slot, slot, {}, {}};
      continue;
    }
    if (scope_.loose && !contract_.set(value.indexes[i].set).set.members.empty()) {
      bound[i] =
          plan::Argument{plan::Argument::Kind::entity, 0, contract_.set(value.indexes[i].set).set.members.front(), {}};
      continue;
    }
    if (scope_.every_member) {
      bound[i] = plan::Argument{plan::Argument::Kind::slot, 0, {}, {}};
      continue;
    }
    if (quiet) return std::nullopt;
    const std::string& index = value.indexes[i].name;
    context_.report(make<Id::NeedsIndex>(span, value.name, index, index))
        .label(value.name_span, "declared here")
        .help("say which: '" + value.name + " for " + column_of_those_at_hand(value.indexes[i].set).value_or("...") +
              "', or take them together: 'sum over " + contract_.set(value.indexes[i].set).set.name + " of " +
              value.name + "'");
    return std::nullopt;
  }
  std::vector<plan::Argument> arguments;
  arguments.reserve(bound.size());
  for (auto& argument : bound) arguments.push_back(*argument);
  return arguments;
}

// Which part of an amount of the year is meant, in a quarter or a month.
std::string Sentence::help_for_amount(const model::Value& value) const {
  const std::string own = grain_word(value.grain);
  const std::string here = grain_word(scope_.grain);
  const std::string whole = "'" + value.name + " this " + own + "'";
  if (value.records)
    return "for those of the " + here + " declare rows 'each " + here + "'; for all of the " + own + ", write " + whole;
  if (value.type.is_money() && value.grain == Grain::year)
    return "for the part that falls in the " + here + ", write 'instalment of " + value.name + "'; for the whole, " +
           whole;
  const int parts = value::Calendar::months(value.grain) / value::Calendar::months(scope_.grain);
  return "for the whole, write " + whole + "; for an equal part of it, '" + value.name + " this " + own + " / " +
         std::to_string(parts) + "'";
}

bool Sentence::check_grain(const model::Value& value, Span span) {
  if (value.grain == Grain::once || value.grain == scope_.grain || scope_.any_grain) return true;
  const std::string own = grain_word(value.grain);
  if (value.grain > scope_.grain) {
    Diagnostic& diagnostic = context_.report(
        make<Id::FinerNeedsSummary>(span, value.name, grain_adverb(value.grain), grain_adverb(scope_.grain)));
    diagnostic.label(value.name_span, "declared for each " + own);
    // Within a quarter a month that is named may lie ahead.
    const bool names_one = scope_.grain == Grain::year;
    const std::string one_of_them = value.name + " in " + (value.grain == Grain::quarter ? "Q4" : "March");
    if (scope_.earlier && *scope_.earlier == Grain::year && value.grain != Grain::once) {
      diagnostic.help("for the " + own + " a year ago write '" + value.name + " same " + own + " last year'");
    } else if (value.type.kind != Type::Kind::number && scope_.grain != Grain::once) {
      const std::string set = own + "s";
      if (value.type.kind == Type::Kind::yes_no)
        diagnostic.help("say in which " + set + ": 'number of " + set + " where " + value.name + "'" +
                        (names_one ? " or '" + one_of_them + "'" : ""));
      else if (names_one)
        diagnostic.help("say which " + own + " is meant: '" + one_of_them + "'");
    } else if (scope_.grain == Grain::once) {
      diagnostic.help("say how often this figure is worked out: add 'each " + own + "' to its head");
    } else {
      const bool ratio = value.type.shown == Type::Shown::share || (value.type.is_plain() && value.input.metric);
      diagnostic.help("say how the " + own + "s make a " + grain_word(scope_.grain) + ": '" +
                      (ratio ? "pooled" : "sum") + " over " + own + "s of " + value.name + "'" +
                      (names_one ? ", " : " or ") + "'average over " + own + "s of " + value.name + "'" +
                      (names_one ? " or '" + one_of_them + "'" : ""));
    }
    return false;
  }
  if (value.type.is_amount() || value.records) {
    context_.report(make<Id::CoarserNeedsInstalment>(span, value.name, own, grain_word(scope_.grain)))
        .label(value.name_span, "an amount for each " + own)
        .help(help_for_amount(value));
    return false;
  }
  return true;
}

// A term without a figure for a period in which it is used.
void Sentence::check_cover(model::Value& value, Span span) {
  if (value.cells.periods.empty() || value.grain == Grain::once || value.uncovered_reported || scope_.conditional ||
      scope_.earlier)
    return;
  for (const Period period : periods_in(scope_.during, value.grain, contract_.calendar)) {
    if (covers(value.cells.periods, period)) continue;
    value.uncovered_reported = true;
    const std::string period_name = contract_.calendar.name(period);
    context_.report(make<Id::NoValueForPeriod>(span, value.name, period_name))
        .label(value.name_span, "given here")
        .help("add its figure for " + period_name + ", or let what uses it begin later: 'each " +
              grain_word(scope_.grain) + " from ...'");
    return;
  }
}

Typed Sentence::load(ValueId id, std::vector<plan::Argument> arguments, plan::Op op, Span span) {
  model::Value& value = contract_.values[id.index];
  if (value.type.is_error() && context_.is_broken(value.name)) return error_at(span);
  if (!check_grain(value, span)) return error_at(span);
  check_cover(value, span);
  if (value.grain == Grain::once && !scope_.any_grain && !contract_.deeds.empty())
    context_.once_reads.push_back({id, scope_.owner, scope_.grain, scope_.during, span});
  if (scope_.owner) {
    const bool of_earlier_member = std::any_of(arguments.begin(), arguments.end(), [&](const plan::Argument& argument) {
      return argument.kind == plan::Argument::Kind::slot && scope_.earlier_slots.count(argument.slot) != 0;
    });
    const bool of_earlier_period = scope_.earlier && value.grain != Grain::once && value.grain >= *scope_.earlier;
    const bool earlier = of_earlier_period || of_earlier_member;
    contract_.dependencies.push_back({scope_.owner, id, earlier, span});
  }
  Type type = type_of(value, arguments);
  if (op != plan::Op::load) {
    if (value.kind != plan::Value::Kind::input) {
      context_.report(make<Id::NotAnInput>(span, value.name))
          .help("only what is reported as a ratio has a numerator and a denominator");
      return error_at(span);
    }
    value.input.needs_ratio = true;
    type = value.type.share_of ? Type::count(value.type.share_of) : Type::bare_number();
  }
  plan::Node node;
  node.op = op;
  node.value = id;
  node.arguments = std::move(arguments);
  return {context_.add(std::move(node), span, type, scope_.clause), type};
}

// `its figure` of a member that is named is of the type in that member's row.
Type Sentence::type_of(const model::Value& value, const std::vector<plan::Argument>& arguments) const {
  if (!value.type.is_figure()) return value.type;
  for (std::size_t i = 0; i < value.indexes.size(); ++i) {
    if (value.indexes[i].set != value.type.figure_of || arguments[i].kind != plan::Argument::Kind::entity) continue;
    const model::Set& set = contract_.set(value.type.figure_of);
    const auto position = contract_.position(value.type.figure_of, arguments[i].entity);
    if (!position || *position >= set.figures.size()) continue;
    Type type = set.figures[*position];
    type.kind = value.type.kind;
    return type;
  }
  return value.type;
}

// `in May` where the period at hand is one that is known: a scenario's own, which may be a quarter.
bool Sentence::part_is_within(const plan::TimeMove& part) const {
  if (!scope_.scenario || scope_.during.empty()) return false;
  const Period year = contract_.calendar.year_of({Grain::month, scope_.during.front().first});
  const std::int32_t first =
      contract_.calendar.parts(year, part.grain)[static_cast<std::size_t>(part.count - 1)].first_month;
  return first <= scope_.during.back().last;
}

std::optional<plan::TimeMove> Sentence::move(const syntax::TimeRef& time, Scope& inner, const std::string& asked) {
  plan::TimeMove move;
  const auto refuse = [&](const std::string& help) {
    context_
        .report(make<Id::TypeExpected>(time.span,
                                       "a period that can be told from the " + grain_word(scope_.grain) + " at hand",
                                       "a " + grain_word(move.grain) + " of it"))
        .help(help);
    return std::nullopt;
  };
  switch (time.kind) {
    case syntax::TimeRef::Kind::last:
    case syntax::TimeRef::Kind::current:
      move.grain = grain_of(time.unit);
      if (scope_.grain == Grain::once || move.grain > scope_.grain)
        return refuse("in a " + grain_word(scope_.grain) + " no single " + grain_word(move.grain) +
                      " is at hand; name one: 'in Q4', 'in March'");
      move.count = time.kind == syntax::TimeRef::Kind::last ? -1 : 0;
      if (move.count < 0) inner.earlier = move.grain;
      break;
    case syntax::TimeRef::Kind::same_last_year:
      move.grain = grain_of(time.unit);
      if (move.grain != scope_.grain)
        return refuse("'same " + grain_word(move.grain) + " last year' needs a " + grain_word(move.grain) + " at hand");
      move.count = -12 / value::Calendar::months(move.grain);
      inner.earlier = move.grain;
      break;
    case syntax::TimeRef::Kind::month_of_year:
    case syntax::TimeRef::Kind::quarter_of_year: {
      move.kind = plan::TimeMove::Kind::part_of_year;
      const bool month = time.kind == syntax::TimeRef::Kind::month_of_year;
      move.grain = month ? Grain::month : Grain::quarter;
      move.count = month ? (time.number - contract_.calendar.first_month_of_year + 12) % 12 + 1 : time.number;
      if (scope_.grain == Grain::once) return refuse("no year is at hand here");
      if (scope_.grain != Grain::year && !scope_.earlier && !part_is_within(move)) {
        context_
            .report(make<Id::LaterPeriod>(time.span,
                                          month ? value::month_name(time.number) : "Q" + std::to_string(time.number)))
            .help("in a " + grain_word(scope_.grain) + " it may lie ahead; define a figure each year that is '" +
                  asked + " in " + (month ? value::month_name(time.number) : "Q" + std::to_string(time.number)) +
                  "', and write '... this year' of it here");
        return std::nullopt;
      }
      break;
    }
    case syntax::TimeRef::Kind::period: {
      const auto period = context_.period(time.period);
      if (!period) return std::nullopt;
      move.kind = plan::TimeMove::Kind::absolute;
      move.period = *period;
      move.grain = period->grain;
      const bool within = scope_.scenario && !scope_.during.empty() && period->first_month <= scope_.during.back().last;
      if (!scope_.during.empty() && !scope_.any_grain && !within && period->first_month > scope_.during.front().first) {
        context_.report(make<Id::LaterPeriod>(time.span, time.period.text))
            .help("what is worked out from " +
                  contract_.calendar.name(
                      contract_.calendar.containing({Grain::month, scope_.during.front().first}, scope_.grain)) +
                  " on can use figures up to then only");
        return std::nullopt;
      }
      inner.earlier.reset();
      inner.during = {months_of(*period)};
      break;
    }
  }
  inner.grain = move.grain;
  return move;
}

Typed Sentence::at(const syntax::TimeRef& time, ExprId of, const std::vector<syntax::Name>& fors, const Type* wanted,
                   plan::Op op, Span span) {
  const auto asked = fors.empty() ? plain_name(of) : std::nullopt;
  const auto read_there = [&]() -> Typed {
    if (fors.empty()) return reference(of, wanted, op);
    // `count in March for leeds`: the member belongs to the name below.
    ExprId base = of;
    std::vector<syntax::Name> all = fors;
    while (const auto* look_up = context_.as<syntax::For>(base)) {
      all.insert(all.begin(), look_up->target);
      base = look_up->of;
    }
    if (const auto plain = plain_name(base)) return name(*plain, all, wanted, op, span);
    if (const auto* rows = rows_summed(base)) return over_rows(*rows, span, all);
    context_.report(make<Id::TypeExpected>(span, "the name of a value before 'for'", "a longer sentence"));
    return error_at(span);
  };
  return moved_to(time, span, read_there, asked ? asked->text : "...");
}

// What is read at another period than the one at hand.
Typed Sentence::moved_to(const syntax::TimeRef& time, Span span, const std::function<Typed()>& read_there,
                         const std::string& asked) {
  Scope inner = scope_;
  const auto moved = move(time, inner, asked);
  if (!moved) return error_at(span);
  std::swap(scope_, inner);
  Typed operand = read_there();
  inner.slot_count = std::max(inner.slot_count, scope_.slot_count);
  std::swap(scope_, inner);
  if (operand.type.is_error()) return operand;
  if (moved->kind == plan::TimeMove::Kind::absolute) warn_of_nothing_then(operand.node, moved->period, time.span);
  plan::Node node;
  node.op = plan::Op::at;
  node.operands = {operand.node};
  node.time = *moved;
  return {context_.add(std::move(node), span, operand.type, scope_.clause), operand.type};
}

// A period that is named lies outside the span of what is asked for.
void Sentence::warn_of_nothing_then(NodeId asked, Period period, Span span) {
  const plan::Node& node = contract_.nodes[asked.index];
  if (node.op != plan::Op::load || !scope_.owner) return;
  const model::Value& value = contract_.value(node.value);
  const bool can_be_absent = value.kind == plan::Value::Kind::input || value.kind == plan::Value::Kind::define;
  if (!can_be_absent || value.grain == Grain::once || value.grain > period.grain || value.during.empty()) return;
  if (covers(value.during, contract_.calendar.containing(period, value.grain))) return;
  if (!nothing_then_.emplace(node.value, period).second) return;
  Diagnostic& diagnostic = context_.report(make<Id::NothingThen>(span, value.name, contract_.calendar.name(period)));
  diagnostic.label(value.name_span, "declared here");
  if (period.first_month < value.during.front().first)
    diagnostic.help("let it begin earlier, if there is a figure: 'each " + grain_word(value.grain) + " from " +
                    contract_.calendar.name(period) + "'");
}

std::optional<std::vector<plan::Argument>> Sentence::figure_of(ValueId input, const syntax::NamedFigure& named,
                                                               bool any) {
  const bool outer = std::exchange(scope_.loose, any);
  auto arguments = bind(contract_.value(input), named.members, named.name.span, false);
  scope_.loose = outer;
  if (!arguments) return std::nullopt;
  for (plan::Argument& argument : *arguments)
    if (argument.kind == plan::Argument::Kind::node) argument = {plan::Argument::Kind::entity, 0, {}, {}};
  return arguments;
}

plan::PartyRef Sentence::party(const syntax::Name& written) {
  plan::PartyRef ref;
  if (const auto found = contract_.parties_by_name.find(written.text); found != contract_.parties_by_name.end()) {
    ref.party = found->second;
    context_.refer(written.span, contract_.entity_spans[found->second.index]);
    return ref;
  }
  if (variable(written.text) || contract_.values_by_name.count(written.text) != 0) {
    const Typed holder = name(written, {}, nullptr, plan::Op::load, written.span);
    ref.node = holder.node;
    if (holder.type.is_error()) return ref;
    if (holder.type.kind == Type::Kind::member && contract_.set(holder.type.set).is_group) return ref;
  }
  if (const auto party = context_.party(written)) ref.party = *party;
  return ref;
}

}  // namespace quarterday::check
