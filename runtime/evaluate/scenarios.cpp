// SPDX-License-Identifier: Apache-2.0
//
// Scenarios: the contract's own tests. Each fixes some figures, or has data of its own, and expects something of one
// period.
#include <algorithm>
#include <string>

#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/given.h"
#include "runtime/evaluate/settle.h"
#include "runtime/evaluate/words.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Sink;
using plan::Expectation;
using plan::Plan;
using plan::Scenario;

class ScenarioRunner {
 public:
  ScenarioRunner(const Plan& plan, const Scenario& scenario, const data::Dataset& data, Sink& sink, Reached* reached)
      : plan_(plan), scenario_(scenario), data_(data), sink_(sink) {
    options_.reached = reached;
  }

  // Every expectation starts afresh, so that one that fails does not spoil the next.
  ExpectationResult run(const Expectation& expectation) {
    ExpectationResult result{expectation.origin, false, words_of(expectation), {}, {}, nullptr, {}};
    result.expected = result.words;
    try {
      Evaluator evaluator(plan_, data_, options_);
      Frame frame = frame_of(scenario_);
      fix_given(plan_, scenario_, evaluator);
      if (expectation.condition) {
        expect_condition(evaluator, expectation, frame, result);
      } else {
        expect_refusal(evaluator, expectation, result);
      }
    } catch (Failure& failure) {
      result.got = failure.diagnostic.message;
      sink_.report(std::move(failure.diagnostic));
    }
    return result;
  }

 private:
  // A cell of a table of cases says what is expected, its column of what.
  std::string words_of(const Expectation& expectation) const {
    if (!expectation.origin) return {};
    const std::string& words = plan_.origin(expectation.origin).text;
    if (!expectation.left || !expectation.right) return words;
    const OriginId left = plan_.node(expectation.left).origin;
    const OriginId right = plan_.node(expectation.right).origin;
    const bool is_cell = left && right && plan_.origin(right).text == words;
    return is_cell ? plan_.origin(left).text + " = " + words : words;
  }

  void expect_condition(Evaluator& evaluator, const Expectation& expectation, Frame& frame,
                        ExpectationResult& result) const {
    const Figure condition = evaluator.evaluate(expectation.condition, frame);
    result.held = is_met(condition);
    if (is_missing(condition)) {
      result.got = figure_text(plan_, condition, {});
    } else if (expectation.left && expectation.right) {
      result.got = text_of(evaluator, expectation.left, frame);
      result.expected = text_of(evaluator, expectation.right, frame);
      if (!result.held) keep_derivation(evaluator, expectation.left, frame, result);
    } else {
      result.got = result.held ? "it holds" : "it does not hold";
    }
  }

  void keep_derivation(Evaluator& evaluator, NodeId node, Frame& frame, ExpectationResult& result) const {
    const std::optional<InstanceId> figure = evaluator.instance_named(node, frame);
    if (!figure) return;
    auto derivation = std::make_shared<Settlement>();
    derivation->period = scenario_.period;
    derivation->instances = evaluator.take_instances();
    result.derivation = std::move(derivation);
    result.figure = *figure;
  }

  std::string text_of(Evaluator& evaluator, NodeId node, Frame& frame) const {
    return figure_text(plan_, evaluator.evaluate(node, frame), plan_.node(node).type);
  }

  void expect_refusal(Evaluator& evaluator, const Expectation& expectation, ExpectationResult& result) const {
    result.expected = refusal_text(plan_, expectation.refused_input, expectation.refused_members);
    const std::optional<Settlement> settlement = settle_lines(plan_, evaluator, scenario_.period, sink_);
    if (!settlement) {
      result.got = "no settlement";
    } else if (!settlement->refusal) {
      result.got = "settled";
    } else {
      const bool by_member = !expectation.refused_members.empty();
      result.got = refusal_text(plan_, settlement->refusal->input,
                                by_member ? settlement->refusal->members : std::vector<EntityId>{});
      result.held =
          settlement->refusal->input == expectation.refused_input &&
          (expectation.refused_members.empty() || settlement->refusal->members == expectation.refused_members);
    }
  }

  const Plan& plan_;
  const Scenario& scenario_;
  const data::Dataset& data_;
  Sink& sink_;
  Options options_;
};

}  // namespace

bool ScenarioResult::held() const {
  return std::ranges::all_of(expectations, [](const ExpectationResult& result) { return result.held; });
}

std::vector<ScenarioResult> run_scenarios(const Plan& plan, Sink& sink, Reached* reached,
                                          std::span<const data::Dataset* const> data) {
  std::vector<ScenarioResult> results;
  run_on_deep_stack([&] {
    const data::Dataset no_data;
    for (std::size_t i = 0; i < plan.scenarios.size(); ++i) {
      const Scenario& scenario = plan.scenarios[i];
      ScenarioResult& result = results.emplace_back(ScenarioResult{scenario.title, scenario.origin, {}});
      ScenarioRunner runner(plan, scenario, i < data.size() && data[i] ? *data[i] : no_data, sink, reached);
      for (const Expectation& expectation : scenario.expect) result.expectations.push_back(runner.run(expectation));
    }
  });
  return results;
}

}  // namespace quarterday::evaluate
