// SPDX-License-Identifier: Apache-2.0
//
// The form that servers of continuous integration read: a suite for each contract, a case for each scenario.
#include <algorithm>
#include <string>

#include "compiler/schedule/escape.h"
#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

std::string failure(const Tested& tested, std::size_t result) {
  std::string message;
  std::string text;
  for (const evaluate::ExpectationResult& expectation : tested.results[result].expectations) {
    if (expectation.held) continue;
    const std::string what = expectation.words + ": expected " + expectation.expected + ", got " + expectation.got;
    if (message.empty()) message = what;
    text += place(tested.plan(), expectation.origin) + ": " + what + "\n";
    text += derivation(tested, result, expectation);
  }
  return "      <failure message=\"" + schedule::html(message) + "\">" + schedule::html(text) + "</failure>\n";
}

std::string test_case(const Tested& tested, std::size_t result) {
  const evaluate::ScenarioResult& one = tested.results[result];
  const std::string line = std::to_string(one.origin ? tested.plan().origin(one.origin).line : 1);
  const std::string start = "    <testcase classname=\"" + schedule::html(tested.path) + "\" name=\"" +
                            schedule::html(one.title) + "\" file=\"" + schedule::html(tested.path) + "\" line=\"" +
                            line + "\"";
  return one.held() ? start + "/>\n" : start + ">\n" + failure(tested, result) + "    </testcase>\n";
}

// A contract with errors has no scenario that could be run, which must not look like a success.
std::string broken(const Tested& tested) {
  const std::string path = schedule::html(tested.path);
  return "  <testsuite name=\"" + path + "\" tests=\"1\" failures=\"0\" errors=\"1\">\n    <testcase classname=\"" +
         path +
         "\" name=\"check\">\n      <error message=\"the contract or the data of its scenarios have errors\"/>\n"
         "    </testcase>\n  </testsuite>\n";
}

std::string suite(const Tested& tested) {
  if (!tested.ran) return broken(tested);
  const auto failed = std::ranges::count_if(tested.results, [](const auto& result) { return !result.held(); });
  std::string out = "  <testsuite name=\"" + schedule::html(tested.path) + "\" tests=\"" +
                    std::to_string(tested.results.size()) + "\" failures=\"" + std::to_string(failed) +
                    "\" errors=\"0\">\n";
  for (std::size_t i = 0; i < tested.results.size(); ++i) out += test_case(tested, i);
  return out + "  </testsuite>\n";
}

}  // namespace

std::string junit(const std::deque<Tested>& tested) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const Tested& one : tested) out += suite(one);
  return out + "</testsuites>\n";
}

}  // namespace quarterday::cli
