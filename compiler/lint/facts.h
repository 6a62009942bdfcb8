// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the rules ask of a contract, found once: who reads what, what follows from data, what reaches a payment.
// Internal to this room.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/lint/nodes.h"

namespace quarterday::lint {

using diagnostics::Diagnostic;
using diagnostics::Id;
using diagnostics::make;
using diagnostics::Span;
using model::NodeId;
using model::ValueId;
using plan::Op;
using value::Rational;

class Facts {
 public:
  explicit Facts(const Subject& seen);

  const Subject& subject;
  const model::Contract& contract;

  const plan::Node& node(NodeId id) const { return contract.nodes[id.index]; }
  const model::Value& value(ValueId id) const { return contract.value(id); }
  // In the text of a phrase or a template, which is said of other figures too.
  bool is_in_use(NodeId id) const { return subject.uses.is_use(span(id).file); }
  Span span(NodeId id) const { return contract.facts[id.index].span; }
  const model::Type& type(NodeId id) const { return contract.facts[id.index].type; }

  // Declared by an author under its own name: no step of a balance or of `with ... as`, no version of another.
  bool is_written(ValueId id) const;
  void for_each_written(const std::function<void(ValueId, const model::Value&)>& visit) const;
  // All that they evaluate, each once for each value; of those only that reach a payment.
  using Visit = std::function<void(ValueId, NodeId, const plan::Node&)>;
  void for_each_node(const Visit& visit) const;
  void for_each_paid_node(const Visit& visit) const;
  // All that it evaluates, each once.
  const std::vector<NodeId>& nodes_of(ValueId id) const { return nodes_of_[id.index]; }
  void below(NodeId root, const std::function<void(NodeId)>& visit) const;

  // The values whose sentences read it.
  const std::vector<ValueId>& readers(ValueId id) const { return readers_[id.index]; }
  bool is_read_by_rules(ValueId id) const { return read_by_rules_[id.index]; }  // requirements, guarantees, scenarios
  bool is_required(ValueId id) const { return required_[id.index]; }
  bool reaches_payment(ValueId id) const { return reaches_payment_[id.index]; }
  bool depends_on_data(ValueId id) const { return on_data_[id.index]; }
  bool depends_on_data(NodeId id) const;
  // Whether working it out may read that value.
  bool depends_on(NodeId id, ValueId value) const;
  bool depends_on(ValueId reader, ValueId value) const;

  // The figure of a sentence without data or periods; a parameter with one figure counts.
  std::optional<Rational> constant(NodeId id) const;
  bool is_nothing(NodeId id) const;  // 0, in these terms
  bool is_left_out(NodeId id) const;
  // A parameter with one figure for each member of one set, whatever the period.
  bool is_column(ValueId id) const;
  // One name for two sentences that say the same; empty where they are too long.
  std::string words(NodeId id) const;
  std::string name_of(ValueId id) const { return value(id).name; }

 private:
  void find_readers();
  void spread(std::vector<bool>& marks, bool downwards) const;
  void write_words(NodeId id, std::string& out, int depth) const;

  std::vector<std::vector<NodeId>> nodes_of_;
  std::vector<std::vector<ValueId>> readers_;
  std::vector<std::vector<ValueId>> reads_;
  std::vector<bool> read_by_rules_;
  std::vector<bool> required_;
  std::vector<bool> reaches_payment_;
  std::vector<bool> on_data_;
};

// Where rules put what they find.
class Findings {
 public:
  Diagnostic& report(Diagnostic diagnostic) { return all_.emplace_back(std::move(diagnostic)); }
  std::vector<Diagnostic> take() { return std::move(all_); }

 private:
  std::vector<Diagnostic> all_;
};

}  // namespace quarterday::lint
