// SPDX-License-Identifier: Apache-2.0
//
// The first pass: the header, and the name, head and type of everything that is declared.
#include <algorithm>

#include "compiler/check/context.h"
#include "compiler/check/variations.h"

namespace quarterday::check {
namespace {

void header_line_missing(Context& context, std::string_view line, std::string_view example) {
  // A line of the header that could not be read may have been this one.
  const auto& declarations = context.tree.declarations;
  const auto begin_of = [](const auto& declaration) { return declaration.span.begin; };
  const std::uint32_t begin = context.tree.header.name.span.end;
  const auto own = std::find_if(declarations.begin(), declarations.end(), [&](const auto& declaration) {
    return std::visit([](const auto& any) { return any.span.file; }, declaration) == context.tree.file;
  });
  const std::uint32_t end = own == declarations.end() ? begin : std::visit(begin_of, *own);
  if (context.tree.broken_header || context.has_mistake_in({context.tree.file, begin, end})) return;
  context.report(make<Id::HeaderLineMissing>(context.tree.header.name.span, line))
      .help("write `" + std::string(example) + "` below the contract's name");
}

void declare_currency(Context& context) {
  const auto& written = context.tree.header.currency;
  if (!written) {
    header_line_missing(context, "currency", "currency GBP");
    context.contract.currency = *value::currency_by_code("GBP");
    return;
  }
  if (const auto currency = value::currency_by_code(written->text)) {
    context.contract.currency = *currency;
    return;
  }
  Diagnostic& diagnostic = context.report(make<Id::UnknownCurrency>(written->span, written->text));
  std::vector<std::string_view> codes;
  for (const value::Currency& known : value::known_currencies()) codes.push_back(known.code);
  context.suggest(diagnostic, *written, codes);
  context.contract.currency = *value::currency_by_code("GBP");
}

// A term that is not known yet would make every period a mistake of its own.
constexpr MonthRange no_term{0, 0};

void declare_term(Context& context) {
  Contract& contract = context.contract;
  const auto& line = context.tree.header.term;
  contract.term = no_term;
  if (!line) {
    header_line_missing(context, "term", "term 2024/25 to 2026/27");
    return;
  }
  const bool financial = line->from.text.find('/') != std::string::npos;
  contract.calendar = value::Calendar{financial ? 4 : 1};
  const auto from = context.period(line->from);
  const auto to = context.period(line->to);
  if (from && to) {
    if (from->grain != Grain::year || to->grain != Grain::year) {
      const auto& wrong = from->grain != Grain::year ? line->from : line->to;
      context.report(make<Id::TypeExpected>(wrong.span, "a year", "'" + wrong.text + "'"))
          .help("a term runs over whole contract years");
    } else if (to->first_month < from->first_month) {
      context.report(make<Id::OutsideTerm>(line->to.span, "'" + line->to.text + "'"))
          .help("the term ends before it begins");
    } else {
      contract.term = {from->first_month, months_of(*to).last};
    }
  }
  if (contract.term.first == 0) return;
  if (line->run_off) {
    const auto last = context.period(*line->run_off);
    if (last && months_of(*last).last <= contract.term.last)
      context
          .report(
              make<Id::TypeExpected>(line->run_off->span, "a period after the term", "'" + line->run_off->text + "'"))
          .help("the run-off goes on from the last year of the term");
    else if (last)
      contract.run_off_last = months_of(*last).last;
  }
}

// `each month in 2023/24`: periods of a grain that are settled, the whole term where none are named.
void declare_rhythm(Context& context, const syntax::SettledLine& line, std::size_t at) {
  plan::Plan::Rhythm rhythm{grain_of(line.rhythms[at]), {}};
  const syntax::PeriodSpan& span = line.spans[at];
  if (span.in_advance) {
    context.report(make<Id::TypeExpected>(span.span, "the periods that are settled", "'in advance'"))
        .help("when a payment is due is said in its own line");
  } else if (span.from || span.to || !span.in.empty()) {
    if (auto ranges = context.span_of(span, line.span)) rhythm.during = std::move(*ranges);
  }
  context.contract.settled.push_back(std::move(rhythm));
}

void declare_members(Context& context, model::Set& set, const std::vector<syntax::Member>& members, bool parties) {
  for (const syntax::Member& member : members) {
    const bool twice = set.positions_by_name.count(member.name.text) != 0;
    if (twice) {
      context.report(make<Id::DeclaredTwice>(member.name.span, member.name.text))
          .help("each member of '" + set.set.name + "' is named once");
      continue;
    }
    EntityId id;
    const auto known = context.contract.parties_by_name.find(member.name.text);
    if (parties && known != context.contract.parties_by_name.end()) {
      id = known->second;
      context.refer(member.name.span, context.contract.entity_spans[id.index]);
    } else {
      id = EntityId(static_cast<std::uint32_t>(context.contract.entities.size()));
      context.contract.entities.push_back({member.name.text, "", parties});
      context.contract.entity_spans.push_back(member.name.span);
      if (parties) {
        context.contract.parties_by_name.emplace(member.name.text, id);
        context.contract.add_member(context.contract.sets[context.contract.parties.index], id);
      }
    }
    if (member.title) context.contract.entities[id.index].title = member.title->text;
    context.contract.add_member(set, id);
  }
}

std::vector<syntax::Member> members_of_table(const syntax::Table& table) {
  std::vector<syntax::Member> members;
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r].cells;
    if (cells.empty() || !cells.front().name) continue;
    members.push_back({*cells.front().name, std::nullopt});
  }
  return members;
}

