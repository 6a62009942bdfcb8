// SPDX-License-Identifier: Apache-2.0
#include "runtime/data/identity.h"

#include <algorithm>
#include <array>
#include <string>

#include "runtime/plan/op_names.h"

namespace quarterday::data {
namespace {

using plan::grain_name;
using value::Calendar;
using value::Grain;
using value::PeriodError;

std::string quoted(std::string_view text) { return "'" + shown(text) + "'"; }

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

std::string_view month_name(int month) { return month_names[static_cast<std::size_t>(month - 1) % month_names.size()]; }

std::string how_often(const plan::Value& input) {
  if (input.grain == Grain::once) return "once, for no period";
  if (input.month_of_year && input.grain == plan::Grain::quarter) {
    return "each quarter that begins in " + std::string(month_name(*input.month_of_year));
  }
  if (input.month_of_year) return "each " + std::string(month_name(*input.month_of_year));
  return "each " + std::string(grain_name(input.grain));
}

int month_of_year(std::int32_t month) { return (month % 12 + 12) % 12 + 1; }

std::string span_text(const plan::Value& input, const plan::Plan& plan) {
  std::string text;
  for (const plan::MonthRange& range : input.span) {
    if (!text.empty()) text += ", ";
    const std::string first = plan.calendar.name(plan.calendar.containing({Grain::month, range.first}, input.grain));
    const std::string last = plan.calendar.name(plan.calendar.containing({Grain::month, range.last}, input.grain));
    text += first;
    if (last != first) text.append(" to ").append(last);
  }
  return text;
}

void help_with_calendar(Diagnostic& diagnostic, std::string_view text, PeriodError error, const Calendar& calendar) {
  const std::string example = calendar.name(calendar.year(2014));
  if (error == PeriodError::wrong_calendar) {
    diagnostic.note("years of this contract begin in " + std::string(month_name(calendar.first_month_of_year)) +
                    " and are written like " + example);
  } else if (error == PeriodError::years_do_not_follow) {
    diagnostic.note("a year runs into the next one").help("write " + example + " for the year that begins in 2014");
  } else if (error == PeriodError::year_out_of_range) {
    diagnostic.note("years are known from " + std::to_string(value::first_known_year) + " to " +
                    std::to_string(value::last_known_year));
  } else if (text.empty()) {
    diagnostic.under("the period is missing");
  } else {
    diagnostic.help("write " + example + ", " + calendar.name(calendar.quarter(2014, 1)) + " or 2014-04");
  }
}

bool lies_in(const plan::Value& input, plan::Period period) {
  if (period.grain == Grain::once) return true;
  const std::int32_t last = period.first_month + Calendar::months(period.grain) - 1;
  return std::any_of(input.span.begin(), input.span.end(), [&](const plan::MonthRange& range) {
    return range.first <= period.first_month && last <= range.last;
  });
}

std::string some_members(const plan::Plan& plan, const plan::Set& set) {
  constexpr std::size_t most = 5;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, set.members.size()); ++i) {
    text += (i == 0 ? "" : ", ") + plan.entity(set.members[i]).name;
  }
  return set.members.size() > most ? text + ", ..." : text;
}

void read_party(const IdentityCells& cells, const Reading& reading, const plan::Plan& plan, const NameIndex& names,
                std::vector<std::uint32_t>& positions, Objections& objections) {
  const std::optional<std::uint32_t> index = reading.columns->party_index;
  const Cell& cell = cells.party;
  if (!index) {
    if (!cell.text.empty()) {
      object(objections, make<Id::DataPartyCell>(place_of(cell), shown(cells.name.text), "given where none is due"))
          .help("leave the cell empty");
    }
    return;
  }
  const plan::SetId set = plan.value(reading.columns->input).indexes[*index].set;
  if (cell.text.empty()) {
    object(objections, make<Id::DataPartyCell>(place_of(cell), shown(cells.name.text), "missing"))
        .note("it is given for each " + plan.set(set).singular + ": " + some_members(plan, plan.set(set)));
    return;
  }
  const std::optional<std::uint32_t> position = names.position(set, cell.text);
  if (position) {
    positions[*index] = *position;
  } else {
    object(objections, names.unknown_party(cell, set));
  }
}

// The part of the cell, if it stands in the line as it is.
diagnostics::Span place_of_part(const Cell& cell, std::size_t at, std::size_t size) {
  if (cell.end - cell.begin != cell.text.size()) return place_of(cell);
  const std::uint32_t begin = cell.begin + static_cast<std::uint32_t>(at);
  return {diagnostics::no_file, begin, begin + static_cast<std::uint32_t>(size)};
}

