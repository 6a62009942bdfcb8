// SPDX-License-Identifier: Apache-2.0
//
// Scenarios: none at all, or the same again.
#include <algorithm>
#include <map>
#include <string>

#include "compiler/lint/rules.h"

namespace quarterday::lint {
namespace {

// All words behind the title.
std::string words_of(const Subject& subject, const syntax::ScenarioDecl& scenario) {
  const std::string& text = subject.sources.file(subject.own.file).text();
  std::string words;
  for (const syntax::Token& token : subject.own.tokens) {
    const bool inside = token.begin > scenario.title->span.begin && token.end <= scenario.span.end;
    if (inside && token.sort > syntax::TokenSort::prose)
      words.append(text, token.begin, token.end - token.begin).append(" ");
  }
  return words;
}

}  // namespace

void scenarios(Look look) {
  const Subject& subject = look.facts.subject;
  std::vector<const syntax::ScenarioDecl*> all;
  for (const syntax::Declaration& declaration : subject.own.declarations) {
    const auto* scenario = std::get_if<syntax::ScenarioDecl>(&declaration);
    if (scenario == nullptr || !scenario->title) continue;
    all.push_back(scenario);
  }
  if (all.empty()) {
    look.findings.report(make<Id::NoScenario>(subject.own.header.name.span, subject.own.header.name.text));
    return;
  }
  std::map<std::string, Span> seen;
  for (const syntax::ScenarioDecl* scenario : all) {
    const auto [before, is_new] = seen.emplace(words_of(subject, *scenario), scenario->title->span);
    if (!is_new)
      look.findings.report(make<Id::ScenarioTwice>(scenario->title->span, scenario->title->text))
          .label(before->second, "the same as this one");
  }
}

}  // namespace quarterday::lint
