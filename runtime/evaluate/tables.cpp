// SPDX-License-Identifier: Apache-2.0
//
// Tables of rows: tiers, scales and steps. The bounds are always evaluated; a rate or a value only where it is reached.
#include <algorithm>
#include <string>
#include <utility>

#include "runtime/evaluate/evaluator.h"
#include "runtime/evaluate/words.h"
#include "runtime/value/check.h"

namespace quarterday::evaluate {

namespace {

using diagnostics::Id;
using diagnostics::Span;
using plan::RowTable;
using plan::TableRow;
using Bound = TableRow::Bound;

bool is_loss(Bound bound) { return bound == Bound::loss_up_to || bound == Bound::loss_above || bound == Bound::loss; }

// What lies between two bounds of tiers.
struct Slice {
  const TableRow* row = nullptr;
  Rational size;
  std::optional<Rational> bound;
};

struct Point {
  const TableRow* row = nullptr;
  Rational at;
};

// The magnitude cut at the bounds of one side; `bounds` has none where a row has no bound.
std::vector<Slice> slices_of(const Rational& magnitude, const std::vector<const TableRow*>& rows,
                             const std::vector<std::optional<Rational>>& bounds) {
  std::vector<Slice> slices;
  Rational reached;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    const Rational end = bounds[at] ? value::min(*bounds[at], magnitude) : magnitude;
    if (end <= reached) continue;
    slices.push_back({rows[at], end - reached, bounds[at]});
    reached = end;
  }
  return slices;
}

// Which row of the table it is.
std::size_t row_at(const RowTable& table, const TableRow& row) {
  return static_cast<std::size_t>(&row - table.rows.data());
}

// Whether x comes before y in the order of the points.
bool before(const Rational& x, const Rational& y, bool ascending) { return ascending ? x < y : x > y; }

// As it is written: `| 30% to below 60% | 55% |`.
const std::string& row_words(const plan::Plan& plan, const TableRow& row) { return plan.origin(row.origin).text; }

}  // namespace

// Bounds of a loss are positive figures; one below zero would leave its slice empty without a word.
void Evaluator::check_loss_bounds(const Node& node, const std::vector<const TableRow*>& rows,
                                  const std::vector<std::optional<Rational>>& bounds, const Frame& frame) const {
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (!bounds[at] || bounds[at]->sign() >= 0) continue;
    const std::string bound = figure_text(plan_, *bounds[at], plan_.node(node.operands[0]).type);
    fail(diagnostics::make<Id::LossBoundBelowZero>(Span::nowhere(), frame.name, bound,
                                                   plan_.calendar.name(frame.period)),
         rows[at]->origin, frame);
  }
}

Figure Evaluator::tiers(const Node& node, Frame& frame) {
  const RowTable& table = *node.table;
  const plan::Type& amount_type = plan_.node(node.operands[0]).type;
  const Figure amount = evaluate(node.operands[0], frame);
  Missing missing;
  missing.passes(amount);
  const bool loss = !is_missing(amount) && number_of(amount).sign() < 0;
  std::vector<const TableRow*> rows;
  std::vector<std::optional<Rational>> bounds;
  for (const TableRow& row : table.rows) {
    if (is_loss(row.bound) != loss) continue;
    std::optional<Rational> bound;
    if (row.at) {
      const Figure figure = evaluate(row.at, frame);
      if (missing.passes(figure)) bound = number_of(figure);
      if (bound && !is_missing(amount)) came_near(node.operands[0], row.at, abs(number_of(amount)), *bound, frame);
    }
    rows.push_back(&row);
    bounds.push_back(std::move(bound));
  }
  if (missing.any()) return missing.figure();
  if (loss) check_loss_bounds(node, rows, bounds, frame);

  Rational total;
  std::string note;
  for (const Slice& slice : slices_of(abs(number_of(amount)), rows, bounds)) {
    took(node, row_at(table, *slice.row));
    Rational part;
    std::string rate;
    if (table.columns.empty()) {
      const Figure figure = evaluate(slice.row->results[0], frame);
      if (!missing.passes(figure)) continue;
      part = slice.size * number_of(figure);
      if (step_ != nullptr) rate = " at " + figure_text(plan_, figure, plan_.node(slice.row->results[0]).type);
    } else {
      std::vector<Rational> weights;
      for (const NodeId result : slice.row->results) {
        const Figure figure = evaluate(result, frame);
        if (is_refused(figure)) missing.passes(figure);
        weights.push_back(is_missing(figure) ? Rational() : number_of(figure));
      }
      if (missing.any()) continue;
      // Each slice by itself is what a schedule divides to the penny: `split(max(0, S - 5% of C))`.
      const std::vector<Rational> parts = divide(slice.size, weights, node, frame);
      for (std::size_t at = 0; at < parts.size(); ++at) {
        if (table.columns[at] == frame.slots[table.slot]) part += parts[at];
      }
      if (step_ != nullptr) rate = ", of which " + figure_text(plan_, part, amount_type);
    }
    total = within_limits(total + part, node, frame);
    if (step_ != nullptr) {
      if (!note.empty()) note += "; ";
      note += loss ? "loss " : "";
      note += slice.bound ? "up to " + figure_text(plan_, *slice.bound, amount_type) + ": " : "above: ";
      note += figure_text(plan_, slice.size, amount_type) + rate;
    }
  }
  if (step_ != nullptr) step_->note = std::move(note);
  if (missing.any()) return missing.figure();
  return loss ? -total : total;
}

