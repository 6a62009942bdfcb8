// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/commands.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>

#include "runtime/evaluate/evaluate.h"
#include "runtime/statement/render.h"
#include "runtime/statement/statement.h"
#include "tools/lsp/reported.h"
#include "tools/lsp/uri.h"

namespace quarterday::lsp {
namespace {

namespace fs = std::filesystem;

const plan::Plan& plan_of(const Analysis& analysis) {
  if (!analysis.compilation.plan) throw Refusal{Problem::request_failed, "the contract has mistakes"};
  return *analysis.compilation.plan;
}

std::vector<std::string> files_of(const plan::Scenario& scenario) {
  std::vector<std::string> paths;
  paths.reserve(scenario.data.size());
  for (const plan::ScenarioData& file : scenario.data) paths.push_back(file.path);
  return paths;
}

// A table of cases is a scenario for each, called after it.
bool is_of(const plan::Scenario& scenario, const std::string& title) {
  return scenario.title == title || scenario.title.starts_with(title + ", case ");
}

std::vector<evaluate::ScenarioResult> results_of(const plan::Plan& plan) {
  std::map<std::vector<std::string>, Reported> read;
  std::vector<const data::Dataset*> data;
  data.reserve(plan.scenarios.size());
  for (const plan::Scenario& scenario : plan.scenarios) {
    const std::vector<std::string> paths = files_of(scenario);
    const auto [known, is_new] = read.try_emplace(paths);
    if (is_new && !paths.empty()) known->second.read(paths, plan);
    if (known->second.sink.has_errors()) throw Refusal{Problem::request_failed, first_mistake(known->second.sink)};
    data.push_back(paths.empty() ? nullptr : &known->second.dataset);
  }
  diagnostics::Sink sink;
  auto results = evaluate::run_scenarios(plan, sink, nullptr, data);
  if (sink.has_errors()) throw Refusal{Problem::request_failed, first_mistake(sink)};
  return results;
}

CommandResult run(const Analysis& analysis, const std::string& title) {
  plan::Plan plan = plan_of(analysis);
  std::erase_if(plan.scenarios, [&](const plan::Scenario& scenario) { return !is_of(scenario, title); });
  if (plan.scenarios.empty()) throw Refusal{Problem::invalid_params, "there is no scenario '" + title + "'"};
  const auto results = results_of(plan);
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
  Reported reported;
  reported.read(paths, plan);
  if (reported.sink.has_errors()) throw Refusal{Problem::request_failed, first_mistake(reported.sink)};
  const auto settlement = evaluate::settle(plan, reported.dataset, *period, {}, reported.sink);
  if (!settlement) throw Refusal{Problem::request_failed, first_mistake(reported.sink)};
  const std::string text = statement::render_text(statement::make_statement(plan, reported.dataset, *settlement));
  return {{{"refused", settlement->refusal.has_value()}, {"statement", text}}, text, !settlement->refusal};
}

std::string chosen_path(const Analysis& analysis, const std::string& given) {
  if (given.starts_with("file:")) return path_of_uri(given).value_or("");
  const auto contract = path_of_uri(analysis.uri);
  return contract ? (fs::path(*contract).parent_path() / given).lexically_normal().string() : given;
}

// `null` instead of a file takes the choice back, no period is the last one that the file has figures for.
CommandResult choose(const Asked& asked, const Analysis& analysis, const Json& arguments) {
  DataFigures& figures = asked.workspace.data_figures();
  if (arguments.size() < 2 || arguments[1].is_null()) {
    figures.choose(analysis.uri, std::nullopt);
    return {{{"file", nullptr}}, "no data are chosen for the figures beside the text", true};
  }
  const plan::Plan& plan = plan_of(analysis);
  const std::string path = chosen_path(analysis, arguments[1].get<std::string>());
  const std::string name = fs::path(path).filename().string();
  if (!asked.workspace.is_within_reach(analysis, path))
    throw Refusal{Problem::request_failed, "'" + name + "' is no file of the folder that is open"};
  if (!name.ends_with(".csv")) throw Refusal{Problem::invalid_params, "'" + name + "' is no CSV file"};
  std::string period;
  if (arguments.size() > 2 && !arguments[2].is_null()) period = arguments[2].get<std::string>();
  if (!period.empty()) {
    const value::ParsedPeriod parsed = plan.calendar.parse(period);
    const auto settled = evaluate::all_settled(plan);
    if (!parsed || std::find(settled.begin(), settled.end(), *parsed) == settled.end())
      throw Refusal{Problem::invalid_params, "the contract is not settled for '" + period + "'"};
  }
  figures.choose(analysis.uri, ChosenData{path, period});
  return {{{"file", path}, {"period", period}},
          "the figures beside the text are those of " + name + (period.empty() ? "" : " in " + period),
          true};
}

}  // namespace

const std::vector<std::string>& commands() {
  static const std::vector<std::string> names{run_scenario, settle_beside, choose_data};
  return names;
}

CommandResult execute(const Asked& asked, const Json& params) {
  const auto command = params.at("command").get<std::string>();
  const Json& arguments = params.at("arguments");
  const auto uri = arguments.at(0).get<std::string>();
  const Analysis* analysis = asked.workspace.analysis(uri);
  if (analysis == nullptr) throw Refusal{Problem::invalid_params, "there is no text '" + uri + "'"};
  if (!asked.client.settles) throw Refusal{Problem::request_failed, "this editor lets nothing be settled here"};
  if (command == run_scenario) return run(*analysis, arguments.at(1).get<std::string>());
  if (command == settle_beside) return settle(*analysis, arguments.at(1).get<std::string>());
  if (command == choose_data) return choose(asked, *analysis, arguments);
  throw Refusal{Problem::invalid_params, "there is no command '" + command + "'"};
}

}  // namespace quarterday::lsp
