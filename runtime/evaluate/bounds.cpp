// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/bounds.h"

#include <algorithm>
#include <map>
#include <utility>

#include "runtime/value/rational.h"
#include "runtime/value/rounding.h"

namespace quarterday::evaluate {

namespace {

using plan::Rational;

constexpr int secants_at_most = 8;
constexpr int halvings_at_most = 40;

// Sentences of contracts are straight between their breakpoints, so a secant lands on the bound at once where there is
// none between; what is left is halved.
class Finder {
 public:
  Finder(const MarginOf& margin, const Rational& start, const InputRange& range)
      : margin_(margin), start_(start), range_(range) {}

  Neighbours find() {
    if (!look(start_)) return {};
    if (!second_point()) return {};
    secants();
    halve();
    return around();
  }

 private:
  std::optional<Rational> look(const Rational& at) {
    const auto known = seen_.find(at);
    if (known != seen_.end()) return known->second;
    std::optional<Rational> found = margin_(at);
    if (found) seen_.emplace(at, *found);
    return found;
  }

  bool second_point() {
    std::vector<Rational> others{start_ + range_.unit, start_ - range_.unit, start_ * Rational(2),
                                 start_ / Rational(2)};
    if (range_.accepted.low) others.push_back(*range_.accepted.low);
    if (range_.accepted.high) others.push_back(*range_.accepted.high);
    for (const int times : {100, 10'000, 1'000'000}) others.push_back(start_ + range_.unit * Rational(times));
    const Rational first = seen_.begin()->second;
    for (const Rational& raw : others) {
      const Rational other = value::round_to_nearest(raw, range_.unit);
      if (!range_.accepted.holds(other)) continue;
      const auto found = look(other);
      if (!found || *found == first) continue;
      last_ = other;
      return true;
    }
    return false;
  }

  void secants() {
    Rational before = start_;
    for (int i = 0; i < secants_at_most; ++i) {
      const Rational& left = seen_.at(before);
      const Rational& right = seen_.at(last_);
      if (right.is_zero() || left == right) return;
      Rational next = last_ - right * (last_ - before) / (right - left);
      if (i == 0) make_finer(next);
      next = value::round_to_nearest(next, range_.unit);
      next = range_.accepted.nearest(next);
      if (seen_.contains(next) || !look(next)) return;
      before = last_;
      last_ = next;
    }
  }

  // A bound of 97.25% is met by 97.25% only.
  void make_finer(const Rational& exact) {
    for (int decimals = 0; decimals <= range_.finer; ++decimals) {
      const Rational unit = range_.unit / value::ten_to_the(decimals);
      if (!(exact / unit).is_integer()) continue;
      range_.unit = unit;
      return;
    }
  }

  void halve() {
    for (int i = 0; i < halvings_at_most; ++i) {
      const auto [low, high] = closest();
      if (low == high || high - low <= range_.unit || seen_.at(low).is_zero() || seen_.at(high).is_zero()) return;
      const Rational steps = floor((high - low) / (range_.unit * Rational(2)));
      const Rational middle = low + value::max(steps, 1) * range_.unit;
      if (seen_.contains(middle) || !look(middle)) return;
    }
  }

  // The figures next to each other between which the margin changes its sign; twice the same where it does not.
  std::pair<Rational, Rational> closest() const {
    std::pair<Rational, Rational> pair{start_, start_};
    for (auto right = std::next(seen_.begin()); right != seen_.end(); ++right) {
      const auto left = std::prev(right);
      if ((left->second.sign() < 0) == (right->second.sign() < 0)) continue;
      const bool closer = pair.first == pair.second || right->first - left->first < pair.second - pair.first;
      if (closer) pair = {left->first, right->first};
    }
    return pair;
  }

  Neighbours around() const {
    std::vector<Rational> figures;
    const auto on_it = std::ranges::find_if(seen_, [](const auto& one) { return one.second.is_zero(); });
    if (on_it != seen_.end()) {
      for (const Rational& figure : {on_it->first - range_.unit, on_it->first, on_it->first + range_.unit})
        if (range_.accepted.holds(figure)) figures.push_back(figure);
      return {std::move(figures), true};
    }
    const auto [low, high] = closest();
    if (low != high) return {{low, high}, high - low <= range_.unit};
    // No figure of the input leads to the other side: its ends are as near as it comes.
    if (range_.accepted.low) figures.push_back(*range_.accepted.low);
    if (range_.accepted.high) figures.push_back(*range_.accepted.high);
    return {std::move(figures), false};
  }

  const MarginOf& margin_;
  Rational start_;
  Rational last_;
  InputRange range_;
  std::map<Rational, Rational> seen_;
};

}  // namespace

Neighbours around_bound(const MarginOf& margin, const Rational& start, const InputRange& range) {
  return Finder(margin, start, range).find();
}

}  // namespace quarterday::evaluate