// Titles given in a column called `title`.
void take_titles(Context& context, const model::Set& set, const syntax::Table& table) {
  const auto& header = table.rows.front().cells;
  for (std::size_t c = 1; c < header.size(); ++c) {
    if (!header[c].name || header[c].name->text != "title") continue;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const auto& cells = table.rows[r].cells;
      if (cells.size() <= c || !cells.front().name || cells[c].kind != syntax::Cell::Kind::title) continue;
      const auto position = set.positions_by_name.find(cells.front().name->text);
      if (position != set.positions_by_name.end())
        context.contract.entities[set.set.members[position->second].index].title = cells[c].text;
    }
  }
}

void check_row_names(Context& context, const syntax::Table& table) {
  for (std::size_t r = 1; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r].cells;
    if (!cells.empty() && !cells.front().name)
      context.report(make<Id::TypeExpected>(cells.front().span, "the name of a member", "another cell"))
          .help("the first column names the members");
  }
}

// `dimension measures, each a measure` in a deed: members who take part from then on.
std::optional<SetId> join_set(Context& context, const syntax::Common& decl, const std::optional<syntax::Name>& singular,
                              const std::vector<syntax::Member>& members, const std::optional<syntax::Table>& table,
                              bool group) {
  Contract& contract = context.contract;
  const auto known = contract.sets_by_plural.find(decl.name.text);
  if (!context.deed || known == contract.sets_by_plural.end()) return std::nullopt;
  model::Set& set = contract.sets[known->second.index];
  const bool same = set.is_group == group && (!singular || singular->text == set.set.singular);
  if (!same) {
    context
        .report(make<Id::ChangedIntoAnother>(
            decl.name.span, decl.name.text,
            std::string(set.is_group ? "a group" : "a dimension") + ", each a " + set.set.singular,
            std::string(group ? "a group" : "a dimension") + ", each a " + (singular ? singular->text : "party")))
        .label(set.name_span, "declared here");
    return known->second;
  }
  context.refer(decl.name.span, set.name_span);
  if (singular) context.refer(singular->span, set.singular_span);
  std::vector<syntax::Member> joined = members;
  if (table) {
    check_row_names(context, *table);
    if (context.has_mistake_in(table->span)) context.give_up(*table);
    for (syntax::Member& member : members_of_table(*table))
      if (set.positions_by_name.count(member.name.text) == 0) joined.push_back(std::move(member));
  }
  model::Set grown = set;
  declare_members(context, grown, joined, group);
  if (table) take_titles(context, grown, *table);
  grown.set.since.resize(grown.set.members.size(), contract.deeds[*context.deed].first);
  for (std::size_t i = 0; set.set.since.empty() && i < set.set.members.size(); ++i) grown.set.since[i] = 0;
  contract.sets[known->second.index] = std::move(grown);
  return known->second;
}

