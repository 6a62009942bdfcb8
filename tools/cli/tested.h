// SPDX-License-Identifier: Apache-2.0
#pragma once

// A contract whose scenarios have been run, and the reports of that: text, JUnit, and what the scenarios reach.

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "tools/cli/console.h"
#include "tools/cli/contract.h"

namespace quarterday::cli {

// The data of the scenarios that name files; the same files are read once.
class ScenarioData {
 public:
  // What is wrong with a file goes to the contract's sink.
  void read(Contract& contract);
  const std::vector<const data::Dataset*>& of_scenarios() const { return of_; }
  const data::Dataset& of(std::size_t scenario) const { return of_[scenario] == nullptr ? none_ : *of_[scenario]; }

 private:
  std::map<std::vector<std::string>, data::Dataset> read_;
  std::vector<const data::Dataset*> of_;  // beside the scenarios
  data::Dataset none_;
};

struct Tested {
  std::string path;
  Contract contract;
  ScenarioData data;
  bool ran = false;  // otherwise the contract or its scenarios' data have errors
  std::vector<evaluate::ScenarioResult> results;
  std::vector<std::size_t> scenarios;  // of each result, its position in the plan: those that the filter leaves
  std::vector<evaluate::CoveragePoint> points;

  bool held() const;
  const plan::Plan& plan() const { return *contract.plan(); }
};

// Runs all scenarios and keeps the results of those whose title has the text.
void run_scenarios(const std::string& path, const std::string& filter, Tested& tested);

// "clinic.contract:12"
std::string place(const plan::Plan& plan, plan::OriginId id);
// How the figure of a failed expectation came about, one step down, or nothing.
std::string derivation(const Tested& tested, std::size_t result, const evaluate::ExpectationResult& expectation);

// Each line behind the margin.
std::string with_margin(std::string_view text, std::string_view margin);

std::size_t reached_points(const std::vector<evaluate::CoveragePoint>& points);
// In whole percents, rounded down, so that 100 means all; 100 also of nothing.
std::size_t percent_reached(const std::vector<evaluate::CoveragePoint>& points);
// "no scenario reaches the row 'above' (clause 4.2)"
std::string missing_words(const plan::Plan& plan, const evaluate::CoveragePoint& point);

void tell_text(const Tested& tested, bool coverage, Console& console);
std::string junit(const std::deque<Tested>& tested);
std::string lcov(const std::deque<Tested>& tested);
std::string coverage_page(const std::deque<Tested>& tested);

}  // namespace quarterday::cli
