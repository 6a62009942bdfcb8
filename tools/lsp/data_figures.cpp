// SPDX-License-Identifier: Apache-2.0
#include "tools/lsp/data_figures.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "runtime/evaluate/evaluate.h"
#include "runtime/plan/member_types.h"
#include "runtime/statement/words.h"
#include "tools/lsp/reported.h"

namespace quarterday::lsp {
namespace {

namespace fs = std::filesystem;

using plan::Grain;
using plan::Period;
using plan::ValueId;

// Bounds of what is done while somebody may begin to type again.
constexpr std::uintmax_t most_bytes = 20'000'000;
constexpr std::uint64_t most_steps = 2'000'000;
constexpr std::size_t most_lookups = 200'000;
constexpr int most_periods_tried = 4;
constexpr std::size_t most_members_in_label = 3;

std::string stamp_of(const std::vector<std::string>& paths) {
  std::string stamp = "files:";
  for (const std::string& path : paths) {
    std::error_code problem;
    const auto time = fs::last_write_time(path, problem).time_since_epoch().count();
    const auto size = fs::file_size(path, problem);
    stamp += path + "|" + std::to_string(time) + "|" + std::to_string(size) + "|";
  }
  return stamp;
}

bool is_small(const std::vector<std::string>& paths) {
  std::uintmax_t bytes = 0;
  for (const std::string& path : paths) {
    std::error_code problem;
    bytes += fs::file_size(path, problem);
    if (problem) return false;
  }
  return bytes <= most_bytes;
}

std::int32_t last_month(Period period) { return period.first_month + value::Calendar::months(period.grain) - 1; }

// Looks for figures of any members, from the end of the term backwards.
class LastReported {
 public:
  LastReported(const plan::Plan& plan, const data::Dataset& dataset) : plan_(plan), dataset_(dataset) {}

  // The last month of the last period for which anything is reported.
  std::optional<std::int32_t> month() {
    for (std::uint32_t i = 0; i < plan_.values.size(); ++i) {
      const plan::Value& value = plan_.values[i];
      if (value.kind != plan::Value::Kind::input || value.records || value.grain == Grain::once) continue;
      const std::int32_t last = plan_.with_run_off().last;
      Period period = plan_.calendar.containing({Grain::month, last}, value.grain);
      for (; last_month(period) >= plan_.term.first; period = plan_.calendar.shift(period, -1)) {
        if (found_ && last_month(period) <= *found_) break;
        std::vector<plan::EntityId> members;
        if (is_reported(ValueId(i), period, members)) found_ = last_month(period);
      }
    }
    return found_;
  }

 private:
  bool is_reported(ValueId input, Period period, std::vector<plan::EntityId>& members) {
    const plan::Value& value = plan_.value(input);
    if (lookups_ > most_lookups) return false;
    if (members.size() == value.indexes.size()) {
      ++lookups_;
      return dataset_.find(input, members, period) != nullptr;
    }
    for (const plan::EntityId member : plan_.set(value.indexes[members.size()].set).members) {
      members.push_back(member);
      if (is_reported(input, period, members)) return true;
      members.pop_back();
    }
    return false;
  }

  const plan::Plan& plan_;
  const data::Dataset& dataset_;
  std::optional<std::int32_t> found_;
  std::size_t lookups_ = 0;
};

std::optional<evaluate::Settlement> settled(const plan::Plan& plan, const data::Dataset& dataset, Period period) {
  diagnostics::Sink unheard;
  evaluate::Options options;
  options.max_steps = most_steps;
  auto settlement = evaluate::settle(plan, dataset, period, options, unheard);
  if (!settlement || settlement->refusal) return std::nullopt;
  return settlement;
}

// Of the periods that have ended when the data end, the last that can be settled, and with a year its last quarter and
// its last month, which have lines of their own.
std::vector<evaluate::Settlement> last_settled(const plan::Plan& plan, const data::Dataset& dataset) {
  std::vector<evaluate::Settlement> last;
  const auto month = LastReported(plan, dataset).month();
  if (!month) return last;
  const std::vector<Period> all = evaluate::all_settled(plan);
  int tried = 0;
  for (auto period = all.rbegin(); period != all.rend() && tried < most_periods_tried; ++period) {
    if (last_month(*period) > *month) continue;
    if (!last.empty() && last_month(*period) != last_month(last.front().period)) break;
    ++tried;
    if (auto settlement = settled(plan, dataset, *period)) last.push_back(std::move(*settlement));
  }
  return last;
}

class Labels {
 public:
  Labels(const plan::Plan& plan, const evaluate::Settlement& settlement, std::string data)
      : plan_(plan), settlement_(settlement), data_(std::move(data)) {
    for (const evaluate::Line& line : settlement.lines) amounts_[line.instance.index] = line.amount;
    for (std::uint32_t i = 0; i < settlement.instances.size(); ++i)
      instances_[settlement.instances[i].value.index].push_back(i);
  }

