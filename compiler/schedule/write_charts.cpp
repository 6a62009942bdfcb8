// SPDX-License-Identifier: Apache-2.0
//
// Pictures of what is known without data: scores over their range, shares by tier, ramps by period, weights. Where the
// figures differ by year there is a line for each; where they differ by member, the table says it better.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "compiler/schedule/constants.h"
#include "compiler/schedule/curves.h"
#include "compiler/schedule/writer.h"

namespace quarterday::schedule {

using plan::Op;
using plan::Period;
using syntax::Aggregate;
using syntax::Bracketed;
using syntax::ByWeight;
using syntax::Cell;
using syntax::Common;
using syntax::Expr;
using syntax::ExprId;
using syntax::ExprNode;
using syntax::For;
using syntax::Head;
using syntax::NameReference;
using syntax::SplitOver;
using value::Rational;

namespace {

constexpr std::size_t max_lines = 8;
constexpr std::size_t max_bars = 40;
constexpr std::size_t max_drawn = 6;  // of one table

// Behind the name of a definition. An amount is more than the percentage that is drawn of it (`is_part`).
std::string_view what_is_drawn(Op op, bool is_part) {
  if (op == Op::tiers) return ": what the tiers come to";
  if (op == Op::progress) return ": progress";
  if (is_part && op == Op::scale) return ": figure of the scale";
  if (is_part && op == Op::steps) return ": figure of the steps";
  return "";
}

Chart::Shown shown(const model::Type& type) {
  if (type.has_money()) return Chart::Shown::money;
  return type.units.empty() && type.shown != model::Type::Shown::plain ? Chart::Shown::percent : Chart::Shown::number;
}

}  // namespace

// The first table or range that the sentence reads.
std::optional<plan::NodeId> Writer::curve_in(plan::NodeId body) const {
  std::vector<plan::NodeId> open{body};
  std::set<std::uint32_t> seen;
  while (!open.empty()) {
    const plan::NodeId id = open.back();
    open.pop_back();
    if (!id || !seen.insert(id.index).second) continue;
    const plan::Node& node = contract_.nodes[id.index];
    if (is_curve(node.op)) return id;
    open.insert(open.end(), node.operands.rbegin(), node.operands.rend());
  }
  return std::nullopt;
}

void Writer::add_line(Chart& chart, const std::string& name, Points points) {
  const bool again = !chart.series.empty() && chart.series.back().points == points;
  if (!again) {
    chart.series.push_back({name, std::move(points)});
    return;
  }
  std::string& known = chart.series.back().name;
  known = known.substr(0, known.find(" to ")) + " to " + name;
}

void Writer::charts(const Common& decl) {
  const auto named = contract_.values_by_name.find(decl.name.text);
  if (deed_of(decl) != nullptr || named == contract_.values_by_name.end() || named->second.size() != 1) return;
  const model::Value& value = contract_.value(named->second.front());
  const auto found = value.versions.empty() ? curve_in(value.body) : std::nullopt;
  if (!found) return;
  const plan::Node& node = contract_.nodes[found->index];
  std::vector<Period> years;
  for (std::int32_t month = contract_.term.first; month <= contract_.term.last; month += 12)
    years.push_back(contract_.calendar.containing({plan::Grain::month, month}, plan::Grain::year));
  Chart chart;
  const std::size_t columns = node.table ? std::max<std::size_t>(1, node.table->columns.size()) : 1;
  for (std::size_t column = 0; column < columns; ++column) {
    for (const Period year : years) {
      std::optional<Points> points = curve(contract_, year, node, column);
      if (!points) return;
      const std::string name =
          columns == 1 ? contract_.calendar.name(year) : plain(terms_.member(node.table->columns[column]));
      if (columns > 1 && year == years.front()) {
        chart.series.push_back({name, *std::move(points)});
      } else if (columns == 1) {
        add_line(chart, name, *std::move(points));
      } else if (chart.series.back().points != *points) {
        return;  // parts that differ by year are better read in the table
      }
    }
  }
  if (chart.series.empty() || chart.series.size() > max_lines) return;
  if (columns == 1 && chart.series.size() == 1) chart.series.front().name.clear();
  chart.x_shown = shown(contract_.facts[node.operands.front().index].type);
  chart.y_shown = node.table ? shown(contract_.facts[found->index].type) : Chart::Shown::percent;
  chart.symbol = contract_.currency.symbol;
  chart.x_title = plain(capital(node_words(node.operands.front())));
  const bool is_part = chart.y_shown != shown(value.type);
  chart.title = plain(capital(Text(terms_.words(value)))) + std::string(what_is_drawn(node.op, is_part));
  if (node.op == Op::tiers && chart.y_shown == Chart::Shown::percent && chart.x_shown == Chart::Shown::money)
    chart.y_shown = Chart::Shown::money;
  document_.blocks.emplace_back(std::move(chart));
}

// A plain figure by its name; of what is reckoned nothing is said along the axis.
Text Writer::node_words(plan::NodeId id) const {
  const plan::Node& node = contract_.nodes[id.index];
  return node.op == Op::load ? terms_.value(node.value) : Text();
}

// ---- Terms --------------------------------------------------------------------------------------------------------

// A ramp: a figure that is given for three periods or more and is not always the same.
void Writer::period_chart(const std::string& name) {
  const auto named = contract_.values_by_name.find(name);
  if (named == contract_.values_by_name.end() || named->second.size() != 1) return;
  const model::Value& value = contract_.value(named->second.front());
  const auto& periods = value.cells.periods;
  if (!value.versions.empty() || !value.indexes.empty() || !value.type.is_number()) return;
  if (periods.size() < 3 || periods.size() > 24 || value.cells.nodes.size() != periods.size()) return;
  Chart chart;
  chart.kind = Chart::Kind::columns;
  chart.series.emplace_back();
  for (std::size_t i = 0; i < periods.size(); ++i) {
    const auto figure = Constants(contract_).number(value.cells.nodes[i], {plan::Grain::month, periods[i].first});
    if (!figure) return;
    chart.labels.push_back(months_name(periods[i]));
    chart.series.front().points.emplace_back(Rational(static_cast<std::int64_t>(i)), *figure);
  }
  const auto& points = chart.series.front().points;
  if (std::all_of(points.begin(), points.end(), [&](const auto& p) { return p.second == points.front().second; }))
    return;
  chart.y_shown = shown(value.type);
  chart.symbol = contract_.currency.symbol;
  chart.title = plain(capital(Text(terms_.words(value)))) + ", by period";
  document_.blocks.emplace_back(std::move(chart));
}

std::string Writer::months_name(plan::MonthRange months) const {
  for (const plan::Grain grain : {plan::Grain::year, plan::Grain::quarter, plan::Grain::month}) {
    const Period first = contract_.calendar.containing({plan::Grain::month, months.first}, grain);
    const std::int32_t length = value::Calendar::months(grain);
    if (first.first_month != months.first) continue;
    if (months.last - months.first + 1 == length) return contract_.calendar.name(first);
    if (months.last - months.first + 1 > length && (months.last - months.first + 1) % length == 0)
      return "from " + contract_.calendar.name(first);
  }
  return contract_.calendar.name({plan::Grain::month, months.first});
}

// Weights of members, as bars.
void Writer::weight_chart(const std::string& name, model::SetId set) {
  if (weights_.count(name) == 0) return;
  const auto named = contract_.values_by_name.find(name);
  if (named == contract_.values_by_name.end()) return;
  for (const ValueId id : named->second) {
    const model::Value& value = contract_.value(id);
    const bool fits = value.kind == plan::Value::Kind::parameter && value.versions.empty() &&
                      value.indexes.size() == 1 && value.indexes.front().set == set && value.cells.periods.empty();
    const auto& members = contract_.set(set).set.members;
    if (!fits || members.size() < 2 || members.size() > max_bars || value.cells.nodes.size() != members.size())
      continue;
    Chart chart;
    chart.kind = Chart::Kind::bars;
    chart.series.emplace_back();
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto figure = Constants(contract_).number(value.cells.nodes[i], {});
      if (!figure || figure->sign() < 0) continue;
      chart.labels.push_back(plain(terms_.member(members[i])));
      chart.series.front().points.emplace_back(Rational(static_cast<std::int64_t>(i)), *figure);
    }
    if (chart.labels.size() < 2) return;
    chart.y_shown = shown(value.type);
    chart.symbol = contract_.currency.symbol;
    chart.title = plain(capital(Text(terms_.words(value)))) + " of the " + spaced(contract_.set(set).set.name);
    document_.blocks.emplace_back(std::move(chart));
    return;
  }
}

