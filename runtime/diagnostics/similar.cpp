// SPDX-License-Identifier: Apache-2.0
#include "runtime/diagnostics/similar.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace quarterday::diagnostics {
namespace {

constexpr std::size_t max_name_bytes = 100;

std::string lowered(std::string_view name) {
  std::string out(name);
  for (char& letter : out) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return out;
}

// Damerau and Levenshtein's count of changes, with swapped neighbours as one change (optimal string alignment).
std::size_t distance(std::string_view left, std::string_view right) {
  std::vector<std::size_t> before_last(right.size() + 1);
  std::vector<std::size_t> last(right.size() + 1);
  std::vector<std::size_t> row(right.size() + 1);
  for (std::size_t j = 0; j <= right.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= left.size(); ++i) {
    before_last.swap(last);
    last.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= right.size(); ++j) {
      const std::size_t change = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      const bool swapped = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[right.size()];
}

}  // namespace

std::optional<std::string> closest(std::string_view wanted, std::span<const std::string_view> candidates) {
  if (wanted.empty() || wanted.size() > max_name_bytes) return std::nullopt;
  const std::string wanted_lowered = lowered(wanted);
  // A name of one letter resembles every other one, so only its capital counts.
  std::size_t limit = wanted.size() == 1 ? 0 : std::max<std::size_t>(1, wanted.size() / 3);
  std::optional<std::string> best;
  for (const std::string_view candidate : candidates) {
    if (candidate.empty() || candidate.size() > max_name_bytes || candidate == wanted) continue;
    const std::size_t longer = std::max(candidate.size(), wanted.size());
    const std::size_t shorter = std::min(candidate.size(), wanted.size());
    if (longer - shorter > limit) continue;
    const std::size_t found = distance(wanted_lowered, lowered(candidate));
    if (found > limit) continue;
    best = std::string(candidate);
    if (found == 0) break;
    limit = found - 1;
  }
  return best;
}

}  // namespace quarterday::diagnostics
