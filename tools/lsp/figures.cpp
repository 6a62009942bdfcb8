// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/figures.h"

#include <algorithm>

#include "compiler/schedule/constants.h"
#include "runtime/value/format.h"

namespace quarterday::lsp {
namespace {

using plan::Figure;
using plan::Grain;
using plan::Period;
using value::Rational;

value::Currency currency_of(const model::Contract& contract, const model::Type& type) {
  const std::string code = model::foreign_code(type.currency().value_or(model::money_unit));
  const auto foreign = code.empty() ? std::nullopt : value::currency_by_code(code);
  return foreign.value_or(contract.currency);
}

std::string number_text(const model::Contract& contract, const model::Type& type, const Rational& number) {
  if (type.is_money()) return value::format_money_exact(number, currency_of(contract, type));
  if (type.shown != model::Type::Shown::plain) return value::format_percent(number);
  if (type.has_money()) return value::format_money_exact(number, currency_of(contract, type));
  return value::format_number(number);
}

// The node that holds its figure in that period: its sentence, or the cell of a table without members.
plan::NodeId node_of(const model::Value& value, Period period) {
  if (value.body) return value.body;
  if (value.cells.nodes.empty()) return {};
  if (value.cells.periods.empty()) return value.cells.nodes.front();
  for (std::size_t i = 0; i < value.cells.periods.size() && i < value.cells.nodes.size(); ++i) {
    const plan::MonthRange& months = value.cells.periods[i];
    if (months.first <= period.first_month && period.first_month <= months.last) return value.cells.nodes[i];
  }
  return {};
}

bool can_be_known(const model::Value& value) {
  return value.versions.empty() && !value.version_of &&
         (value.kind == plan::Value::Kind::parameter || value.kind == plan::Value::Kind::define ||
          value.kind == plan::Value::Kind::payment);
}

std::vector<Period> periods_of(const model::Contract& contract, const model::Value& value) {
  if (value.grain == Grain::once) return {Period{}};
  std::vector<Period> periods;
  for (const plan::MonthRange& range : value.during) {
    Period period = contract.calendar.containing({Grain::month, range.first}, value.grain);
    for (; period.first_month <= range.last; period = contract.calendar.shift(period, 1)) periods.push_back(period);
  }
  return periods;
}

// Periods with the same figure are said together: "2015/16-Q1 to 2016/17-Q4".
std::vector<KnownFigure> over_periods(const model::Contract& contract, const model::Value& value) {
  std::vector<KnownFigure> all;
  Period since;
  const std::vector<Period> periods = periods_of(contract, value);
  for (const Period period : periods) {
    const auto figure = schedule::Constants(contract).figure(node_of(value, period), period);
    if (!figure) continue;
    const std::string text = figure_text(contract, value.type, *figure);
    const std::string name = period.grain == Grain::once ? std::string() : contract.calendar.name(period);
    if (value.grain != Grain::year && !all.empty() && all.back().text == text) {
      all.back().of = contract.calendar.name(since) + " to " + name;
      continue;
    }
    since = period;
    all.push_back({name, text});
  }
  return all;
}

std::vector<KnownFigure> over_members(const model::Contract& contract, const model::Value& value) {
  std::vector<KnownFigure> all;
  const bool plain = value.indexes.size() == 1 && value.cells.periods.empty();
  const auto& members = contract.set(value.indexes.front().set).set.members;
  for (std::size_t i = 0; plain && i < members.size() && i < value.cells.nodes.size(); ++i) {
    const auto figure = schedule::Constants(contract).figure(value.cells.nodes[i], Period{}, {members[i]});
    if (figure) all.push_back({contract.entities[members[i].index].name, figure_text(contract, value.type, *figure)});
  }
  return all;
}

}  // namespace

std::string figure_text(const model::Contract& contract, const model::Type& type, const Figure& figure) {
  if (const auto* number = std::get_if<Rational>(&figure)) return number_text(contract, type, *number);
  if (const auto* yes = std::get_if<bool>(&figure)) return *yes ? "yes" : "no";
  if (const auto* member = std::get_if<plan::EntityId>(&figure)) return contract.entities[member->index].name;
  if (const auto* range = std::get_if<plan::Range>(&figure))
    return number_text(contract, type, range->low) + " to " + number_text(contract, type, range->high);
  if (const auto* standard = std::get_if<plan::Standard>(&figure))
    return (standard->at_least ? "at least " : "at most ") + number_text(contract, type, standard->bound);
  if (const auto* period = std::get_if<Period>(&figure)) return contract.calendar.name(*period);
  if (const auto* date = std::get_if<value::Date>(&figure)) return date->to_text();
  if (const auto* text = std::get_if<std::string>(&figure)) return *text;
  return "left out";
}

std::vector<KnownFigure> known_figures(const model::Contract& contract, plan::ValueId id, std::size_t most) {
  const model::Value& value = contract.value(id);
  if (!can_be_known(value) || value.type.is_error()) return {};
  std::vector<KnownFigure> all = value.indexes.empty() ? over_periods(contract, value) : over_members(contract, value);
  if (all.size() > most) all.resize(most);
  return all;
}

std::optional<Rational> known_number(const model::Contract& contract, plan::ValueId id, Period period) {
  const model::Value& value = contract.value(id);
  if (!can_be_known(value) || !value.indexes.empty()) return std::nullopt;
  return schedule::Constants(contract).number(node_of(value, period), period);
}

std::string head_words(const model::Contract& contract, const model::Value& value) {
  std::string words;
  for (const model::Index& index : value.indexes) {
    words += words.empty() ? "for each " : ", each ";
    words += contract.set(index.set).set.singular;
    if (index.alias) words += " as " + index.name;
  }
  if (value.grain == Grain::once) return words;
  if (!words.empty()) words += ", ";
  words += value.grain == Grain::year ? "each year" : value.grain == Grain::quarter ? "each quarter" : "each month";
  return words;
}

}  // namespace quarterday::lsp