SetId add_set(Context& context, const syntax::Common& decl, const std::optional<syntax::Name>& singular,
              const std::vector<syntax::Member>& members, const std::optional<syntax::Table>& table, bool group) {
  if (const auto joined = join_set(context, decl, singular, members, table, group)) return *joined;
  Contract& contract = context.contract;
  const SetId id(static_cast<std::uint32_t>(contract.sets.size()));
  contract.sets.emplace_back();
  model::Set set;
  set.set.name = decl.name.text;
  set.set.singular = singular ? singular->text : decl.name.text;
  set.set.of_parties = group;
  set.name_span = decl.name.span;
  set.singular_span = singular ? singular->span : decl.name.span;
  set.is_group = group;
  declare_members(context, set, members, group);
  if (table) {
    check_row_names(context, *table);
    if (context.has_mistake_in(table->span)) {
      context.give_up(*table);
      contract.broken_names.insert(decl.name.text);
    }
    declare_members(context, set, members_of_table(*table), group);
    take_titles(context, set, *table);
  }
  if (set.set.members.empty() && !context.is_broken(decl.name.text))
    context.report(make<Id::TableShape>(decl.name.span, "'" + decl.name.text + "' has no members"))
        .help("name them after a colon, or in a table");
  const auto [plural_place, new_plural] = contract.sets_by_plural.emplace(decl.name.text, id);
  if (!new_plural)
    context.report(make<Id::DeclaredTwice>(decl.name.span, decl.name.text))
        .label(contract.sets[plural_place->second.index].name_span, "declared here first");
  const auto [singular_place, new_singular] = contract.sets_by_singular.emplace(set.set.singular, id);
  if (!new_singular && new_plural)
    context.report(make<Id::DeclaredTwice>(singular ? singular->span : decl.name.span, set.set.singular))
        .label(contract.sets[singular_place->second.index].name_span, "the singular of this already");
  contract.sets[id.index] = std::move(set);
  return id;
}

// The column whose cells are types, so that `its figure` can be read before the other columns.
void take_figures(Context& context, SetId id, const syntax::Table& table) {
  const auto& header = table.rows.front().cells;
  for (std::size_t c = 1; c < header.size(); ++c) {
    if (!header[c].name || table.rows.size() < 2) continue;
    std::vector<Type> types;
    const syntax::Cell* stranger = nullptr;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const auto& cells = table.rows[r].cells;
      if (cells.size() <= c) continue;
      const auto type = context.type_of_cell(cells[c]);
      if (type && type->kind != Type::Kind::member)
        types.push_back(*type);
      else
        stranger = &cells[c];
    }
    model::Set& set = context.contract.sets[id.index];
    if (stranger && types.size() * 2 >= table.rows.size()) {
      if (stranger->name)
        context.unknown_type(*stranger->name);
      else
        context.report(make<Id::TypeExpected>(stranger->span, "a type, as in the other rows", "another cell"));
      set.figure_column = header[c].name->text;
      return;
    }
    // A deed's table adds the types of those who join.
    const bool adds = !set.figures.empty() && set.figure_column == header[c].name->text;
    if (types.size() != table.rows.size() - 1 || (!adds && !set.figures.empty())) continue;
    if (!adds && types.size() > set.set.members.size()) continue;
    set.figure_column = header[c].name->text;
    for (std::size_t r = 1; r < table.rows.size(); ++r) {
      const auto& member = table.rows[r].cells.front().name;
      const auto position = member ? set.positions_by_name.find(member->text) : set.positions_by_name.end();
      if (position == set.positions_by_name.end()) continue;
      const Type& type = types[r - 1];
      if (position->second >= set.figures.size()) {
        set.figures.push_back(type);
        continue;
      }
      const Type& known = set.figures[position->second];
      if (known.units == type.units && known.kind == type.kind) continue;
      context.report(make<Id::ChangedIntoAnother>(table.rows[r].cells[c].span, member->text,
                                                  context.contract.describe(known), context.contract.describe(type)));
    }
    return;
  }
}

void declare_unit(Context& context, const syntax::UnitDecl& decl) {
  const UnitId id(static_cast<std::uint32_t>(context.contract.units.size()));
  context.contract.units.push_back({decl.name.text, decl.singular.text});
  context.contract.unit_spans.push_back(decl.name.span);
  context.contract.unit_singular_spans.push_back(decl.singular.span);
  if (!context.contract.units_by_name.emplace(decl.name.text, id).second)
    context.report(make<Id::DeclaredTwice>(decl.name.span, decl.name.text)).help("this unit is declared above");
  context.contract.units_by_singular.emplace(decl.singular.text, id);
}

void declare_party(Context& context, const syntax::PartyDecl& decl) {
  Contract& contract = context.contract;
  const EntityId id(static_cast<std::uint32_t>(contract.entities.size()));
  if (!contract.parties_by_name.emplace(decl.name.text, id).second) {
    context.report(make<Id::DeclaredTwice>(decl.name.span, decl.name.text)).help("this party is declared above");
    return;
  }
  contract.entities.push_back({decl.name.text, decl.title ? decl.title->text : "", true});
  contract.entity_spans.push_back(decl.name.span);
  contract.add_member(contract.sets[contract.parties.index], id);
}