  FiguresWithData all() const {
    FiguresWithData figures;
    for (const auto& [value, instances] : instances_)
      if (auto figure = beside(plan_.value(ValueId(value)), instances)) figures.emplace(value, std::move(*figure));
    return figures;
  }

 private:
  const evaluate::Instance& at(std::uint32_t instance) const { return settlement_.instances[instance]; }

  // The period of the settlement; for what has shorter ones the last of those in it, for what has longer ones that
  // which it is part of.
  std::optional<Period> period_of(const plan::Value& value, const std::vector<std::uint32_t>& instances) const {
    if (value.grain == Grain::once) return Period{};
    std::optional<Period> last;
    for (const std::uint32_t instance : instances) {
      const Period period = at(instance).period;
      const bool meets =
          plan_.calendar.contains(settlement_.period, period) || plan_.calendar.contains(period, settlement_.period);
      if (meets && (!last || last->first_month < period.first_month)) last = period;
    }
    return last;
  }

  std::string text_of(std::uint32_t instance) const {
    const auto amount = amounts_.find(instance);
    const plan::Type& type = plan::type_of(plan_, at(instance).value, at(instance).members);
    return statement::figure_text(plan_, type, amount == amounts_.end() ? at(instance).figure : amount->second);
  }

  std::optional<FigureWithData> beside(const plan::Value& value, const std::vector<std::uint32_t>& instances) const {
    const auto period = period_of(value, instances);
    if (!period || value.made) return std::nullopt;
    FigureWithData figure;
    std::size_t shown = 0;
    for (const std::uint32_t instance : instances) {
      if (value.grain != Grain::once && at(instance).period != *period) continue;
      std::string members;
      for (const std::string& name : statement::member_names(plan_, at(instance).members))
        members += (members.empty() ? "" : ", ") + name;
      std::string text = members.empty() ? text_of(instance) : members + ": " + text_of(instance);
      if (shown < most_members_in_label) figure.label += (shown == 0 ? "" : ", ") + text;
      if (shown == most_members_in_label) figure.label += ", …";
      figure.every += text + "\n";
      ++shown;
    }
    const Period told = value.grain == Grain::once ? settlement_.period : *period;
    figure.label = "= " + figure.label + " in " + plan_.calendar.name(told) + " with " + data_;
    return figure;
  }

  const plan::Plan& plan_;
  const evaluate::Settlement& settlement_;
  std::string data_;
  std::map<std::uint32_t, plan::Rational> amounts_;                // of payable lines, by instance
  std::map<std::uint32_t, std::vector<std::uint32_t>> instances_;  // by value
};

FiguresWithData figures_of(const plan::Plan& plan, const std::vector<std::string>& paths, const std::string& wanted) {
  if (paths.empty() || !is_small(paths)) return {};
  Reported reported;
  reported.read(paths, plan);
  if (reported.sink.has_errors()) return {};
  std::vector<evaluate::Settlement> settlements;
  if (wanted.empty()) {
    settlements = last_settled(plan, reported.dataset);
  } else if (const value::ParsedPeriod period = plan.calendar.parse(wanted)) {
    if (auto settlement = settled(plan, reported.dataset, *period)) settlements.push_back(std::move(*settlement));
  }
  std::string names;
  for (const std::string& path : paths) names += (names.empty() ? "" : ", ") + fs::path(path).filename().string();
  FiguresWithData figures;
  for (const evaluate::Settlement& settlement : settlements) figures.merge(Labels(plan, settlement, names).all());
  return figures;
}

}  // namespace

void DataFigures::choose(const std::string& uri, std::optional<ChosenData> chosen) {
  Known& known = known_[uri];
  known.chosen = std::move(chosen);
  known.stamp.clear();
}

const ChosenData* DataFigures::chosen(std::string_view uri) const {
  const auto known = known_.find(uri);
  return known == known_.end() || !known->second.chosen ? nullptr : &*known->second.chosen;
}

void DataFigures::outdate(std::string_view uri) {
  if (const auto known = known_.find(uri); known != known_.end()) known->second.stamp.clear();
}

void DataFigures::forget(std::string_view uri) {
  if (const auto known = known_.find(uri); known != known_.end()) known_.erase(known);
}

const FiguresWithData* DataFigures::find(const std::string& uri, const std::vector<std::string>& paths) {
  Known& known = known_[uri];
  if (known.stamp == stamp_of(paths)) return &known.figures;
  known.wanted = true;
  return nullptr;
}

std::optional<std::string> DataFigures::wanted() const {
  for (const auto& [uri, known] : known_)
    if (known.wanted) return uri;
  return std::nullopt;
}

bool DataFigures::work_out(const Analysis& analysis, const std::vector<std::string>& paths) {
  Known& known = known_[analysis.uri];
  known.wanted = false;
  known.stamp = stamp_of(paths);
  const bool showed = !known.figures.empty();
  known.figures.clear();
  if (analysis.compilation.plan)
    known.figures = figures_of(*analysis.compilation.plan, paths, known.chosen ? known.chosen->period : "");
  return showed || !known.figures.empty();
}

}  // namespace quarterday::lsp
