// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/context.h"

#include <algorithm>

#include "compiler/check/variations.h"
#include "compiler/syntax/phrase_words.h"
#include "runtime/diagnostics/similar.h"

namespace quarterday::check {

MonthRange months_of(Period period) {
  return {period.first_month, period.first_month + value::Calendar::months(period.grain) - 1};
}

bool covers(const std::vector<MonthRange>& ranges, Period period) {
  const MonthRange wanted = months_of(period);
  // Ranges may follow each other without a gap, as the rows of a list by quarter do.
  std::int32_t next = wanted.first;
  for (const MonthRange& range : ranges)
    if (range.first <= next && next <= range.last) next = range.last + 1;
  return next > wanted.last;
}

std::vector<Period> periods_in(const std::vector<MonthRange>& ranges, Grain grain, const plan::Calendar& calendar) {
  std::vector<Period> periods;
  for (const MonthRange& range : ranges) {
    Period period = calendar.containing({Grain::month, range.first}, grain);
    for (; period.first_month <= range.last; period = calendar.shift(period, 1)) {
      if (period.first_month < range.first) continue;
      periods.push_back(period);
    }
  }
  return periods;
}

Grain grain_of(syntax::Rhythm rhythm) {
  switch (rhythm) {
    case syntax::Rhythm::year:
      return Grain::year;
    case syntax::Rhythm::quarter:
      return Grain::quarter;
    case syntax::Rhythm::month:
      return Grain::month;
  }
  return Grain::year;
}

std::string grain_word(Grain grain) {
  switch (grain) {
    case Grain::once:
      return "contract";
    case Grain::year:
      return "year";
    case Grain::quarter:
      return "quarter";
    case Grain::month:
      return "month";
  }
  return "year";
}

std::string grain_adverb(Grain grain) { return grain == Grain::once ? "constant" : grain_word(grain) + "ly"; }

std::optional<Period> Context::period(const syntax::PeriodText& text) {
  const value::ParsedPeriod parsed = contract.calendar.parse(text.text);
  if (parsed) return *parsed;
  Diagnostic& diagnostic = report(make<Id::OtherCalendar>(text.span, "'" + text.text + "'"));
  // A mistake in the term itself is shown with some year.
  const Period first = contract.term.first == 0
                           ? contract.calendar.year(2024)
                           : contract.calendar.containing({Grain::month, contract.term.first}, Grain::year);
  switch (parsed.error) {
    case value::PeriodError::years_do_not_follow:
      if (text.text < "1900" || text.text >= "22") {
        diagnostic.help("a division is written with blanks: '" + text.text.substr(0, 4) + " / " + text.text.substr(5) +
                        "'");
        break;
      }
      diagnostic.help("the second year follows the first: '" + text.text.substr(0, 4) + "/" +
                      std::to_string((std::stoi(text.text.substr(2, 2)) + 1) % 100 + 100).substr(1) + "'");
      break;
    case value::PeriodError::year_out_of_range:
      diagnostic.help("years from 1900 to 2199 are known");
      break;
    default:
      diagnostic.help("periods of this contract are written like '" + contract.calendar.name(first) + "', '" +
                      contract.calendar.name(contract.calendar.parts(first, Grain::quarter).front()) + "', '" +
                      contract.calendar.name(contract.calendar.parts(first, Grain::month).front()) + "'");
  }
  return std::nullopt;
}

std::optional<std::vector<MonthRange>> Context::span_of(const syntax::PeriodSpan& span, Span at) {
  std::vector<MonthRange> ranges;
  if (!span.in.empty()) {
    for (const auto& text : span.in) {
      const auto p = period(text);
      if (!p) return std::nullopt;
      ranges.push_back(months_of(*p));
    }
    std::sort(ranges.begin(), ranges.end(), [](auto a, auto b) { return a.first < b.first; });
  } else {
    MonthRange range = contract.term;
    if (span.from) {
      const auto p = period(*span.from);
      if (!p) return std::nullopt;
      range.first = p->first_month;
    }
    if (span.to) {
      const auto p = period(*span.to);
      if (!p) return std::nullopt;
      range.last = months_of(*p).last;
    }
    ranges.push_back(range);
  }
  for (const MonthRange& range : ranges) {
    if (range.last > last_month() || range.first > range.last) {
      report(make<Id::OutsideTerm>(span.span.has_place() ? span.span : at, "this span"))
          .help(range.first > range.last ? "it ends before it begins"
                                         : "it may not end after the term, or the run-off where there is one");
      return std::nullopt;
    }
  }
  return ranges;
}

void Context::suggest(Diagnostic& diagnostic, const syntax::Name& wrong, std::span<const std::string_view> candidates) {
  if (sink.is_full()) return;  // it will not be shown
  if (const auto closest = diagnostics::closest(wrong.text, candidates)) {
    diagnostic.fix(wrong.span, *closest, "did you mean '" + *closest + "'?");
  }
}

bool Context::has_mistake_in(Span span) const {
  return std::any_of(sink.all().begin(), sink.all().end(), [span](const Diagnostic& mistake) {
    return mistake.primary.file == span.file && span.begin <= mistake.primary.begin &&
           mistake.primary.begin <= span.end;
  });
}

bool Context::has_broken_column(SetId set) const {
  if (is_broken(contract.set(set).set.name)) return true;
  return std::any_of(contract.values.begin(), contract.values.end(), [&](const model::Value& value) {
    return value.is_column && value.indexes.front().set == set && is_broken(value.name);
  });
}

void Context::give_up(const syntax::Table& table) {
  for (const syntax::Row& row : table.rows)
    for (const syntax::Cell& cell : row.cells)
      if (cell.name) contract.broken_names.insert(cell.name->text);
}

std::optional<SetId> Context::set_by_singular(const syntax::Name& name) {
  if (name.text == "party") return contract.parties;
  if (const auto found = contract.sets_by_singular.find(name.text); found != contract.sets_by_singular.end()) {
    refer(name.span, contract.set(found->second).singular_span);
    return found->second;
  }
  if (is_broken(name.text)) return std::nullopt;
  Diagnostic& diagnostic = report(make<Id::UnknownDimension>(name.span, name.text));
  unknown_names.insert(name.text);
  if (const auto plural = contract.sets_by_plural.find(name.text); plural != contract.sets_by_plural.end()) {
    const std::string& singular = contract.set(plural->second).set.singular;
    diagnostic.fix(name.span, singular,
                   "write 'each " + singular + "': '" + name.text + "' names all of them together");
    return std::nullopt;
  }
  std::vector<std::string_view> candidates{"party"};
  for (const auto& [singular, id] : contract.sets_by_singular) candidates.push_back(singular);
  suggest(diagnostic, name, candidates);
  return std::nullopt;
}

std::optional<SetId> Context::set_by_plural(const syntax::Name& name) {
  if (name.text == "parties") return contract.parties;
  if (const auto found = contract.sets_by_plural.find(name.text); found != contract.sets_by_plural.end()) {
    refer(name.span, contract.set(found->second).name_span);
    return found->second;
  }
  if (is_broken(name.text)) return std::nullopt;
  Diagnostic& diagnostic = report(make<Id::UnknownDimension>(name.span, name.text));
  unknown_names.insert(name.text);
  if (const auto one = contract.sets_by_singular.find(name.text); one != contract.sets_by_singular.end()) {
    const std::string& plural = contract.set(one->second).set.name;
    diagnostic.fix(name.span, plural, "after 'over' stands the name of all of them: '" + plural + "'");
    return std::nullopt;
  }
  std::vector<std::string_view> candidates{"parties", "quarters", "months", "years"};
  for (const auto& [plural, id] : contract.sets_by_plural) candidates.push_back(plural);
  suggest(diagnostic, name, candidates);
  return std::nullopt;
}

std::optional<UnitId> Context::unit_by_singular(const syntax::Name& name) {
  const auto found = contract.units_by_singular.find(name.text);
  if (found != contract.units_by_singular.end()) {
    refer(name.span, contract.unit_singular_spans[found->second.index]);
    return found->second;
  }
  if (is_broken(name.text)) return std::nullopt;
  Diagnostic& diagnostic = report(make<Id::UnknownType>(name.span, name.text));
  std::vector<std::string_view> candidates;
  for (const auto& [singular, id] : contract.units_by_singular) candidates.push_back(singular);
  suggest(diagnostic, name, candidates);
  diagnostic.help("what stands after 'per' is declared: `unit " + name.text + "s, each a " + name.text + "`");
  unknown_names.insert(name.text);
  return std::nullopt;
}

std::optional<EntityId> Context::party(const syntax::Name& name) {
  if (const auto found = contract.parties_by_name.find(name.text); found != contract.parties_by_name.end()) {
    refer(name.span, contract.entity_spans[found->second.index]);
    return found->second;
  }
  if (is_broken(name.text)) return std::nullopt;
  Diagnostic& diagnostic = report(make<Id::NotAParty>(name.span, name.text));
  unknown_names.insert(name.text);
  std::vector<std::string_view> candidates;
  for (const auto& [party_name, id] : contract.parties_by_name) candidates.push_back(party_name);
  suggest(diagnostic, name, candidates);
  if (contract.sets_by_plural.count(name.text) != 0)
    diagnostic.help("'" + name.text + "' is a group: write 'each ...'");
  return std::nullopt;
}

std::uint32_t Context::clause_index(std::string_view clause) {
  for (std::size_t i = contract.clauses.size(); i-- > 0;)
    if (contract.clauses[i] == clause) return static_cast<std::uint32_t>(i);
  contract.clauses.emplace_back(clause);
  return static_cast<std::uint32_t>(contract.clauses.size() - 1);
}

NodeId Context::add(plan::Node node, Span span, const Type& type, std::string_view clause) {
  const NodeId id(static_cast<std::uint32_t>(contract.nodes.size()));
  contract.nodes.push_back(std::move(node));
  contract.facts.push_back({span, type, clause_index(clause)});
  return id;
}

NodeId Context::constant(plan::Figure figure, Span span, const Type& type, std::string_view clause) {
  plan::Node node;
  node.op = plan::Op::constant;
  node.figure = std::move(figure);
  return add(std::move(node), span, type, clause);
}

ValueId Context::declare(model::Value value) {
  const ValueId id(static_cast<std::uint32_t>(contract.values.size()));
  if (deed) {
    value.deed = deed;
    if (value.clause.empty()) value.clause = contract.deeds[*deed].clause;
  }
  auto& same = contract.values_by_name[value.name];
  const auto twice = std::find_if(same.begin(), same.end(), [&](ValueId other) {
    const model::Value& before = contract.value(other);
    return !(value.is_column && before.is_column && !value.indexes.empty() && !before.indexes.empty() &&
             value.indexes.front().set != before.indexes.front().set);
  });
  const bool is_party = !value.is_column && contract.parties_by_name.count(value.name) != 0;
  if (is_party) {
    report(make<Id::DeclaredTwice>(value.name_span, value.name)).help("a party has this name");
  } else if (twice != same.end() && deed) {
    refer(value.name_span, contract.value(*twice).name_span);
    value.version_of = changed_by(*this, value, *twice);
    note_change(*this, value, id);
  } else if (twice != same.end()) {
    report(make<Id::DeclaredTwice>(value.name_span, value.name))
        .label(contract.value(*twice).name_span, "declared here first");
  } else if (syntax::is_phrase_word(value.name)) {
    report(make<Id::ReservedWord>(value.name_span, value.name))
        .help("it is said of another figure: '" + value.name + " of ...'; choose another name");
    contract.broken_names.insert(value.name);
  } else {
    same.push_back(id);
  }
  contract.values.push_back(std::move(value));
  return id;
}

}  // namespace quarterday::check
