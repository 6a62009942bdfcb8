// SPDX-License-Identifier: Apache-2.0
//
// Which deeds there are, what stands in them, and from when on each version of a term is in force.
#include <algorithm>
#include <utility>

#include "compiler/check/variations.h"

namespace quarterday::check {
namespace {

const syntax::Common& common_of(const syntax::Declaration& declaration) {
  return std::visit([](const auto& written) -> const syntax::Common& { return written; }, declaration);
}

std::pair<std::uint32_t, std::uint32_t> place_of(Span span) { return {span.file.index, span.begin}; }

// A deed that could not be read: what it declares is not, and its names stay silent.
void keep_silent(Context& context, Span deed) {
  auto& broken = context.contract.broken_names;
  for (const syntax::Declaration& declaration : context.tree.declarations) {
    const syntax::Common& common = common_of(declaration);
    if (!common.deed || place_of(*common.deed) != place_of(deed)) continue;
    if (!common.name.text.empty()) broken.insert(common.name.text);
    if (const auto* input = std::get_if<syntax::InputDecl>(&declaration))
      for (const syntax::InputName& name : input->names) broken.insert(name.name.text);
    if (const auto* together = std::get_if<syntax::TogetherDecl>(&declaration))
      for (const syntax::PaymentDecl& payment : together->payments) broken.insert(payment.name.text);
    if (const auto* parameters = std::get_if<syntax::ParametersDecl>(&declaration)) context.give_up(parameters->table);
  }
}

// False, with a report, where the deed is in force at no time.
bool read_deed(Context& context, const syntax::VariationDecl& decl) {
  Contract& contract = context.contract;
  const auto same = std::find_if(contract.deeds.begin(), contract.deeds.end(),
                                 [&](const model::Deed& deed) { return deed.name == decl.name.text; });
  if (same != contract.deeds.end()) {
    context.report(make<Id::DeclaredTwice>(decl.name.span, decl.name.text)).label(same->name_span, "this deed first");
    return false;
  }
  const auto from = context.period(decl.from);
  if (!from) return false;
  const bool has_term = contract.term.first != 0;
  if (has_term && (from->first_month < contract.term.first || from->first_month > context.last_month())) {
    context.report(make<Id::OutsideTerm>(decl.from.span, "'" + decl.from.text + "'"))
        .help("a deed changes the contract from a period of its term on");
    return false;
  }
  model::Deed deed{decl.name.text,   decl.title ? decl.title->text : "", decl.clause.text, decl.name.span, decl.span,
                   from->first_month};
  contract.deeds.push_back(std::move(deed));
  return true;
}

// What a deed can only add, and a word for it.
const char* only_added(const syntax::Declaration& declaration) {
  if (std::holds_alternative<syntax::PartyDecl>(declaration)) return "which is a party";
  if (std::holds_alternative<syntax::UnitDecl>(declaration)) return "which is a unit";
  if (std::holds_alternative<syntax::BalanceDecl>(declaration)) return "which is a balance";
  if (std::holds_alternative<syntax::RecordsDecl>(declaration)) return "which is a file of records";
  if (std::holds_alternative<syntax::RowsDecl>(declaration)) return "which is a set of rows";
  return nullptr;
}

// Whether it can stand in a deed; reports.
bool may_stand(Context& context, const syntax::Declaration& declaration) {
  const char* what = only_added(declaration);
  if (what == nullptr) return true;
  const syntax::Common& common = common_of(declaration);
  for (const syntax::Declaration& other : context.tree.declarations) {
    const syntax::Common& before = common_of(other);
    if (only_added(other) == nullptr || before.name.text != common.name.text || before.deed) continue;
    context.report(make<Id::NotChangedByDeed>(common.name.span, common.name.text, what))
        .label(before.name.span, "declared here")
        .help("it is the same throughout; a deed gives it other terms, or adds another one");
    return false;
  }
  return true;
}

std::string kind_word(const model::Value& value) {
  switch (value.kind) {
    case plan::Value::Kind::input:
      return value.input.metric ? "a metric" : "an input";
    case plan::Value::Kind::parameter:
      return "a parameter";
    case plan::Value::Kind::define:
      return "a definition";
    case plan::Value::Kind::payment:
      return "a payment";
  }
  return "a term";
}

std::string head_words(const Context& context, const model::Value& value) {
  std::string words;
  for (const model::Index& index : value.indexes)
    words += (words.empty() ? "given for each " : ", each ") + context.contract.set(index.set).set.singular;
  if (value.grain == Grain::once) return words.empty() ? "one figure without periods" : words;
  return (words.empty() ? "given " : words + ", ") + "each " + grain_word(value.grain);
}

bool is_same_head(const model::Value& one, const model::Value& other) {
  return one.grain == other.grain && one.month_of_year == other.month_of_year &&
         std::equal(one.indexes.begin(), one.indexes.end(), other.indexes.begin(), other.indexes.end(),
                    [](const model::Index& a, const model::Index& b) { return a.set == b.set; });
}

// Reports what is more than a change of terms.
bool is_same_term(Context& context, const model::Value& term, const model::Value& version) {
  if (context.is_broken(term.name)) return false;
  if (term.kind != version.kind) {
    report_other(context, term, version, kind_word(term), kind_word(version));
  } else if (!is_same_head(term, version)) {
    report_other(context, term, version, head_words(context, term), head_words(context, version));
  } else {
    return true;
  }
  return false;
}

// What is left of the span before the month.
std::vector<MonthRange> before(const std::vector<MonthRange>& ranges, std::int32_t month) {
  std::vector<MonthRange> left;
  for (MonthRange range : ranges) {
    range.last = std::min(range.last, month - 1);
    if (range.first <= range.last) left.push_back(range);
  }
  return left;
}

// What a deed says of an input besides its rules must be what was said before.
void check_input(Context& context, const model::Value& term, const model::Value& version) {
  const plan::InputRules& was = term.input;
  const plan::InputRules& is = version.input;
  const bool renamed = is.data_prefix != version.name || is.data_index;
  const bool same_name = !renamed || (is.data_prefix == was.data_prefix && is.data_suffix == was.data_suffix &&
                                      is.data_index == was.data_index);
  if (!same_name)
    report_other(context, term, version, "called '" + was.data_prefix + was.data_suffix + "' in the data",
                 "'" + is.data_prefix + is.data_suffix + "'");
  if (is.may_pass_whole && !was.may_pass_whole)
    report_other(context, term, version, "at most 100%", "one that may pass it");
  if (is.may_be_negative && !was.may_be_negative)
    report_other(context, term, version, "0 or more", "one that may be negative");
  const auto reach = [](const plan::InputRules& rules) {
    return rules.between ? "one " + rules.between_words : "one without a range";
  };
  if (is.between && is.between != was.between) report_other(context, term, version, reach(was), reach(is));
}

}  // namespace

std::string name_of_month(const Context& context, std::int32_t month) {
  const plan::Calendar& calendar = context.contract.calendar;
  for (const Grain grain : {Grain::year, Grain::quarter})
    if (const Period period = calendar.containing({Grain::month, month}, grain); period.first_month == month)
      return calendar.name(period);
  return calendar.name({Grain::month, month});
}

// Years that are known at all; a term without periods holds in all of them.
MonthRange all_time() {
  return {value::Calendar::month(value::first_known_year, 1).first_month,
          value::Calendar::month(value::last_known_year, 12).first_month};
}

void report_other(Context& context, const model::Value& term, const model::Value& version, const std::string& was,
                  const std::string& is) {
  const bool can_end = term.grain != Grain::once && term.kind != plan::Value::Kind::parameter;
  context.report(make<Id::ChangedIntoAnother>(version.name_span, term.name, was, is))
      .label(term.name_span, "declared here")
      .help(can_end ? "let the deed end it (`ends " + term.name + "`) and add a term of another name"
                    : "add a term of another name, and let the deed change what uses '" + term.name + "'");
}

void read_deeds(Context& context) {
  for (const syntax::Declaration& declaration : context.tree.declarations) {
    const auto* variation = std::get_if<syntax::VariationDecl>(&declaration);
    if (!variation) continue;
    if (read_deed(context, *variation))
      context.deeds_by_place.emplace(place_of(variation->name.span),
                                     static_cast<std::uint32_t>(context.contract.deeds.size() - 1));
    else
      keep_silent(context, variation->name.span);
  }
  std::vector<std::pair<std::int32_t, const syntax::Declaration*>> ordered;
  for (const syntax::Declaration& declaration : context.tree.declarations) {
    if (!common_of(declaration).deed) {
      ordered.emplace_back(0, &declaration);
      continue;
    }
    const auto deed = deed_of(context, declaration);
    if (!deed || !may_stand(context, declaration)) continue;
    model::Deed& of = context.contract.deeds[*deed];
    of.span = diagnostics::join(of.span, common_of(declaration).span);
    ordered.emplace_back(of.first, &declaration);
  }
  std::stable_sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [month, declaration] : ordered) context.declarations.push_back(declaration);
}

