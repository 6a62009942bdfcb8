// SPDX-License-Identifier: Apache-2.0
//
// The rows of steps and scales.
#include <algorithm>

#include "compiler/lint/rules.h"
#include "runtime/value/format.h"

namespace quarterday::lint {
namespace {

using Bound = plan::TableRow::Bound;

void for_each_table(Look look, const std::function<void(ValueId, const plan::Node&)>& visit) {
  look.facts.for_each_written([&](ValueId id, const model::Value&) {
    for (const NodeId one : look.facts.nodes_of(id)) {
      const plan::Node& node = look.facts.node(one);
      if ((node.op == Op::steps || node.op == Op::scale) && node.table->columns.empty()) visit(id, node);
    }
  });
}

Span span_of(const Facts& facts, const plan::TableRow& row) {
  return facts.span(row.at ? row.at : row.results.front());
}

// The figures of all rows, if each is written out.
std::optional<std::vector<Rational>> results_of(const Facts& facts, const plan::Node& node) {
  std::vector<Rational> results;
  results.reserve(node.table->rows.size());
  for (const plan::TableRow& row : node.table->rows) {
    const auto figure = row.results.empty() ? std::nullopt : facts.constant(row.results.front());
    if (!figure) return std::nullopt;
    results.push_back(*figure);
  }
  return results;
}

}  // namespace

void rows_that_turn_back(Look look) {
  for_each_table(look, [&](ValueId id, const plan::Node& node) {
    const auto results = results_of(look.facts, node);
    if (!results || !look.facts.depends_on_data(node.operands[0])) return;
    int direction = 0;
    for (std::size_t i = 1; i < results->size(); ++i) {
      const int step = ((*results)[i] - (*results)[i - 1]).sign();
      if (step != 0 && direction != 0 && step != direction) {
        look.findings.report(
            make<Id::StepsTurnBack>(look.facts.span(node.table->rows[i].results.front()), look.facts.name_of(id)));
        return;
      }
      if (step != 0) direction = step;
    }
  });
}

void rows_alike(Look look) {
  for_each_table(look, [&](ValueId id, const plan::Node& node) {
    if (node.op != Op::steps) return;
    const std::vector<plan::TableRow>& rows = node.table->rows;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].results.empty() || rows[i - 1].results.empty()) continue;
      const std::string words = look.facts.words(rows[i].results.front());
      const bool alike = !words.empty() && words == look.facts.words(rows[i - 1].results.front());
      // Bands named by their ends may meet on purpose; a point between two is one on which nothing turns.
      if (alike && !look.facts.is_left_out(rows[i].results.front()))
        look.findings.report(make<Id::RowsAlike>(look.facts.span(rows[i].results.front()), look.facts.name_of(id)));
    }
  });
}

void rows_out_of_reach(Look look) {
  for_each_table(look, [&](ValueId, const plan::Node& node) {
    if (look.facts.is_in_use(node.operands[0])) return;
    const Range range = look.ranges.of(node.operands[0]);
    for (const plan::TableRow& row : node.table->rows) {
      const auto at = look.facts.constant(row.at);
      if (!at) continue;
      const bool above = row.bound == Bound::at_least && range.high && *at > *range.high;
      const bool beyond = row.bound == Bound::at && range.high && range.low && (*at > *range.high || *at < *range.low);
      const bool below = row.bound == Bound::below && range.low && *at <= *range.low;
      const bool under = (row.bound == Bound::at_most || row.bound == Bound::up_to) && range.low && *at < *range.low;
      if (above || beyond || below || under) look.findings.report(make<Id::UnreachableBand>(span_of(look.facts, row)));
    }
  });
}

}  // namespace quarterday::lint
