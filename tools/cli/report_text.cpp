// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "tools/cli/tested.h"

namespace quarterday::cli {
namespace {

constexpr std::string_view below_an_expectation = "            ";
constexpr std::size_t lines_shown_at_most = 12;

// The first lines of a derivation, which may sum over many members.
std::string first_lines(const std::string& text) {
  std::size_t end = 0;
  for (std::size_t line = 0; line < lines_shown_at_most && end < text.size(); ++line) end = text.find('\n', end) + 1;
  const auto more = std::count(text.begin() + static_cast<std::ptrdiff_t>(end), text.end(), '\n');
  if (more == 0) return text;
  return text.substr(0, end) + "… and " + std::to_string(more) + " more lines\n";
}

void tell_failure(const Tested& tested, std::size_t result, const evaluate::ExpectationResult& expectation,
                  Console& console) {
  console.out("          " + place(tested.plan(), expectation.origin) + ": " + expectation.words + "\n");
  console.out(std::string(below_an_expectation) + "expected " + expectation.expected + ", got " + expectation.got +
              "\n");
  console.out(with_margin(first_lines(derivation(tested, result, expectation)), below_an_expectation));
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