std::optional<std::uint32_t> deed_of(const Context& context, const syntax::Declaration& declaration) {
  const auto& deed = common_of(declaration).deed;
  if (!deed) return std::nullopt;
  const auto known = context.deeds_by_place.find(place_of(*deed));
  return known == context.deeds_by_place.end() ? std::nullopt : std::optional(known->second);
}

std::optional<ValueId> term_changed_by_deed(const Context& context, const std::string& name) {
  const auto found = context.contract.values_by_name.find(name);
  if (!context.deed || found == context.contract.values_by_name.end() || found->second.empty()) return std::nullopt;
  return found->second.front();
}

ValueId changed_by(const Context& context, const model::Value& value, ValueId otherwise) {
  for (const ValueId same : context.contract.values_by_name.at(value.name))
    if (is_same_head(context.contract.value(same), value)) return same;
  return otherwise;
}

void note_change(Context& context, const model::Value& value, ValueId id) {
  Contract& contract = context.contract;
  const model::Value& term = contract.value(value.version_of);
  const std::int32_t first = value.during.empty() ? contract.deeds[*value.deed].first : value.during.front().first;
  if (term.deed == value.deed) {
    context.report(make<Id::DeclaredTwice>(value.name_span, value.name)).label(term.name_span, "declared here first");
    return;
  }
  const auto same = std::find_if(context.changes.begin(), context.changes.end(), [&](const Context::Change& change) {
    return change.term == value.version_of && change.first == first;
  });
  const bool added_then = term.deed && contract.deeds[*term.deed].first == first;
  if (same != context.changes.end() || added_then) {
    context.report(make<Id::ChangedTwice>(value.name_span, value.name, name_of_month(context, first)))
        .label(added_then ? term.name_span : same->span, "this deed says what it is from then on")
        .help("one deed decides what is in force in a period: take one of the two away, or let it begin later");
    return;
  }
  context.changes.push_back({value.version_of, id, first, value.name_span});
}

