// SPDX-License-Identifier: Apache-2.0
#include "runtime/evaluate/existence.h"

#include <variant>

#include "runtime/data/dataset.h"
#include "runtime/evaluate/deep_stack.h"
#include "runtime/evaluate/evaluator.h"
#include "runtime/plan/walk.h"

namespace quarterday::evaluate {
namespace {

bool reads_terms_only(const plan::Plan& plan, NodeId where) {
  bool terms_only = true;
  plan::for_each_node_below(plan, where, [&](NodeId id) {
    const plan::ValueId read = plan.node(id).value;
    if (read && plan.value(read).kind != plan::Value::Kind::parameter) terms_only = false;
  });
  return terms_only;
}

}  // namespace

Existence::Existence(const plan::Plan& plan) : plan_(plan), decided_by_terms_(plan.values.size(), false) {
  for (std::size_t v = 0; v < plan.values.size(); ++v) {
    const plan::Value& value = plan.values[v];
    bool has_where = false;
    bool terms_only = value.kind == plan::Value::Kind::input;
    for (const plan::IndexInfo& index : value.indexes) {
      if (!index.where) continue;
      has_where = true;
      terms_only = terms_only && reads_terms_only(plan, index.where);
    }
    decided_by_terms_[v] = has_where && terms_only;
  }
}

bool Existence::operator()(plan::ValueId input, std::span<const plan::EntityId> members) const {
  if (!decided_by_terms_[input.index]) return true;
  const auto [known, is_new] = known_.try_emplace({input, {members.begin(), members.end()}}, true);
  if (is_new) known->second = work_out(input, members);
  return known->second;
}

bool Existence::work_out(plan::ValueId input, std::span<const plan::EntityId> members) const {
  bool exists = true;
  run_on_deep_stack([&] {
    try {
      const data::Dataset nothing;
      Evaluator evaluator(plan_, nothing, Options{.derivation = false});
      const plan::Value& value = plan_.value(input);
      const Period period{value.grain, value.span.empty() ? 0 : value.span.front().first};
      Frame frame = evaluator.frame_of(input, members, period);
      for (const plan::IndexInfo& index : value.indexes) {
        if (!index.where) continue;
        const Figure holds = evaluator.evaluate(index.where, frame);
        if (!std::holds_alternative<bool>(holds) || !std::get<bool>(holds)) exists = false;
      }
    } catch (const Failure&) {
      // The settlement says what is wrong with such a test.
    }
  });
  return exists;
}

}  // namespace quarterday::evaluate
