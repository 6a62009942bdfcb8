// SPDX-License-Identifier: Apache-2.0
//
// Declarations that change nothing. Only those of the contract's own file: what is shared serves others too.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "compiler/lint/rules.h"
#include "runtime/diagnostics/table.h"

namespace quarterday::lint {
namespace {

bool is_own(const Facts& facts, Span span) { return facts.subject.uses.written(span.file) == facts.subject.own.file; }

std::set<std::uint32_t> read_by_scenarios(const Facts& facts) {
  std::set<std::uint32_t> read;
  for (const model::Scenario& scenario : facts.contract.scenarios)
    for (const plan::Expectation& expectation : scenario.scenario.expect)
      for (const NodeId root : {expectation.condition, expectation.left, expectation.right})
        facts.below(root, [&](NodeId one) {
          if (facts.node(one).value) read.insert(facts.node(one).value.index);
        });
  return read;
}

// Nothing depends on the declaration, so it can go; not where prose above it would then speak of what comes next.
Diagnostic removable(Diagnostic finding, const syntax::Common& declaration) {
  if (!declaration.prose.empty() || declaration.deed) return finding;
  finding.help(std::string(diagnostics::row(finding.id).help));
  finding.fix(declaration.span, "", "remove the declaration");
  return finding;
}

// How often each word occurs outside remarks, prose and titles, and where.
class Words {
 public:
  explicit Words(const Subject& subject) {
    const std::string& text = subject.sources.file(subject.own.file).text();
    for (const syntax::Token& token : subject.own.tokens) {
      const bool counts = token.sort == syntax::TokenSort::name || token.sort == syntax::TokenSort::keyword ||
                          token.sort == syntax::TokenSort::unknown || token.sort == syntax::TokenSort::symbol ||
                          token.sort == syntax::TokenSort::row;
      if (!counts) continue;
      for (std::uint32_t at = token.begin; at < token.end;) {
        std::uint32_t end = at;
        while (end < token.end && is_letter(text[end])) ++end;
        if (end > at) places_[text.substr(at, end - at)].push_back(at);
        at = std::max(end, at + 1);
      }
    }
  }

  bool occurs_outside(const std::string& word, Span span) const {
    const auto found = places_.find(word);
    return found != places_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                 [&](std::uint32_t at) { return at < span.begin || at >= span.end; });
  }

 private:
  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; }
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> places_;
};

// Not a column of several parameters.
const syntax::ParameterDecl* declared_alone(const Facts& facts, const model::Value& value) {
  for (const syntax::Declaration& declaration : facts.subject.own.declarations)
    if (const auto* parameter = std::get_if<syntax::ParameterDecl>(&declaration);
        parameter != nullptr && parameter->name.span == value.name_span)
      return parameter;
  return nullptr;
}

}  // namespace

void unread_values(Look look) {
  const Facts& facts = look.facts;
  const std::set<std::uint32_t> tried = read_by_scenarios(facts);
  facts.for_each_written([&](ValueId id, const model::Value& value) {
    if (value.kind == plan::Value::Kind::payment || !is_own(facts, value.span)) return;
    if (value.records && value.records->what == plan::RecordFigure::What::table) return;
    const bool ruled = facts.is_read_by_rules(id) || facts.is_required(id);
    const bool input = value.kind == plan::Value::Kind::input;
    const bool read = !facts.readers(id).empty() || ruled || (!input && tried.count(id.index) != 0);
    if (read) {
      const bool idle = value.input.metric && !facts.reaches_payment(id) && !facts.is_required(id);
      if (idle) look.findings.report(make<Id::WithoutEffect>(value.name_span, value.name));
      return;
    }
    if (input) {
      look.findings.report(make<Id::UnusedInput>(value.name_span, value.name));
    } else if (value.is_column) {
      look.findings.report(make<Id::UnusedColumn>(value.name_span, value.name));
    } else if (value.kind == plan::Value::Kind::parameter) {
      Diagnostic finding = make<Id::UnusedParameter>(value.name_span, value.name);
      const syntax::ParameterDecl* declaration = value.versions.empty() ? declared_alone(facts, value) : nullptr;
      look.findings.report(declaration != nullptr ? removable(std::move(finding), *declaration) : std::move(finding));
    } else {
      look.findings.report(make<Id::UnusedDefinition>(value.name_span, value.name));
    }
  });
}

