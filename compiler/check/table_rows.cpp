// SPDX-License-Identifier: Apache-2.0
#include "compiler/check/table_rows.h"

#include <algorithm>
#include <utility>

#include "compiler/check/heads.h"

namespace quarterday::check {

using syntax::Cell;
using syntax::Table;

std::optional<syntax::PeriodText> period_text(const Context& context, const Cell& cell) {
  if (cell.period && !cell.name) return cell.period;
  const auto* number = context.as<syntax::NumberLiteral>(cell.expr);
  if (cell.kind == Cell::Kind::expression && number && number->value.is_integer())
    return syntax::PeriodText{number->value.to_text(), cell.span};
  return std::nullopt;
}

void shape(Context& context, Span span, const std::string& what, const std::string& help) {
  Diagnostic& diagnostic = context.report(make<Id::TableShape>(span, what));
  if (!help.empty()) diagnostic.help(help);
}

std::optional<std::size_t> member_position(Context& context, SetId set, const syntax::Name& name) {
  const model::Set& members = context.contract.set(set);
  if (const auto member = context.contract.member(set, name.text)) {
    context.refer(name.span, context.contract.entity_spans[member->index]);
    return context.contract.position(set, *member);
  }
  if (context.is_broken(members.set.name) || context.is_broken(name.text)) return std::nullopt;
  Diagnostic& diagnostic = context.report(make<Id::NotAMember>(name.span, name.text, members.set.name));
  context.unknown_names.insert(name.text);
  std::vector<std::string_view> candidates;
  for (const EntityId id : members.set.members) candidates.push_back(context.contract.entities[id.index].name);
  context.suggest(diagnostic, name, candidates);
  return std::nullopt;
}

bool takes_part(const Context& context, SetId set, std::size_t position) {
  const std::vector<std::int32_t>& since = context.contract.set(set).set.since;
  const std::int32_t now = context.deed ? context.contract.deeds[*context.deed].first : 0;
  return since.empty() || since[position] <= now;
}

std::vector<const syntax::Row*> rows_by_member(Context& context, const Table& table, std::size_t first_row, SetId set,
                                               bool complete) {
  const model::Set& members = context.contract.set(set);
  std::vector<const syntax::Row*> rows(members.set.members.size(), nullptr);
  bool strangers = false;  // rather a misspelt member than a missing row
  for (std::size_t r = first_row; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r].cells;
    if (cells.empty()) continue;
    if (!cells.front().name) {
      shape(context, cells.front().span, "a row does not begin with the name of a " + members.set.singular);
      continue;
    }
    const auto found = member_position(context, set, *cells.front().name);
    if (!found) {
      strangers = true;
      continue;
    }
    const std::size_t position = *found;
    if (rows[position]) {
      context.report(make<Id::DeclaredTwice>(cells.front().span, cells.front().name->text))
          .label(rows[position]->cells.front().span, "its first row");
      continue;
    }
    rows[position] = &table.rows[r];
  }
  for (std::size_t i = 0; complete && !strangers && i < rows.size(); ++i)
    if (!rows[i] && !context.is_broken(members.set.name) && takes_part(context, set, i))
      context.report(make<Id::MemberWithoutRow>(table.rows.front().span,
                                                context.contract.entities[members.set.members[i].index].name));
  return rows;
}

void put_cell(Context::PendingCells& pending, const syntax::Row* row, std::size_t position) {
  const Cell* cell = row && position < row->cells.size() ? &row->cells[position] : nullptr;
  const bool filled = cell && cell->kind != Cell::Kind::empty;
  pending.cells.push_back(filled ? cell->expr : ExprId{});
  pending.sources.push_back(filled ? cell : nullptr);
  pending.places.push_back(cell ? cell->span : Span::nowhere());
  pending.kept.push_back(row == nullptr);
}

std::vector<PeriodRow> sorted_periods(Context& context, std::vector<PeriodRow> rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.months.first < b.months.first; });
  std::vector<PeriodRow> kept;
  for (PeriodRow& row : rows) {
    if (!kept.empty() && row.months.first <= kept.back().months.last) {
      context.report(make<Id::OverlappingPeriods>(row.span, "'" + row.text + "'", "'" + kept.back().text + "'"))
          .label(kept.back().span, "this covers it already");
      continue;
    }
    kept.push_back(row);
  }
  return kept;
}

