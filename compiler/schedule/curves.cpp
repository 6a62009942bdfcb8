// SPDX-License-Identifier: Apache-2.0
#include "compiler/schedule/curves.h"

#include <algorithm>

#include "compiler/schedule/constants.h"

namespace quarterday::schedule {

using plan::Op;
using plan::Period;
using value::Rational;

namespace {

using Bound = plan::TableRow::Bound;

// Room to the left of what is drawn; amounts that are never below nothing get none there.
Rational left_of(const Rational& first, const Rational& margin) {
  return first.sign() < 0 ? first - margin : value::max(first - margin, Rational(0));
}

// One curve: the figure of a table or of a range over what it is read at.
class Curve {
 public:
  Curve(const model::Contract& contract, Period period) : constants_(contract), period_(period) {}

  // None where a figure is not known.
  std::optional<Points> of(const plan::Node& node, std::size_t column) const {
    switch (node.op) {
      case Op::scale:
        return scale(*node.table);
      case Op::steps:
        return steps(*node.table);
      case Op::tiers:
        return tiers(*node.table, column);
      default:
        return progress(node);
    }
  }

 private:
  std::optional<Rational> number(plan::NodeId id) const { return constants_.number(id, period_); }

  std::optional<Points> scale(const plan::RowTable& table) const {
    Points points;
    std::optional<Rational> before;
    for (const plan::TableRow& row : table.rows) {
      const auto x = number(row.at);
      const auto y = number(row.results.front());
      if (!x || !y) return std::nullopt;
      if (row.bound == Bound::short_of) {
        before = y;
      } else {
        points.emplace_back(*x, *y);
      }
    }
    if (points.size() < 2) return std::nullopt;
    const Rational margin = (points.back().first - points.front().first) / Rational(8);
    const auto first = points.front();
    if (before) points.insert(points.begin(), {first.first, *before});
    points.insert(points.begin(), {left_of(first.first, margin), before ? *before : first.second});
    points.emplace_back(points.back().first + margin, points.back().second);
    return points;
  }

  std::optional<Points> steps(const plan::RowTable& table) const {
    Points corners;  // from which amount on which figure
    std::optional<Rational> below;
    for (const plan::TableRow& row : table.rows) {
      const auto y = number(row.results.front());
      if (!y) return std::nullopt;
      const bool begins = row.bound == Bound::to_below || row.bound == Bound::at_least;
      if (begins) {
        const auto x = number(row.bound == Bound::to_below ? row.low : row.at);
        if (!x) return std::nullopt;
        corners.emplace_back(*x, *y);
      } else if (row.bound == Bound::below) {
        below = y;
      } else {
        return std::nullopt;
      }
    }
    if (corners.size() < 2) return std::nullopt;
    std::sort(corners.begin(), corners.end());
    const Rational margin = (corners.back().first - corners.front().first) / Rational(6);
    Points points;
    if (below) points = {{left_of(corners.front().first, margin), *below}, {corners.front().first, *below}};
    for (std::size_t i = 0; i < corners.size(); ++i) {
      points.push_back(corners[i]);
      points.emplace_back(i + 1 < corners.size() ? corners[i + 1].first : corners[i].first + margin, corners[i].second);
    }
    return points;
  }

  // What the slices come to, from the largest loss that is named to beyond the largest amount.
  std::optional<Points> tiers(const plan::RowTable& table, std::size_t column) const {
    Points gains{{Rational(0), Rational(0)}};
    Points losses;
    for (const bool loss : {false, true}) {
      Points& line = loss ? losses : gains;
      Rational x(0);
      Rational y(0);
      for (const plan::TableRow& row : table.rows) {
        const bool of_loss =
            row.bound == Bound::loss_up_to || row.bound == Bound::loss_above || row.bound == Bound::loss;
        if (of_loss != loss) continue;
        const auto rate = number(row.results[std::min(column, row.results.size() - 1)]);
        if (!rate) return std::nullopt;
        Rational end = x * Rational(2);
        if (row.bound == Bound::up_to || row.bound == Bound::loss_up_to) {
          const auto bound = number(row.at);
          if (!bound) return std::nullopt;
          end = *bound;
        } else if (x.is_zero()) {
          end = widest(table);
        }
        if (end.is_zero()) return std::nullopt;
        y += (end - x) * *rate;
        x = end;
        line.emplace_back(loss ? -x : x, loss ? -y : y);
      }
    }
    std::reverse(losses.begin(), losses.end());
    losses.insert(losses.end(), gains.begin(), gains.end());
    if (losses.size() < 3) return std::nullopt;
    return losses;
  }
  Rational widest(const plan::RowTable& table) const {
    Rational most(0);
    for (const plan::TableRow& row : table.rows)
      if (const auto bound = row.at ? number(row.at) : std::nullopt) most = value::max(most, *bound);
    return most;
  }

  std::optional<Points> progress(const plan::Node& node) const {
    const auto from = number(node.operands[1]);
    const auto to = number(node.operands[2]);
    if (!from || !to || *from == *to) return std::nullopt;
    const Rational margin = (*to - *from) / Rational(4);
    const bool limited = node.op == Op::progress;
    const Rational over = Rational::ratio(1, 4);
    Points points{{*from - margin, limited ? Rational(0) : -over},
                  {*from, Rational(0)},
                  {*to, Rational(1)},
                  {*to + margin, limited ? Rational(1) : Rational(1) + over}};
    if (*from > *to) std::reverse(points.begin(), points.end());
    return points;
  }

  Constants constants_;
  Period period_;
};

}  // namespace

bool is_curve(Op op) {
  return op == Op::scale || op == Op::steps || op == Op::tiers || op == Op::progress || op == Op::position;
}

std::optional<Points> curve(const model::Contract& contract, Period year, const plan::Node& node, std::size_t column) {
  return Curve(contract, year).of(node, column);
}

}  // namespace quarterday::schedule
