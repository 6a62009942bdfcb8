// SPDX-License-Identifier: Apache-2.0
//
// Over each scenario: run it. Over the contract: settle a period with the data that lie beside it. Both are commands of
// the server, so they work in every editor; the result is shown as a message and given back.
#include <algorithm>
#include <filesystem>
#include <system_error>

#include "runtime/data/files.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/evaluate/existence.h"
#include "runtime/records/records.h"
#include "runtime/statement/render.h"
#include "runtime/statement/statement.h"
#include "tools/lsp/commands.h"
#include "tools/lsp/features.h"
#include "tools/lsp/uri.h"

namespace quarterday::lsp {
namespace {

namespace fs = std::filesystem;

constexpr const char* run_scenario = "quarterday.runScenario";
constexpr const char* settle_beside = "quarterday.settle";

// The CSV files of the contract's own folder, by their names, that could hold its figures.
std::vector<std::string> data_beside(const Analysis& analysis) {
  const auto path = path_of_uri(analysis.uri);
  std::vector<std::string> found;
  if (!path) return found;
  std::error_code problem;
  for (const char* name : {"data.csv", "figures.csv"}) {
    const fs::path file = fs::path(*path).parent_path() / name;
    if (fs::is_regular_file(file, problem)) found.push_back(file.string());
  }
  return found;
}

const plan::Plan& plan_of(const Analysis& analysis) {
  if (!analysis.compilation.plan) throw Refusal{Problem::request_failed, "the contract has mistakes"};
  return *analysis.compilation.plan;
}

std::string first_mistake(const diagnostics::Sink& sink) {
  for (const diagnostics::Diagnostic& diagnostic : sink.all())
    if (diagnostic.severity == diagnostics::Severity::Error) return diagnostic.message;
  return "it cannot be settled";
}

CommandResult run(const Analysis& analysis, const std::string& title) {
  plan::Plan plan = plan_of(analysis);
  std::erase_if(plan.scenarios, [&](const plan::Scenario& scenario) { return scenario.title != title; });
  if (plan.scenarios.empty()) throw Refusal{Problem::invalid_params, "there is no scenario '" + title + "'"};
  if (!plan.scenarios.front().data.empty())
    throw Refusal{Problem::request_failed, "'" + title + "' reads files: run it with `quarterday test`"};
  diagnostics::Sink sink;
  const auto results = evaluate::run_scenarios(plan, sink);
  Json failed = Json::array();
  for (const auto& result : results)
    for (const auto& expectation : result.expectations)
      if (!expectation.held) failed.push_back({{"expected", expectation.expected}, {"got", expectation.got}});
  std::string words = "'" + title + "' holds";
  if (!failed.empty())
    words = "'" + title + "' does not hold: expected " + failed.front()["expected"].get<std::string>() + ", got " +
            failed.front()["got"].get<std::string>();
  return {{{"held", failed.empty()}, {"failed", failed}}, words, failed.empty()};
}

CommandResult settle(const Analysis& analysis, const std::string& period_name) {
  const plan::Plan& plan = plan_of(analysis);
  const value::ParsedPeriod period = plan.calendar.parse(period_name);
  if (!period) throw Refusal{Problem::invalid_params, "'" + period_name + "' is no period of the contract"};
  const std::vector<std::string> paths = data_beside(analysis);
  if (paths.empty()) throw Refusal{Problem::request_failed, "no data.csv lies beside the contract"};
  diagnostics::SourceMap sources;
  diagnostics::Sink sink;
  data::Dataset dataset = data::load(paths, plan, {std::nullopt, evaluate::Existence(plan)}, sources, sink);
  if (!sink.has_errors())
    if (auto records = records::read(plan, dataset, sources, sink)) dataset.measure_with(records);
  if (sink.has_errors()) throw Refusal{Problem::request_failed, first_mistake(sink)};
  const auto settlement = evaluate::settle(plan, dataset, *period, {}, sink);
  if (!settlement) throw Refusal{Problem::request_failed, first_mistake(sink)};
  const std::string text = statement::render_text(statement::make_statement(plan, dataset, *settlement));
  return {{{"refused", settlement->refusal.has_value()}, {"statement", text}}, text, !settlement->refusal};
}

Json lens(const File& own, Span span, const std::string& title, const char* command, Json arguments,
          Encoding encoding) {
  return {{"range", to_json(range_of(own, span.begin, span.begin, encoding))},
          {"command", {{"title", title}, {"command", command}, {"arguments", std::move(arguments)}}}};
}

}  // namespace

const std::vector<std::string>& commands() {
  static const std::vector<std::string> names{run_scenario, settle_beside};
  return names;
}

CommandResult execute(const Asked& asked, const Json& params) {
  const auto command = params.at("command").get<std::string>();
  const Json& arguments = params.at("arguments");
  const auto uri = arguments.at(0).get<std::string>();
  const Analysis* analysis = asked.workspace.analysis(uri);
  if (analysis == nullptr) throw Refusal{Problem::invalid_params, "there is no text '" + uri + "'"};
  if (command == run_scenario) return run(*analysis, arguments.at(1).get<std::string>());
  if (command == settle_beside) return settle(*analysis, arguments.at(1).get<std::string>());
  throw Refusal{Problem::invalid_params, "there is no command '" + command + "'"};
}

Json code_lens(const Asked& asked, const Json& params) {
  const Analysis& analysis = analysis_of(asked, params);
  const File& own = analysis.own();
  Json all = Json::array();
  if (!analysis.compilation.plan) return all;
  if (!data_beside(analysis).empty()) {
    for (const plan::Period period : evaluate::all_settled(*analysis.compilation.plan)) {
      if (period.grain != plan::Grain::year) continue;
      const std::string name = analysis.compilation.plan->calendar.name(period);
      all.push_back(lens(own, analysis.tree().header.name.span, "settle " + name, settle_beside, {analysis.uri, name},
                         asked.encoding()));
    }
  }
  for (const Symbol& symbol : analysis.symbols)
    if (symbol.file == 0 && symbol.declared.kind == Kind::scenario)
      all.push_back(lens(own, symbol.declared.span, "run this scenario", run_scenario,
                         {analysis.uri, symbol.declared.title}, asked.encoding()));
  return all;
}

}  // namespace quarterday::lsp