void check_cover(Context& context, model::Value& value, const std::vector<MonthRange>& ranges, Span table) {
  for (const Period period : periods_in(value.during, value.grain, context.contract.calendar)) {
    if (covers(ranges, period)) continue;
    value.uncovered_reported = true;
    const std::string name = context.contract.calendar.name(period);
    context.report(make<Id::NoValueForPeriod>(value.name_span, value.name, name))
        .label(table, "the rows given")
        .help("add a row for " + name + ", or say `from` a period in the row before");
    return;
  }
}

void check_outside(Context& context, const model::Value& value, const std::vector<PeriodRow>& rows) {
  const auto periods = periods_in(value.during, value.grain, context.contract.calendar);
  if (periods.empty()) return;
  const std::int32_t last = months_of(periods.back()).last;
  const auto is_inside = [&](const PeriodRow& row) {
    return row.months.last >= periods.front().first_month && row.months.first <= last;
  };
  // One that holds in each year has to hold in one of those that count.
  const auto holds_elsewhere = [&](const PeriodRow& row) {
    return row.recurs && std::any_of(rows.begin(), rows.end(),
                                     [&](const PeriodRow& other) { return other.row == row.row && is_inside(other); });
  };
  for (const PeriodRow& row : rows) {
    if (is_inside(row) || holds_elsewhere(row)) continue;
    context.report(make<Id::OutsideTerm>(row.span, "'" + row.text + "'"))
        .help("'" + value.name + "' is given from " + context.contract.calendar.name(periods.front()) + " to " +
              context.contract.calendar.name(periods.back()));
    return;
  }
}

std::optional<PartOfYear> part_of_year(const Context& context, const Cell& cell) {
  if (cell.kind != Cell::Kind::expression) return std::nullopt;
  if (const auto* quarter = context.as<syntax::QuarterLiteral>(cell.expr))
    return PartOfYear{Grain::quarter, quarter->number};
  if (const auto* month = context.as<syntax::MonthLiteral>(cell.expr))
    return PartOfYear{Grain::month, (month->number - context.contract.calendar.first_month_of_year + 12) % 12 + 1};
  return std::nullopt;
}
Period part_in(const Context& context, const PartOfYear& part, Period year) {
  return context.contract.calendar.shift({part.grain, year.first_month}, part.part - 1);
}
void add_parts_of_years(Context& context, const Cell& cell, const PartOfYear& part, std::size_t at,
                        std::vector<PeriodRow>& rows) {
  const MonthRange whole{context.contract.term.first, context.last_month()};
  for (const Period year : periods_in({whole}, Grain::year, context.contract.calendar))
    rows.push_back({months_of(part_in(context, part, year)), at, cell.span,
                    context.contract.calendar.name(part_in(context, part, year)), true});
}

std::optional<PeriodRow> period_cell(Context& context, const Cell& cell, std::size_t at) {
  const auto text = cell.kind == Cell::Kind::from || cell.period ? cell.period : period_text(context, cell);
  const auto period = text ? context.period(*text) : std::nullopt;
  if (!period) return std::nullopt;
  MonthRange months = months_of(*period);
  if (cell.kind == Cell::Kind::from) months.last = context.last_month();
  return PeriodRow{months, at, cell.span, text->text};
}

std::vector<PeriodRow> read_period_rows(Context& context, const Table& table, std::size_t first_row) {
  std::vector<PeriodRow> rows;
  for (std::size_t r = first_row; r < table.rows.size(); ++r) {
    const auto& cells = table.rows[r].cells;
    if (cells.empty()) continue;
    const Cell& cell = cells.front();
    if (const auto part = part_of_year(context, cell)) {
      add_parts_of_years(context, cell, *part, r, rows);
      continue;
    }
    if (!period_text(context, cell) && !(cell.kind == Cell::Kind::from && cell.period)) {
      shape(context, cell.span, "a row does not begin with a period",
            "each row gives the figure of a year, a quarter or `from` one of them on");
      continue;
    }
    if (const auto row = period_cell(context, cell, r)) rows.push_back(*row);
  }
  return sorted_periods(context, std::move(rows));
}

}  // namespace quarterday::check
