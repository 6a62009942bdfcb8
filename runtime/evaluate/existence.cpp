// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/existence.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/plan/walk.h"

namespace quarterday::evaluate {
namespace {

bool reads_terms_only(const plan::Plan& plan, NodeId where) {
  bool terms_only = true;
  plan::for_each_node_below(plan.nodes, where, [&](NodeId id) {
    const plan::ValueId read = plan.node(id).value;
    if (plan.node(id).op == plan::Op::current_period) terms_only = false;
    if (!read) return;
    // Terms that differ by period do not decide for all periods.
    const plan::Value& term = plan.value(read);
    if (term.kind != plan::Value::Kind::parameter || term.grain != plan::Grain::once) terms_only = false;
  });
  return terms_only;
}

// Beyond this many combinations of members an input is left to the settlement.
constexpr std::size_t max_combinations = 1'000'000;

bool is_decided_by_terms(const plan::Plan& plan, const plan::Value& value) {
  if (value.kind != plan::Value::Kind::input) return false;
  bool has_where = false;
  std::size_t combinations = 1;
  for (const plan::IndexInfo& index : value.indexes) {
    // Who joins by a deed is there in some periods only.
    if (!plan.set(index.set).since.empty()) return false;
    combinations *= plan.set(index.set).members.size();
    if (combinations > max_combinations) return false;
    if (!index.where) continue;
    has_where = true;
    if (!reads_terms_only(plan, index.where)) return false;
  }
  return has_where;
}

}  // namespace

Existence::Existence(const plan::Plan& plan) : plan_(plan) {
  decided_by_terms_.reserve(plan.values.size());
  for (const plan::Value& value : plan.values) decided_by_terms_.push_back(is_decided_by_terms(plan, value));
}

bool Existence::operator()(plan::ValueId input, std::span<const plan::EntityId> members) const {
  if (!decided_by_terms_[input.index]) return true;
  auto known = known_.find(input);
  if (known == known_.end()) known = known_.emplace(input, existing(input)).first;
  return !known->second || known->second->contains({members.begin(), members.end()});
}

std::optional<Existence::Members> Existence::existing(plan::ValueId input) const {
  std::optional<Members> members(std::in_place);
  run_on_deep_stack([&] {
    const data::Dataset nothing;
    Evaluator evaluator(plan_, nothing, Options{.derivation = false});
    const plan::Value& value = plan_.value(input);
    Frame frame = evaluator.frame_of(input, {}, {value.grain, value.span.empty() ? 0 : value.span.front().first});
    frame.slots.resize(std::max(frame.slots.size(), value.indexes.size()));
    frame.member_count = value.indexes.size();
    const auto keep = [&] {
      const auto end = frame.slots.begin() + static_cast<std::ptrdiff_t>(frame.member_count);
      members->emplace(frame.slots.begin(), end);
    };
    try {
      evaluator.each_combination(value.indexes, 0, frame, keep);
    } catch (const Failure&) {
      members.reset();
    }
  });
  return members;
}

}  // namespace quarterday::evaluate