void Writer::table_charts(const syntax::Table& table, const std::optional<Head>& head, const std::string& members) {
  if (table.rows.empty()) return;
  const auto set = contract_.sets_by_singular.find(members);
  std::size_t drawn = 0;
  for (const Cell& cell : table.rows.front().cells) {
    if (!cell.name || drawn == max_drawn) continue;
    const std::size_t before = document_.blocks.size();
    if (set != contract_.sets_by_singular.end()) weight_chart(cell.name->text, set->second);
    if (head && head->indexes.empty()) period_chart(cell.name->text);
    drawn += document_.blocks.size() - before;
  }
}

// The names by which something is averaged, split or paid in instalments.
void Writer::collect_weights() {
  const auto take = [this](ExprId id) {
    while (id) {
      const ExprNode& node = tree_.expr(id).node;
      if (const auto* bracketed = std::get_if<Bracketed>(&node)) {
        id = bracketed->inner;
      } else if (const auto* look_up = std::get_if<For>(&node)) {
        id = look_up->of;
      } else {
        if (const auto* name = std::get_if<NameReference>(&node)) weights_.insert(name->text);
        return;
      }
    }
  };
  for (const Expr& expr : tree_.exprs) {
    if (const auto* split = std::get_if<SplitOver>(&expr.node)) take(split->by);
    if (const auto* average = std::get_if<Aggregate>(&expr.node)) take(average->by);
    if (const auto* instalment = std::get_if<ByWeight>(&expr.node)) take(instalment->weight);
  }
}

}  // namespace quarterday::schedule