Figure Evaluator::scale(const Node& node, Frame& frame) {
  Missing missing;
  const Figure subject = evaluate(node.operands[0], frame);
  missing.passes(subject);
  std::vector<Point> points;
  std::optional<Point> short_of;
  for (const TableRow& row : node.table->rows) {
    const Figure at = evaluate(row.at, frame);
    if (!missing.passes(at)) continue;
    if (!is_missing(subject)) came_near(node.operands[0], row.at, subject, at, frame);
    if (row.bound == Bound::short_of) {
      short_of = {&row, number_of(at)};
    } else {
      points.push_back({&row, number_of(at)});
    }
  }
  if (missing.any()) return missing.figure();
  QD_CHECK(!points.empty(), "a scale has at least one point");

  const Rational& x = number_of(subject);
  const bool ascending = points.front().at <= points.back().at;
  const auto value_at = [&](const Point& point) {
    took(node, row_at(*node.table, *point.row));
    if (step_ != nullptr) step_->note += (step_->note.empty() ? "row " : " and row ") + row_words(plan_, *point.row);
    return evaluate(point.row->results[0], frame);
  };
  if (short_of && before(x, short_of->at, ascending)) return value_at(*short_of);
  if (!before(points.front().at, x, ascending)) return value_at(points.front());
  for (std::size_t next = 1; next < points.size(); ++next) {
    const Point& left = points[next - 1];
    const Point& right = points[next];
    if (before(right.at, x, ascending)) continue;
    if (right.at == x) return value_at(right);
    const Figure low = value_at(left);
    const Figure high = value_at(right);
    if (is_missing(low) || is_missing(high)) return more_missing(low, high);
    const Rational way = quotient(x - left.at, right.at - left.at, node, frame);
    return within_limits(number_of(low) + (number_of(high) - number_of(low)) * way, node, frame);
  }
  return value_at(points.back());
}

namespace {

// Whether the figure lies in the row, whose bounds are known.
bool step_holds(const TableRow& row, const Rational& subject, const Rational& low, const Rational& at) {
  switch (row.bound) {
    case Bound::above:
    case Bound::otherwise:
      return true;
    case Bound::below:
      return subject < at;
    case Bound::to_below:
      return low <= subject && subject < at;
    case Bound::at_least:
      return subject >= at;
    case Bound::at_most:
    case Bound::up_to:
      return subject <= at;
    default:
      return subject == at;
  }
}

}  // namespace

Figure Evaluator::steps(const Node& node, Frame& frame) {
  const Figure subject = evaluate(node.operands[0], frame);
  Missing missing;
  missing.passes(subject);
  std::vector<std::pair<Rational, Rational>> bounds;
  bounds.reserve(node.table->rows.size());
  for (const TableRow& row : node.table->rows) {
    const auto bound = [&](NodeId id) {
      const Figure figure = id ? evaluate(id, frame) : Figure(Rational());
      if (id && !is_missing(subject)) came_near(node.operands[0], id, subject, figure, frame);
      return missing.passes(figure) ? number_of(figure) : Rational();
    };
    Rational low = bound(row.low);
    bounds.emplace_back(std::move(low), bound(row.at));
  }
  if (missing.any()) return missing.figure();
  for (std::size_t at = 0; at < bounds.size(); ++at) {
    const TableRow& row = node.table->rows[at];
    if (!step_holds(row, number_of(subject), bounds[at].first, bounds[at].second)) continue;
    took(node, at);
    if (step_ != nullptr) step_->note = "row " + row_words(plan_, row);
    return evaluate(row.results[0], frame);
  }
  const std::string figure = figure_text(plan_, subject, plan_.node(node.operands[0]).type);
  fail(diagnostics::make<Id::NoStepHolds>(Span::nowhere(), frame.name, figure, plan_.calendar.name(frame.period)),
       node.origin, frame);
}

}  // namespace quarterday::evaluate
