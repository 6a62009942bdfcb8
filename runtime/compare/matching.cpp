// SPDX-License-Identifier: Apache-2.0
#include "runtime/compare/matching.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "runtime/plan/op_names.h"
#include "runtime/plan/walk.h"

namespace quarterday::compare {

namespace {

using plan::EntityId;
using plan::Node;
using plan::NodeId;
using plan::Plan;
using plan::SetId;
using plan::Value;
using plan::ValueId;

// FNV-1a: the same in every run, and good enough to find candidates; what it finds is compared in full.
class Hash {
 public:
  void add(std::uint64_t number) {
    for (int byte = 0; byte < 8; ++byte) add_byte(static_cast<unsigned char>(number >> (8 * byte)));
  }
  void add(std::string_view text) {
    for (const char byte : text) add_byte(static_cast<unsigned char>(byte));
    add(text.size());
  }
  std::uint64_t value() const { return value_; }

 private:
  void add_byte(unsigned char byte) { value_ = (value_ ^ byte) * 0x100000001b3ULL; }
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

void add_figure(Hash& hash, const plan::Figure& figure, const Plan& plan) {
  hash.add(figure.index());
  if (const auto* number = std::get_if<plan::Rational>(&figure)) hash.add(number->to_text());
  if (const auto* yes = std::get_if<bool>(&figure)) hash.add(*yes ? 1 : 0);
  if (const auto* entity = std::get_if<EntityId>(&figure)) hash.add(*entity ? plan.entity(*entity).name : "");
  if (const auto* text = std::get_if<std::string>(&figure)) hash.add(*text);
}

// What each value means, as a number: from its operations, and in each round from what those it reads meant before.
class Meanings {
 public:
  explicit Meanings(const Plan& plan) : plan_(plan), values_(plan.values.size()) {
    for (std::size_t at = 0; at < values_.size(); ++at) {
      const Value& value = plan.values[at];
      Hash hash;
      hash.add(static_cast<std::uint64_t>(value.kind));
      hash.add(value.type.words);
      hash.add(static_cast<std::uint64_t>(value.grain));
      for (const plan::IndexInfo& index : value.indexes) hash.add(plan.set(index.set).name);
      values_[at] = hash.value();
    }
  }

  // The deeper names stand under each other, the more rounds tell them apart; a few are enough for candidates.
  void refine(int rounds) {
    for (int round = 0; round < rounds; ++round) {
      std::vector<std::uint64_t> next(values_.size());
      for (std::size_t at = 0; at < next.size(); ++at) next[at] = of(plan_.values[at], values_[at]);
      values_ = std::move(next);
    }
  }

  std::uint64_t operator[](std::size_t at) const { return values_[at]; }

 private:
  std::uint64_t of(const Value& value, std::uint64_t so_far) const {
    Hash hash;
    hash.add(so_far);
    for (const NodeId root : plan::roots_of(value))
      plan::for_each_node_below(plan_.nodes, root, [&](NodeId id) { add(hash, plan_.node(id)); });
    return hash.value();
  }

  void add(Hash& hash, const Node& node) const {
    hash.add(plan::op_name(node.op));
    hash.add(node.operands.size());
    add_figure(hash, node.figure, plan_);
    if (node.value) hash.add(values_[node.value.index]);
  }

  const Plan& plan_;
  std::vector<std::uint64_t> values_;
};

constexpr int rounds = 6;

}  // namespace

Matching::Matching(const Plan& before, const Plan& after)
    : values_(before.values.size()), entities_(before.entities.size()), sets_(before.sets.size()) {
  match_sets(before, after);
  match_entities(before, after);
  match_values(before, after);
}

void Matching::match_sets(const Plan& before, const Plan& after) {
  for (std::uint32_t at = 0; at < sets_.size(); ++at) {
    for (std::uint32_t other = 0; other < after.sets.size(); ++other) {
      if (before.sets[at].name == after.sets[other].name) sets_[at] = SetId(other);
    }
  }
}

// A member without one of its name is the one that stands in its place, if that has none either.
void Matching::match_entities(const Plan& before, const Plan& after) {
  std::map<std::pair<bool, std::string_view>, std::uint32_t> names;
  for (std::uint32_t at = 0; at < after.entities.size(); ++at)
    names[{after.entities[at].is_party, after.entities[at].name}] = at;
  std::vector<bool> taken(after.entities.size());
  for (std::uint32_t at = 0; at < entities_.size(); ++at) {
    const auto found = names.find({before.entities[at].is_party, before.entities[at].name});
    if (found == names.end()) continue;
    entities_[at] = EntityId(found->second);
    taken[found->second] = true;
  }
  for (std::size_t at = 0; at < sets_.size(); ++at) {
    if (!sets_[at]) continue;
    const std::vector<EntityId>& old_members = before.sets[at].members;
    const std::vector<EntityId>& new_members = after.set(sets_[at]).members;
    if (old_members.size() != new_members.size()) continue;
    for (std::size_t place = 0; place < old_members.size(); ++place) {
      EntityId& match = entities_[old_members[place].index];
      if (match || taken[new_members[place].index]) continue;
      match = new_members[place];
      taken[match.index] = true;
    }
  }
}

void Matching::match_values(const Plan& before, const Plan& after) {
  // Steps that the compiler makes of one sentence may have one name: the first goes with the first, and so on.
  std::map<std::string_view, std::vector<std::uint32_t>> names;
  for (std::uint32_t at = static_cast<std::uint32_t>(after.values.size()); at-- > 0;)
    names[after.values[at].name].push_back(at);
  std::vector<bool> taken(after.values.size());
  for (std::uint32_t at = 0; at < values_.size(); ++at) {
    const auto found = names.find(before.values[at].name);
    if (found == names.end() || found->second.empty()) continue;
    values_[at] = ValueId(found->second.back());
    taken[found->second.back()] = true;
    found->second.pop_back();
  }
  Meanings old_meanings(before);
  Meanings new_meanings(after);
  old_meanings.refine(rounds);
  new_meanings.refine(rounds);
  for (std::uint32_t at = 0; at < values_.size(); ++at) {
    if (values_[at]) continue;
    for (std::uint32_t other = 0; other < after.values.size() && !values_[at]; ++other) {
      if (taken[other] || old_meanings[at] != new_meanings[other]) continue;
      values_[at] = ValueId(other);
      taken[other] = true;
    }
  }
}

}  // namespace quarterday::compare
