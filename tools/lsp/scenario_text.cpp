// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/scenario_text.h"

#include <algorithm>
#include <set>

#include "runtime/evaluate/evaluate.h"

namespace quarterday::lsp {
namespace {

using plan::ValueId;

// Every figure that the value is worked out from, however far.
std::vector<ValueId> inputs_of(const model::Contract& contract, ValueId id) {
  std::set<std::uint32_t> seen{id.index};
  std::vector<ValueId> open{id};
  std::vector<ValueId> inputs;
  while (!open.empty()) {
    const ValueId reader = open.back();
    open.pop_back();
    if (contract.value(reader).kind == plan::Value::Kind::input) inputs.push_back(reader);
    for (const model::Dependency& dependency : contract.dependencies)
      if (dependency.reader == reader && seen.insert(dependency.read.index).second) open.push_back(dependency.read);
  }
  std::sort(inputs.begin(), inputs.end(), [](ValueId a, ValueId b) { return a.index < b.index; });
  return inputs;
}

// Nothing of the sort that is reported: no money, no cases, 0%.
std::optional<std::string> nothing_of(const model::Contract& contract, const model::Value& value) {
  if (value.records) return std::nullopt;
  if (value.type.kind == model::Type::Kind::yes_no) return "no";
  if (!value.type.is_number()) return std::nullopt;
  if (value.type.is_money()) return contract.currency.symbol + (contract.currency.symbol.size() == 3 ? " 0" : "0");
  if (value.type.shown != model::Type::Shown::plain) return "0%";
  return value.type.has_money() ? std::nullopt : std::optional<std::string>("0");
}

struct Parts {
  std::string before;  // up to the figure that is expected
  std::string title;
};

std::optional<Parts> parts_of(const model::Contract& contract, const model::Value& payment, ValueId id) {
  if (payment.during.empty()) return std::nullopt;
  const plan::Period first =
      contract.calendar.containing({plan::Grain::month, payment.during.front().first}, payment.grain);
  const std::string period = contract.calendar.name(first);
  Parts parts;
  parts.title = payment.name + " in " + period + ", nothing reported but noughts";
  parts.before = "\n\n  scenario \"" + parts.title + "\" in " + period + " {\n";
  for (const ValueId input : inputs_of(contract, id)) {
    const auto nothing = nothing_of(contract, contract.value(input));
    if (!nothing) return std::nullopt;
    parts.before += "    given  " + contract.value(input).name + " = " + *nothing + "\n";
  }
  parts.before += "    expect " + payment.name;
  for (const model::Index& index : payment.indexes) {
    const auto& members = contract.set(index.set).set.members;
    if (members.empty()) return std::nullopt;
    parts.before += " for " + contract.entities[members.front().index].name;
  }
  parts.before += " = ";
  return parts;
}

// Before the brace that closes the contract.
std::optional<std::size_t> end_of_declarations(const Analysis& analysis) {
  const auto& tokens = analysis.tree().tokens;
  const std::string_view text = analysis.own().text();
  for (std::size_t i = tokens.size(); i-- > 0;) {
    if (tokens[i].sort != syntax::TokenSort::symbol || text[tokens[i].begin] != '}') continue;
    std::size_t at = tokens[i].begin;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '\n' || text[at - 1] == '\r'))
      --at;
    return at;
  }
  return std::nullopt;
}

// What is got where nothing was expected; nothing if the contract cannot be checked with the scenario in it.
std::optional<std::string> outcome(const Analysis& analysis, const Documents& documents, const std::string& text,
                                   const std::string& title) {
  Workspace tried;
  for (const auto& [uri, document] : documents.all()) tried.documents().open(uri, 0, document.text);
  tried.documents().open(analysis.uri, 0, text);
  const Analysis* with = tried.analysis(analysis.uri);
  if (with == nullptr || !with->compilation.plan) return std::nullopt;
  plan::Plan plan = *with->compilation.plan;
  std::erase_if(plan.scenarios, [&](const plan::Scenario& scenario) { return scenario.title != title; });
  diagnostics::Sink unheard;
  const auto results = evaluate::run_scenarios(plan, unheard);
  if (results.size() != 1 || results.front().expectations.size() != 1) return std::nullopt;
  const evaluate::ExpectationResult& result = results.front().expectations.front();
  return result.held ? std::string() : result.got;
}

}  // namespace

bool has_scenario(const Analysis& analysis, const Symbol& payment) {
  for (const Occurrence& one : analysis.occurrences.front()) {
    if (&analysis.symbols[one.symbol] != &payment) continue;
    const Symbol* around = analysis.declaration_at(0, one.begin);
    if (around != nullptr && around->declared.kind == Kind::scenario) return true;
  }
  return false;
}

std::optional<NewScenario> scenario_for(const Analysis& analysis, const Symbol& payment, const Documents& documents) {
  const auto id = analysis.value_of(payment);
  const auto at = end_of_declarations(analysis);
  if (!id || !at || !analysis.compilation.plan) return std::nullopt;
  const model::Contract& contract = analysis.contract();
  const auto parts = parts_of(contract, contract.value(*id), *id);
  const auto nothing = nothing_of(contract, contract.value(*id));
  if (!parts || !nothing) return std::nullopt;
  std::string expected = *nothing;
  // The first run says what it comes to, the second that this is right.
  for (int run = 0; run < 2; ++run) {
    NewScenario scenario{*at, parts->before + expected + "\n  }"};
    std::string text(analysis.own().text());
    text.insert(scenario.at, scenario.text);
    const auto got = outcome(analysis, documents, text, parts->title);
    if (!got) return std::nullopt;
    if (got->empty()) return scenario;
    expected = *got;
  }
  return std::nullopt;
}

}  // namespace quarterday::lsp