void unused_declarations(Look look) {
  const Subject& subject = look.facts.subject;
  const Words words(subject);
  const auto tell = [&](Diagnostic diagnostic) { look.findings.report(std::move(diagnostic)); };
  for (const syntax::Declaration& declaration : subject.own.declarations) {
    const auto unused = [&](const syntax::Common& common, const std::string& other) {
      return !words.occurs_outside(common.name.text, common.span) &&
             (other.empty() || !words.occurs_outside(other, common.span));
    };
    if (const auto* unit = std::get_if<syntax::UnitDecl>(&declaration)) {
      if (unused(*unit, unit->singular.text))
        tell(removable(make<Id::UnusedUnit>(unit->name.span, unit->name.text), *unit));
    } else if (const auto* dimension = std::get_if<syntax::DimensionDecl>(&declaration)) {
      if (unused(*dimension, dimension->singular.text))
        tell(make<Id::UnusedSet>(dimension->name.span, dimension->name.text));
    } else if (const auto* group = std::get_if<syntax::GroupDecl>(&declaration)) {
      const bool members = std::any_of(group->members.begin(), group->members.end(), [&](const syntax::Member& member) {
        return words.occurs_outside(member.name.text, group->span);
      });
      if (!members && unused(*group, group->singular ? group->singular->text : ""))
        tell(make<Id::UnusedSet>(group->name.span, group->name.text));
    } else if (const auto* phrase = std::get_if<syntax::PhraseDecl>(&declaration)) {
      if (unused(*phrase, "")) tell(removable(make<Id::UnusedPhrase>(phrase->name.span, phrase->name.text), *phrase));
    } else if (const auto* made = std::get_if<syntax::TemplateDecl>(&declaration)) {
      if (unused(*made, "")) tell(removable(make<Id::UnusedTemplate>(made->name.span, made->name.text), *made));
    } else if (const auto* rows = std::get_if<syntax::RowsDecl>(&declaration)) {
      if (unused(*rows, rows->singular ? rows->singular->text : ""))
        tell(make<Id::UnusedRows>(rows->name.span, rows->name.text));
    } else if (const auto* records = std::get_if<syntax::RecordsDecl>(&declaration)) {
      if (unused(*records, records->singular.text))
        tell(make<Id::UnusedRecords>(records->name.span, records->name.text));
    }
  }
}

void idle_parties(Look look) {
  const Facts& facts = look.facts;
  std::set<std::uint32_t> busy;
  const auto add = [&](const plan::PartyRef& party) {
    if (party.party) busy.insert(party.party.index);
    if (!party.node || !facts.type(party.node).set) return;
    for (const plan::EntityId member : facts.contract.set(facts.type(party.node).set).set.members)
      busy.insert(member.index);
  };
  for (const model::Value& value : facts.contract.values) {
    if (value.kind != plan::Value::Kind::payment) continue;
    add(value.payment.from);
    add(value.payment.to);
  }
  for (const syntax::Declaration& declaration : facts.subject.own.declarations) {
    const auto* party = std::get_if<syntax::PartyDecl>(&declaration);
    if (party == nullptr) continue;
    const auto found = facts.contract.parties_by_name.find(party->name.text);
    if (found != facts.contract.parties_by_name.end() && busy.count(found->second.index) == 0)
      look.findings.report(make<Id::IdleParty>(party->name.span, party->name.text));
  }
}

}  // namespace quarterday::lint
