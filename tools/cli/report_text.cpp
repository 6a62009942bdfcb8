// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

constexpr std::string_view below_an_expectation = "            ";
constexpr std::size_t lines_shown_at_most = 12;

// The first lines of a derivation, which may sum over many members.
std::string indented(std::string_view text) {
  std::string out;
  std::size_t lines = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || ++lines > lines_shown_at_most) continue;
    out += below_an_expectation;
    out += line;
    out += '\n';
  }
  if (lines > lines_shown_at_most) {
    out += below_an_expectation;
    out += "… and " + std::to_string(lines - lines_shown_at_most) + " more lines\n";
  }
  return out;
}

void tell_failure(const Tested& tested, std::size_t result, const evaluate::ExpectationResult& expectation,
                  Console& console) {
  console.out("          " + place(tested.plan(), expectation.origin) + ": " + expectation.words + "\n");
  console.out(std::string(below_an_expectation) + "expected " + expectation.expected + ", got " + expectation.got +
              "\n");
  console.out(indented(derivation(tested, result, expectation)));
}

void tell_coverage(const Tested& tested, Console& console) {
  for (const evaluate::CoveragePoint& point : tested.points) {
    if (point.reached) continue;
    console.out("  missing " + place(tested.plan(), point.origin) + ": " + missing_words(tested.plan(), point) + "\n");
  }
  console.out("  reached " + std::to_string(reached_points(tested.points)) + " of " +
              std::to_string(tested.points.size()) + " terms");
  if (!tested.points.empty()) console.out(" (" + std::to_string(percent_reached(tested.points)) + "%)");
  console.out("\n");
}

}  // namespace

void tell_text(const Tested& tested, bool coverage, Console& console) {
  console.out(tested.path + "\n");
  for (std::size_t i = 0; i < tested.results.size(); ++i) {
    const evaluate::ScenarioResult& result = tested.results[i];
    console.out((result.held() ? "  ok      " : "  FAILED  ") + result.title + "\n");
    for (const evaluate::ExpectationResult& expectation : result.expectations)
      if (!expectation.held) tell_failure(tested, i, expectation, console);
  }
  if (coverage) tell_coverage(tested, console);
}

}  // namespace quarterday::cli
