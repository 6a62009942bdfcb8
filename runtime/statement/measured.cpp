// SPDX-License-Identifier: Apache-2.0
#include "runtime/statement/measured.h"

#include <algorithm>
#include <utility>

#include "runtime/records/query.h"

namespace quarterday::statement {
namespace {

using plan::RowSetId;
using plan::RowStep;

// The members of the figure as the members of each set on the way from it to the table.
using Way = std::vector<std::pair<RowSetId, std::vector<plan::EntityId>>>;

Way way_of(const plan::Records& records, RowSetId set, const std::vector<plan::EntityId>& members) {
  Way way{{set, members}};
  while (records.set(way.back().first).of) {
    const plan::RowSet& at = records.set(way.back().first);
    std::vector<plan::EntityId> inner;
    for (const std::uint32_t slot : at.of_slots) inner.push_back(way.back().second[slot]);
    way.emplace_back(at.of, std::move(inner));
  }
  return way;
}

// `provider is karolinska`, for an index of the head that goes by a column.
std::string member_words(const plan::Plan& plan, const plan::RowSet& set, const RowStep& step,
                         const std::vector<plan::EntityId>& members) {
  const plan::RowExpr& equal = plan.records.expr(step.condition);
  const std::uint32_t slot = plan.records.expr(equal.operands[1]).slot;
  return set.indexes[slot].name + " is " + plan.entity(members[slot]).name;
}

std::string words_of(const plan::Plan& plan, const Way& way, const records::StepPlace& place) {
  const plan::RowSet& set = plan.records.set(place.set);
  const RowStep& step = set.steps[place.step];
  const std::string& text = plan.origin(step.origin).text;
  if (text.starts_with("each ")) {
    const auto at = std::ranges::find(way, place.set, &Way::value_type::first);
    return "where " + member_words(plan, set, step, at->second);
  }
  // Parts of a test that are joined by `and` stand without its first word.
  const bool has_word = step.kind != RowStep::Kind::where || text.starts_with("where ");
  return has_word ? text : "where " + text;
}

}  // namespace

std::optional<Measured> explain_measured(const plan::Plan& plan, const evaluate::Instance& instance,
                                         const ExplainOptions& options) {
  const auto& figure = plan.value(instance.value).records;
  if (!figure || instance.source != evaluate::Source::measured || options.records == nullptr) return std::nullopt;
  const plan::RowSet& set = plan.records.set(figure->set);
  Measured measured;
  measured.records = plan.records.table(set.table).name;
  const std::vector<records::StepPlace> steps = records::steps_of(plan.records, figure->set);
  const Way way = way_of(plan.records, figure->set, instance.members);
  for (const records::StepPlace& place : steps) {
    const RowStep& step = plan.records.set(place.set).steps[place.step];
    measured.steps.push_back({words_of(plan, way, place), plan.origin(step.origin).clause, step.elsewhere, {}, 0});
  }
  measured.query = options.records->query(instance.value, instance.members, instance.period);
  if (!options.list_records) return measured;
  measured.listed = true;
  for (records::Verdict& row : options.records->verdicts(instance.value, instance.members, instance.period)) {
    if (row.step == 0) {
      measured.counted.push_back(std::move(row.id));
      continue;
    }
    MeasuredStep& step = measured.steps[row.step - 1];
    ++step.dropped;
    // Rows of other periods and members are not left out: they count there.
    if (!step.elsewhere) step.ids.push_back(std::move(row.id));
  }
  return measured;
}

}  // namespace quarterday::statement
