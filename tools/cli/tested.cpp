// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/tested.h"

#include <algorithm>
#include <string_view>

#include "runtime/statement/explanation.h"
#include "tools/cli/settlement.h"

namespace quarterday::cli {

void ScenarioData::read(Contract& contract) {
  for (const plan::Scenario& scenario : contract.plan()->scenarios) {
    std::vector<std::string> paths;
    paths.reserve(scenario.data.size());
    for (const plan::ScenarioData& file : scenario.data) paths.push_back(file.path);
    const auto [place, is_new] = read_.try_emplace(paths);
    if (is_new && !paths.empty()) read_data(paths, std::nullopt, contract, place->second);
    of_.push_back(paths.empty() ? nullptr : &place->second);
  }
}

bool Tested::held() const { return std::ranges::all_of(results, &evaluate::ScenarioResult::held); }

void run_scenarios(const std::string& path, const std::string& filter, Tested& tested) {
  tested.path = path;
  load_contract(path, tested.contract);
  if (tested.contract.plan() == nullptr) return;
  tested.data.read(tested.contract);
  if (tested.contract.sink.has_errors()) return;
  evaluate::Reached reached;
  std::vector<evaluate::ScenarioResult> results =
      evaluate::run_scenarios(tested.plan(), tested.contract.sink, &reached, tested.data.of_scenarios());
  for (std::size_t i = 0; i < results.size(); ++i) {
    if (results[i].title.find(filter) == std::string::npos) continue;
    tested.results.push_back(std::move(results[i]));
    tested.scenarios.push_back(i);
  }
  tested.points = evaluate::coverage(tested.plan(), reached);
  tested.ran = true;
}

std::string place(const plan::Plan& plan, plan::OriginId id) {
  if (!id) return plan.files.front();
  const plan::Origin& origin = plan.origin(id);
  return plan.file_of(origin) + ":" + std::to_string(origin.line);
}

std::string derivation(const Tested& tested, std::size_t result, const evaluate::ExpectationResult& expectation) {
  if (!expectation.derivation) return {};
  const data::Dataset& data = tested.data.of(tested.scenarios[result]);
  const std::vector<statement::Explained> subjects{{expectation.figure, nullptr}};
  const statement::ExplainOptions one_step_down{1, nullptr, false};
  return statement::render_text(
      statement::explain(tested.plan(), data, *expectation.derivation, subjects, one_step_down));
}

std::string with_margin(std::string_view text, std::string_view margin) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    out.append(margin).append(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

std::size_t reached_points(const std::vector<evaluate::CoveragePoint>& points) {
  return static_cast<std::size_t>(std::ranges::count_if(points, &evaluate::CoveragePoint::reached));
}

std::size_t percent_reached(const std::vector<evaluate::CoveragePoint>& points) {
  return points.empty() ? 100 : 100 * reached_points(points) / points.size();
}

std::string missing_words(const plan::Plan& plan, const evaluate::CoveragePoint& point) {
  const std::string& clause = plan.origin(point.origin).clause;
  return "no scenario " + point.words + (clause.empty() ? "" : " (clause " + clause + ")");
}

}  // namespace quarterday::cli