void end_terms(Context& context, const syntax::EndsDecl& decl) {
  Contract& contract = context.contract;
  if (!context.deed) {
    context.report(make<Id::UnexpectedToken>(decl.span, "`ends`", "a declaration"))
        .help("a term ends by a deed: `variation deed_one from 2025/26 { ends ... }`");
    return;
  }
  const model::Deed& deed = contract.deeds[*context.deed];
  for (const syntax::Name& name : decl.names) {
    if (context.is_broken(name.text)) continue;
    const auto found = contract.values_by_name.find(name.text);
    const bool other = contract.balances.count(name.text) != 0 || contract.parties_by_name.count(name.text) != 0 ||
                       contract.sets_by_plural.count(name.text) != 0;
    if (!other && (found == contract.values_by_name.end() || found->second.empty())) {
      Diagnostic& diagnostic = context.report(make<Id::UnknownName>(name.span, name.text));
      std::vector<std::string_view> candidates;
      for (const auto& [known, ids] : contract.values_by_name) candidates.push_back(known);
      context.suggest(diagnostic, name, candidates);
      continue;
    }
    const model::Value* term = other ? nullptr : &contract.value(found->second.front());
    if (term) context.refer(name.span, term->name_span);
    if (!term || term->grain == Grain::once || term->kind == plan::Value::Kind::parameter) {
      context.report(make<Id::NotChangedByDeed>(name.span, name.text, "which has no periods that could end"))
          .help("payments, definitions, inputs and metrics with 'each year', 'each quarter' or 'each month' can end");
      continue;
    }
    std::vector<MonthRange> rest{{deed.first, context.last_month()}};
    if (!narrow_to_deed(context, rest, term->grain, name.span)) continue;
    model::Value end;
    end.name = name.text;
    end.name_span = name.span;
    end.deed = context.deed;
    end.during = rest;
    end.grain = term->grain;
    end.version_of = found->second.front();
    note_change(context, end, {});
  }
}

bool narrow_to_deed(Context& context, std::vector<MonthRange>& during, Grain grain, Span at) {
  const model::Deed& deed = context.contract.deeds[*context.deed];
  std::vector<MonthRange> left;
  for (MonthRange range : during) {
    range.first = std::max(range.first, deed.first);
    if (range.first <= range.last) left.push_back(range);
  }
  if (left.empty()) {
    context.report(make<Id::OutsideTerm>(at, "this span"))
        .help("the deed is in force from " + name_of_month(context, deed.first) + " on");
    return false;
  }
  const plan::Calendar& calendar = context.contract.calendar;
  const Period period = calendar.containing({Grain::month, left.front().first}, grain);
  if (period.first_month != left.front().first) {
    const std::string next = calendar.name(calendar.shift(period, 1));
    context
        .report(make<Id::DeedInMidPeriod>(at, "'" + deed.name + "' changes this",
                                          name_of_month(context, left.front().first), calendar.name(period)))
        .label(deed.name_span, "the deed")
        .help("let this change begin with a " + grain_word(grain) + ": 'each " + grain_word(grain) + " from " + next +
              "', or another deed from " + next);
    return false;
  }
  during = std::move(left);
  return true;
}

void lay_out_versions(Context& context) {
  Contract& contract = context.contract;
  std::stable_sort(context.changes.begin(), context.changes.end(),
                   [](const Context::Change& a, const Context::Change& b) { return a.first < b.first; });
  for (const Context::Change& change : context.changes) {
    model::Value& term = contract.values[change.term.index];
    if (change.version && !is_same_term(context, term, contract.value(change.version))) continue;
    if (change.version && term.kind == plan::Value::Kind::input)
      check_input(context, term, contract.value(change.version));
    if (term.versions.empty()) term.versions.push_back({all_time().first, change.term, term.during, {}, {}});
    model::Version& last = term.versions.back();
    last.during = before(last.during, change.first);
    if (last.source && last.source != change.term) contract.values[last.source.index].during = last.during;
    term.versions.push_back({change.first, change.version, {}, {}, {}});
    if (change.version) term.versions.back().during = contract.value(change.version).during;
    if (term.grain == Grain::once) continue;
    term.during = before(term.during, change.first);
    const std::vector<MonthRange>& more = term.versions.back().during;
    term.during.insert(term.during.end(), more.begin(), more.end());
  }
}

}  // namespace quarterday::check