void object_to_segment(const IdentityCells& cells, const Reading& reading, std::size_t part_count,
                       const plan::Plan& plan, Objections& objections) {
  const std::vector<std::uint32_t>& indexes = reading.columns->segment_indexes;
  const plan::Value& input = plan.value(reading.columns->input);
  const std::string name = shown(cells.name.text);
  if (indexes.empty()) {
    object(objections, make<Id::DataSegmentCell>(place_of(cells.segment), name, "given where none is due"))
        .help("leave the cell empty");
    return;
  }
  std::string form;
  for (const std::uint32_t index : indexes) {
    form += (form.empty() ? "" : "/") + plan.set(input.indexes[index].set).singular;
  }
  if (cells.segment.text.empty()) {
    object(objections, make<Id::DataSegmentCell>(place_of(cells.segment), name, "missing"))
        .note(indexes.size() == 1
                  ? "it is given for each " + form + ": " + some_members(plan, plan.set(input.indexes[indexes[0]].set))
                  : "it is given for each " + form);
    return;
  }
  const std::string what = quoted(cells.segment.text) + ", of " + std::to_string(part_count) +
                           (part_count == 1 ? " part" : " parts") + " where " + std::to_string(indexes.size()) +
                           (indexes.size() == 1 ? " is due" : " are due");
  object(objections, make<Id::DataSegmentCell>(place_of(cells.segment), name, what)).help("write " + form);
}

void read_segment(const IdentityCells& cells, const Reading& reading, const plan::Plan& plan, const NameIndex& names,
                  std::vector<std::uint32_t>& positions, Objections& objections) {
  const std::vector<std::uint32_t>& indexes = reading.columns->segment_indexes;
  const std::string_view text = cells.segment.text;
  if (text.empty() && indexes.empty()) return;
  const std::size_t part_count =
      text.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '/'));
  if (part_count != indexes.size()) {
    object_to_segment(cells, reading, part_count, plan, objections);
    return;
  }
  std::size_t at = 0;
  for (const std::uint32_t index : indexes) {
    const std::size_t size = std::min(text.find('/', at), text.size()) - at;
    const std::string_view part = text.substr(at, size);
    const plan::SetId set = plan.value(reading.columns->input).indexes[index].set;
    const std::optional<std::uint32_t> position = names.position(set, trimmed(part));
    if (position) {
      positions[index] = *position;
    } else {
      object(objections, names.unknown_segment(place_of_part(cells.segment, at, size), part, cells.name.text, set));
    }
    at += size + 1;
  }
}

}  // namespace

std::optional<plan::Period> read_period(const Cell& cell, const std::vector<Reading>& readings, const plan::Plan& plan,
                                        Objections& objections) {
  const value::ParsedPeriod parsed = plan.calendar.parse(cell.text);
  if (parsed) return *parsed;
  const auto is_once = [&plan](const Reading& reading) {
    return plan.value(reading.columns->input).grain == Grain::once;
  };
  if (cell.text.empty() && std::any_of(readings.begin(), readings.end(), is_once)) return plan::Period{};
  Diagnostic& diagnostic = object(objections, make<Id::DataPeriodMalformed>(place_of(cell), shown(cell.text)));
  help_with_calendar(diagnostic, cell.text, parsed.error, plan.calendar);
  return std::nullopt;
}

void check_span(const IdentityCells& cells, const plan::Value& input, plan::Period period, const plan::Plan& plan,
                Objections& objections) {
  const bool is_its_month = !input.month_of_year || month_of_year(period.first_month) == *input.month_of_year;
  if (is_its_month && lies_in(input, period)) return;
  Diagnostic& diagnostic =
      object(objections,
             make<Id::DataPeriodOutside>(place_of(cells.period), shown(cells.name.text), plan.calendar.name(period)));
  diagnostic.note(quoted(cells.name.text) + " is reported " + how_often(input) + " in " + span_text(input, plan));
}

Diagnostic wrong_grain(const IdentityCells& cells, const std::vector<Reading>& readings, plan::Period period,
                       const plan::Plan& plan) {
  Diagnostic diagnostic =
      make<Id::DataPeriodOutside>(place_of(cells.period), shown(cells.name.text), plan.calendar.name(period));
  std::string often;
  for (const Reading& reading : readings) {
    const std::string next = how_often(plan.value(reading.columns->input));
    if (often.find(next) == std::string::npos) often += (often.empty() ? "" : " and ") + next;
  }
  return diagnostic.note(quoted(cells.name.text) + " is reported " + often + "; " + plan.calendar.name(period) +
                         " is a " + std::string(grain_name(period.grain)));
}

void read_members(const IdentityCells& cells, const Reading& reading, const plan::Plan& plan, const NameIndex& names,
                  std::vector<std::uint32_t>& positions, Objections& objections) {
  const plan::Value& input = plan.value(reading.columns->input);
  positions.assign(input.indexes.size(), 0);
  if (input.input.data_index) positions[*input.input.data_index] = reading.named_position;
  read_party(cells, reading, plan, names, positions, objections);
  read_segment(cells, reading, plan, names, positions, objections);
}

}  // namespace quarterday::data
