// SPDX-License-Identifier: Apache-2.0
#include "tools/cli/unified_diff.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

namespace quarterday::cli {
namespace {

using Texts = std::vector<std::string_view>;

constexpr std::size_t around = 3;
// Lines taken away and put in between two that stay; with more, all of them are shown as exchanged.
constexpr std::ptrdiff_t max_changes = 1000;

// With their line ends.
Texts lines_of(std::string_view text) {
  Texts lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

struct Step {
  char what = ' ';  // ' ', '-' or '+'
  std::size_t before = 0;
  std::size_t after = 0;
};

// A shortest way from one text to the other, after Myers: for each number of changes, how far each diagonal reaches.
class Comparison {
 public:
  Comparison(const Texts& before, const Texts& after) : before_(before), after_(after) {}

  std::vector<Step> steps() {
    const auto sizes = static_cast<std::ptrdiff_t>(before_.size() + after_.size());
    const std::ptrdiff_t most = std::min(sizes, max_changes);
    reach_.assign(static_cast<std::size_t>(2 * most + 3), 0);
    middle_ = most + 1;
    for (std::ptrdiff_t changes = 0; changes <= most; ++changes) {
      kept_.push_back(reach_);
      if (goes_through(changes)) return way(changes);
    }
    return all_exchanged();
  }

 private:
  std::ptrdiff_t& reach(std::ptrdiff_t diagonal) { return reach_[static_cast<std::size_t>(middle_ + diagonal)]; }

  static bool goes_down(const std::vector<std::ptrdiff_t>& reach, std::ptrdiff_t middle, std::ptrdiff_t diagonal,
                        std::ptrdiff_t changes) {
    const auto at = static_cast<std::size_t>(middle + diagonal);
    return diagonal == -changes || (diagonal != changes && reach[at - 1] < reach[at + 1]);
  }

  bool goes_through(std::ptrdiff_t changes) {
    const auto rows = static_cast<std::ptrdiff_t>(before_.size());
    const auto columns = static_cast<std::ptrdiff_t>(after_.size());
    for (std::ptrdiff_t diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const bool down = goes_down(reach_, middle_, diagonal, changes);
      std::ptrdiff_t row = down ? reach(diagonal + 1) : reach(diagonal - 1) + 1;
      while (row < rows && row - diagonal < columns && row - diagonal >= 0 &&
             before_[static_cast<std::size_t>(row)] == after_[static_cast<std::size_t>(row - diagonal)])
        ++row;
      reach(diagonal) = row;
      if (row >= rows && row - diagonal >= columns) return true;
    }
    return false;
  }

  std::vector<Step> way(std::ptrdiff_t changes) const {
    std::vector<Step> steps;
    auto row = static_cast<std::ptrdiff_t>(before_.size());
    auto column = static_cast<std::ptrdiff_t>(after_.size());
    const auto add = [&](char what) {
      if (what != '+') --row;
      if (what != '-') --column;
      steps.push_back({what, static_cast<std::size_t>(row), static_cast<std::size_t>(column)});
    };
    for (; changes > 0; --changes) {
      const std::vector<std::ptrdiff_t>& reach = kept_[static_cast<std::size_t>(changes)];
      const std::ptrdiff_t diagonal = row - column;
      const bool down = goes_down(reach, middle_, diagonal, changes);
      const std::ptrdiff_t came_from = reach[static_cast<std::size_t>(middle_ + diagonal + (down ? 1 : -1))];
      while (row > came_from + (down ? 0 : 1)) add(' ');
      add(down ? '+' : '-');
    }
    while (row > 0) add(' ');
    std::reverse(steps.begin(), steps.end());
    return steps;
  }

  std::vector<Step> all_exchanged() const {
    std::vector<Step> steps;
    steps.reserve(before_.size() + after_.size());
    for (std::size_t i = 0; i < before_.size(); ++i) steps.push_back({'-', i, 0});
    for (std::size_t i = 0; i < after_.size(); ++i) steps.push_back({'+', before_.size(), i});
    return steps;
  }

  const Texts& before_;
  const Texts& after_;
  std::vector<std::ptrdiff_t> reach_;
  std::ptrdiff_t middle_ = 0;
  std::vector<std::vector<std::ptrdiff_t>> kept_;
};

// `12,7`, or `12` for one line; a range of none is named by the line before it.
std::string range(std::size_t first, std::size_t count) {
  if (count == 1) return std::to_string(first + 1);
  return std::to_string(count == 0 ? first : first + 1) + "," + std::to_string(count);
}

std::string hunk(const std::vector<Step>& steps, std::size_t first, std::size_t end, const Texts& before,
                 const Texts& after) {
  std::size_t taken = 0;
  std::size_t put = 0;
  std::string lines;
  for (std::size_t i = first; i < end; ++i) {
    const Step& step = steps[i];
    taken += step.what != '+' ? 1 : 0;
    put += step.what != '-' ? 1 : 0;
    const std::string_view line = step.what == '+' ? after[step.after] : before[step.before];
    lines += step.what;
    lines += line;
    if (!line.ends_with('\n')) lines += "\n\\ No newline at end of file\n";
  }
  return "@@ -" + range(steps[first].before, taken) + " +" + range(steps[first].after, put) + " @@\n" + lines;
}

}  // namespace

std::string unified_diff(const std::string& before, const std::string& after, const std::string& before_name,
                         const std::string& after_name) {
  if (before == after) return {};
  const Texts old_lines = lines_of(before);
  const Texts new_lines = lines_of(after);
  const std::vector<Step> steps = Comparison(old_lines, new_lines).steps();
  std::string text = "--- " + before_name + "\n+++ " + after_name + "\n";
  const auto changed = [&](std::size_t i) { return steps[i].what != ' '; };
  for (std::size_t at = 0; at < steps.size();) {
    while (at < steps.size() && !changed(at)) ++at;
    if (at == steps.size()) break;
    const std::size_t first = at - std::min(at, around);
    std::size_t last = at;
    for (; at < steps.size() && at <= last + 2 * around; ++at)
      if (changed(at)) last = at;
    const std::size_t end = std::min(last + around + 1, steps.size());
    text += hunk(steps, first, end, old_lines, new_lines);
    at = end;
  }
  return text;
}

}  // namespace quarterday::cli
