// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/draft.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "compiler/format/format.h"
#include "compiler/syntax/parse.h"
#include "runtime/diagnostics/render_text.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/value/check.h"
#include "runtime/value/rounding.h"
#include "tools/cli/contract.h"
#include "tools/cli/scenario_text.h"
#include "tools/cli/templates.h"
#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

using value::Rational;
using Marks = std::map<std::string, std::string, std::less<>>;

// Amounts that stand for settled ones until these are known; no scenario of a template comes to such a figure.
constexpr int first_stand_in = 987'000'001;

std::string_view template_text(const std::string& name) {
  for (const embedded::Text& text : embedded::templates())
    if (text.path == "tools/cli/new/" + name) return text.text;
  QD_CHECK(false, "a kind of contract has its templates");
}

// Each @mark@ replaced by what it stands for.
std::string filled(std::string_view text, const std::function<std::string(std::string_view)>& of) {
  std::string out;
  while (true) {
    const std::size_t begin = text.find('@');
    out += text.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const std::size_t end = text.find('@', begin + 1);
    QD_CHECK(end != std::string_view::npos, "a mark of a template ends");
    out += of(text.substr(begin + 1, end - begin - 1));
    text.remove_prefix(end + 1);
  }
}

std::string in_quotes(const Party& party) { return party.title.empty() ? "" : " \"" + party.title + "\""; }

Marks marks_of(const Answers& answers) {
  Marks marks(answers.texts.begin(), answers.texts.end());
  marks["year"] = answers.calendar.name(answers.first_year);
  marks["zero"] = amount_text(Rational(), answers.currency);
  marks["one"] = amount_text(Rational(1), answers.currency);
  marks["from"] = answers.from.front().name;
  marks["from_title"] = in_quotes(answers.from.front());
  marks["to"] = marks["first"] = answers.to.front().name;
  marks["to_title"] = in_quotes(answers.to.front());
  std::string& providers = marks["providers"];
  for (const Party& party : answers.to) providers += (providers.empty() ? "" : ", ") + party.name + in_quotes(party);
  // Costs a little below what was agreed, so that there is something to share.
  const auto value = answers.amounts.find("value");
  if (value != answers.amounts.end()) {
    const Rational cost = value->second * Rational(95) / Rational(100);
    const int decimals = answers.currency.minor_digits;
    const auto parties = Rational(static_cast<std::int64_t>(answers.to.size()));
    marks["cost"] = value::round(cost, decimals).to_text();
    marks["cost_each"] = value::round(cost / parties, decimals).to_text();
  }
  return marks;
}

std::string mark(const Marks& marks, std::string_view name) {
  const auto found = marks.find(name);
  QD_CHECK(found != marks.end(), "a template uses only marks that there are");
  return found->second;
}

// In the layout of `quarterday fmt`, however long the answers are.
std::string laid_out(std::string text) {
  diagnostics::SourceMap sources;
  diagnostics::Sink unseen;  // mistakes are told once the whole has been compiled
  const diagnostics::FileId file = sources.add(diagnostics::SourceFile("contract", std::move(text)));
  return format::format(syntax::parse(file, sources, unseen), sources.file(file));
}

std::string stand_in(std::size_t number, const Answers& answers) {
  return amount_text(Rational(first_stand_in + static_cast<int>(number)), answers.currency);
}

std::string contract_text(const Kind& kind, const Answers& answers, const std::vector<std::string>& settled) {
  const Marks marks = marks_of(answers);
  std::size_t next = 0;
  const auto of = [&](std::string_view name) {
    if (name != "settled") return mark(marks, name);
    const std::size_t number = next++;
    return number < settled.size() ? settled[number] : stand_in(number, answers);
  };
  return laid_out(filled(template_text(std::string(kind.name) + ".contract"), of));
}

// A line with @each@ stands for each of those who are paid.
std::string data_text(const Kind& kind, const Answers& answers) {
  std::string_view text = template_text(std::string(kind.name) + ".csv");
  Marks marks = marks_of(answers);
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n') + 1;
    const std::string_view line = text.substr(0, end);
    const bool for_each = line.find("@each@") != std::string_view::npos;
    for (const Party& party : answers.to) {
      marks["each"] = party.name;
      out += filled(line, [&](std::string_view name) { return mark(marks, name); });
      if (!for_each) break;
    }
    text.remove_prefix(end);
  }
  return out;
}

void compile_text(std::string text, Contract& contract) {
  contract.file = contract.sources.add(diagnostics::SourceFile("contract", std::move(text)));
  contract.compilation.emplace(compiler::compile(contract.file, contract.sources, contract.sink));
}

// An amount of a statement as a contract writes it.
std::string as_written(std::string amount, const value::Currency& currency) {
  const std::size_t at = amount.find(currency.symbol);
  if (at != std::string::npos && currency.symbol != currency.code)
    amount.replace(at, currency.symbol.size(), sign_of(currency));
  return amount;
}

// What the scenarios come to where they expect an amount that stands in for it, in the order of these.
std::vector<std::string> settled_figures(const Contract& contract, const Answers& answers) {
  diagnostics::Sink sink;
  std::vector<std::string> figures;
  for (const evaluate::ScenarioResult& result : evaluate::run_scenarios(*contract.plan(), sink)) {
    for (const evaluate::ExpectationResult& expectation : result.expectations)
      if (expectation.words.ends_with(stand_in(figures.size(), answers)))
        figures.push_back(as_written(expectation.got, answers.currency));
  }
  return figures;
}

// A template is ours: its scenarios hold and reach all of it, whatever the answers.
void try_out(const Contract& contract) {
  diagnostics::Sink sink;
  evaluate::Reached reached;
  const auto results = evaluate::run_scenarios(*contract.plan(), sink, &reached);
  const bool all_hold = std::ranges::all_of(results, &evaluate::ScenarioResult::held);
  QD_CHECK(all_hold, "the scenarios of a new contract hold");
  QD_CHECK(percent_reached(evaluate::coverage(*contract.plan(), reached)) == 100,
           "the scenarios of a new contract reach all of it");
}

}  // namespace

Draft draft(const Kind& kind, const Answers& answers) {
  Draft made{contract_text(kind, answers, {}), data_text(kind, answers), {}, {}};
  Contract open;
  compile_text(made.contract, open);
  if (open.plan() == nullptr) {
    made.problem = diagnostics::render_text(open.sink.all(), open.sources, {false});
    return made;
  }
  made.contract = contract_text(kind, answers, settled_figures(open, answers));
  Contract settled;
  compile_text(made.contract, settled);
  QD_CHECK(settled.plan() != nullptr, "a new contract has no mistakes once its figures are settled");
  try_out(settled);
  made.period = settled.plan()->calendar.name(evaluate::all_settled(*settled.plan()).front());
  return made;
}

bool can_be_named(const Kind& kind, const Question& question, const std::string& name) {
  Answers answers;
  for (const Question& one : kind.questions) {
    // Other names are such as nobody gives.
    const bool several = one.of == Question::Of::parties;
    std::string answer(one.usual);
    if (one.of == Question::Of::name) answer = "zz_contract";
    if (one.of == Question::Of::party || several) answer = "zz_" + std::string(one.id) + (several ? ", zz_other" : "");
    if (one.id == question.id) answer = several ? name + ", zz_other" : name;
    if (!take_answer(one, answer, answers).empty()) return false;
  }
  Contract contract;
  compile_text(contract_text(kind, answers, {}), contract);
  return contract.plan() != nullptr;
}

}  // namespace quarterday::cli