void keep_silent_about(Context& context, const syntax::Common& decl, const std::vector<syntax::Name>& others) {
  if (!decl.name.text.empty()) context.contract.broken_names.insert(decl.name.text);
  for (const syntax::Name& name : others) context.contract.broken_names.insert(name.text);
}

// `group trust: ...` beside `party trust` would leave it open who pays.
void check_names_of_sets(Context& context) {
  const Contract& contract = context.contract;
  for (std::size_t at = 1; at < contract.sets.size(); ++at) {
    const model::Set& set = contract.sets[at];
    for (const std::string& name : {set.set.name, set.set.singular}) {
      if (contract.parties_by_name.count(name) == 0) continue;
      context.report(make<Id::DeclaredTwice>(set.name_span, name)).help("a party has this name");
      break;
    }
  }
}

void declare_things(Context& context) {
  for (const syntax::Declaration* written : context.declarations) {
    const syntax::Declaration& declaration = *written;
    if (const auto* unit = std::get_if<syntax::UnitDecl>(&declaration)) declare_unit(context, *unit);
    if (const auto* broken = std::get_if<syntax::BrokenDecl>(&declaration))
      keep_silent_about(context, *broken, broken->other_names);
  }
  std::vector<std::pair<SetId, const syntax::Table*>> tables;
  for (const syntax::Declaration* written : context.declarations) {
    const syntax::Declaration& declaration = *written;
    context.deed = deed_of(context, declaration);
    if (const auto* party = std::get_if<syntax::PartyDecl>(&declaration)) declare_party(context, *party);
    if (const auto* group = std::get_if<syntax::GroupDecl>(&declaration)) {
      const SetId id = add_set(context, *group, group->singular, group->members, group->table, true);
      if (group->table) tables.emplace_back(id, &*group->table);
    }
    if (const auto* dimension = std::get_if<syntax::DimensionDecl>(&declaration)) {
      const SetId id = add_set(context, *dimension, dimension->singular, dimension->members, dimension->table, false);
      if (dimension->table) tables.emplace_back(id, &*dimension->table);
    }
  }
  context.deed.reset();
  for (const auto& [id, table] : tables)
    if (!context.is_broken(context.contract.set(id).set.name)) take_figures(context, id, *table);
  check_names_of_sets(context);
  for (model::Set& set : context.contract.sets) {
    if (set.figures.empty() || set.figures.size() == set.set.members.size()) continue;
    const std::string& name = context.contract.entities[set.set.members[set.figures.size()].index].name;
    context.report(make<Id::MemberWithoutRow>(set.name_span, name))
        .help("the deed that adds '" + name + "' says in a column '" + set.figure_column + "' what its figure is");
    set.figures.resize(set.set.members.size(), Type::error());
  }
}

}  // namespace

// A figure that a template was given by name is of the type that the template says.
void check_promises(Context& context) {
  const Contract& contract = context.contract;
  for (const syntax::Promise& promise : context.tree.promises) {
    const auto found = contract.values_by_name.find(promise.given.text);
    if (found == contract.values_by_name.end() || found->second.size() != 1) continue;
    const Type declared = context.type(promise.type);
    const Type& given = contract.value(found->second.front()).type;
    if (declared.is_error() || given.is_error() || model::fits(declared, given)) continue;
    context
        .report(make<Id::DeclaredOtherwise>(promise.given.span, promise.by.text, contract.describe(declared),
                                            contract.describe(given)))
        .label(promise.by.span, "declared as " + contract.describe(declared));
  }
}

void declare_header(Context& context) {
  Contract& contract = context.contract;
  const syntax::Header& header = context.tree.header;
  contract.file = context.tree.file;
  contract.name = header.name.text;
  if (header.title) contract.title = header.title->text;
  if (header.source) contract.source = header.source->text;
  declare_currency(context);
  declare_term(context);
  if (header.settled) {
    for (std::size_t i = 0; i < header.settled->rhythms.size(); ++i) declare_rhythm(context, *header.settled, i);
  } else {
    header_line_missing(context, "settled", "settled each quarter, each year");
  }
  if (header.refusals_name == syntax::Header::RefusalsName::earliest_first)
    contract.naming = plan::Naming::earliest_first;
  if (header.refusals_name == syntax::Header::RefusalsName::latest_first) contract.naming = plan::Naming::latest_first;
  contract.parties = SetId(0);
  contract.sets.emplace_back();
  contract.sets.back().set = {"parties", "party", {}, true};
  contract.sets.back().is_group = true;
  read_deeds(context);
  declare_things(context);
}

}  // namespace quarterday::check
