// SPDX-License-Identifier: Apache-2.0
#include "compiler/lint/facts.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "compiler/model/roots.h"
#include "runtime/plan/walk.h"

namespace quarterday::lint {
namespace {

constexpr std::size_t longest_words = 4000;
constexpr int deepest_words = 60;

// With the sentences that deeds put in their place.
std::vector<NodeId> roots_of_all(const model::Value& value) {
  std::vector<NodeId> roots = model::roots_of(value);
  for (const model::Version& version : value.versions)
    for (const NodeId id : {version.body, version.when_not_reported})
      if (id) roots.push_back(id);
  return roots;
}

}  // namespace

Facts::Facts(const Subject& seen)
    : subject(seen),
      contract(seen.contract),
      nodes_of_(contract.values.size()),
      readers_(contract.values.size()),
      reads_(contract.values.size()),
      read_by_rules_(contract.values.size()),
      required_(contract.values.size()),
      reaches_payment_(contract.values.size()),
      on_data_(contract.values.size()) {
  find_readers();
  for (std::size_t i = 0; i < contract.values.size(); ++i) {
    reaches_payment_[i] = contract.values[i].kind == plan::Value::Kind::payment;
    on_data_[i] = contract.values[i].kind == plan::Value::Kind::input;
  }
  spread(reaches_payment_, true);
  spread(on_data_, false);
}

void Facts::find_readers() {
  for (std::uint32_t i = 0; i < contract.values.size(); ++i) {
    const model::Value& reader = contract.values[i];
    std::unordered_set<std::uint32_t> seen;
    for (const NodeId root : roots_of_all(reader))
      below(root, [&](NodeId id) {
        if (seen.insert(id.index).second) nodes_of_[i].push_back(id);
      });
    std::unordered_set<std::uint32_t> read;
    for (const NodeId id : nodes_of_[i])
      if (reads_value(node(id).op) && node(id).value) read.insert(node(id).value.index);
    if (reader.copy_of) read.insert(reader.copy_of.index);
    if (reader.version_of) readers_[i].push_back(reader.version_of);
    for (const std::uint32_t one : read) {
      if (one == i) continue;
      readers_[one].push_back(ValueId(i));
      reads_[i].push_back(ValueId(one));
    }
  }
  const auto ruled = [&](NodeId root) {
    below(root, [&](NodeId id) {
      if (reads_value(node(id).op) && node(id).value) read_by_rules_[node(id).value.index] = true;
    });
  };
  for (const model::Requirement& requirement : contract.requirements) {
    ruled(requirement.condition);
    required_[requirement.input.index] = true;
    below(requirement.condition, [&](NodeId id) {
      if (reads_value(node(id).op) && node(id).value) required_[node(id).value.index] = true;
    });
  }
  for (const model::Guarantee& guarantee : contract.guarantees) {
    ruled(guarantee.condition);
    for (const plan::Movement& movement : guarantee.movements) {
      ruled(movement.subject);
      ruled(movement.driver);
    }
  }
  for (auto& list : readers_) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
}

void Facts::spread(std::vector<bool>& marks, bool downwards) const {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = 0; i < marks.size(); ++i)
    if (marks[i]) open.push_back(i);
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    for (const ValueId next : downwards ? reads_[at] : readers_[at]) {
      if (marks[next.index]) continue;
      marks[next.index] = true;
      open.push_back(next.index);
    }
  }
}

bool Facts::is_written(ValueId id) const {
  const model::Value& one = value(id);
  // `paid out of reserve` and `number of stays` are figures of what has the name.
  return !one.made && !one.copy_of && !one.version_of && one.name.find(' ') == std::string::npos;
}

void Facts::for_each_written(const std::function<void(ValueId, const model::Value&)>& visit) const {
  for (std::uint32_t i = 0; i < contract.values.size(); ++i)
    if (is_written(ValueId(i))) visit(ValueId(i), contract.values[i]);
}

void Facts::for_each_node(const Visit& visit) const {
  for_each_written([&](ValueId id, const model::Value&) {
    for (const NodeId one : nodes_of(id)) visit(id, one, node(one));
  });
}

void Facts::for_each_paid_node(const Visit& visit) const {
  for_each_node([&](ValueId id, NodeId one, const plan::Node& node) {
    if (reaches_payment(id)) visit(id, one, node);
  });
}

void Facts::below(NodeId root, const std::function<void(NodeId)>& visit) const {
  plan::for_each_node_below(contract.nodes, root, visit);
}

bool Facts::depends_on_data(NodeId id) const {
  bool found = false;
  below(id, [&](NodeId one) {
    if (reads_value(node(one).op) && node(one).value) found = found || on_data_[node(one).value.index];
  });
  return found;
}

bool Facts::depends_on(ValueId reader, ValueId wanted) const {
  std::vector<std::uint32_t> open{reader.index};
  std::unordered_set<std::uint32_t> seen{reader.index};
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (at == wanted.index) return true;
    for (const ValueId next : reads_[at])
      if (seen.insert(next.index).second) open.push_back(next.index);
  }
  return false;
}

bool Facts::depends_on(NodeId id, ValueId wanted) const {
  bool found = false;
  below(id, [&](NodeId one) {
    if (!found && reads_value(node(one).op) && node(one).value) found = depends_on(node(one).value, wanted);
  });
  return found;
}

std::optional<Rational> Facts::constant(NodeId id) const {
  if (!id) return std::nullopt;
  if (auto figure = plan::written_figure(contract.nodes, id)) return figure;
  const plan::Node& one = node(id);
  if (one.op == Op::negate) {
    const auto inner = constant(one.operands[0]);
    return inner ? std::optional(-*inner) : std::nullopt;
  }
  if (one.op != Op::load) return std::nullopt;
  const model::Value& read = value(one.value);
  if (read.kind == plan::Value::Kind::define && read.versions.empty())
    return plan::written_figure(contract.nodes, read.body);
  if (read.kind != plan::Value::Kind::parameter || read.cells.nodes.empty()) return std::nullopt;
  std::optional<Rational> only;
  for (const NodeId cell : read.cells.nodes) {
    const auto figure = plan::written_figure(contract.nodes, cell);
    if (!figure || (only && *only != *figure)) return std::nullopt;
    only = figure;
  }
  return only;
}

bool Facts::is_nothing(NodeId id) const {
  const auto figure = constant(id);
  return figure && figure->is_zero();
}

bool Facts::is_left_out(NodeId id) const {
  return id && node(id).op == Op::constant &&
         (std::holds_alternative<plan::LeftOut>(node(id).figure) ||
          std::holds_alternative<plan::Refused>(node(id).figure));
}

bool Facts::is_column(ValueId id) const {
  const model::Value& one = value(id);
  return one.kind == plan::Value::Kind::parameter && one.indexes.size() == 1 && one.cells.periods.size() <= 1;
}

std::string Facts::words(NodeId id) const {
  std::string out;
  write_words(id, out, 0);
  return out.size() > longest_words || out.find('?') != std::string::npos ? std::string() : out;
}

void Facts::write_words(NodeId id, std::string& out, int depth) const {
  if (!id || out.size() > longest_words) return;
  if (depth > deepest_words) {
    out += '?';
    return;
  }
  const plan::Node& one = node(id);
  out += std::to_string(static_cast<int>(one.op));
  if (one.op == Op::constant) {
    const auto* number = std::get_if<Rational>(&one.figure);
    // What is no number is the same only if it stands at the same place.
    out += number != nullptr ? "=" + number->to_text() : "@" + std::to_string(id.index);
  }
  if (one.value) out += "v" + std::to_string(one.value.index);
  if (one.op == Op::slot) out += "s" + std::to_string(one.slot);
  const auto add = [&out](char mark, std::int64_t number) {
    out += mark;
    out += std::to_string(number);
  };
  if (one.time) {
    add('t', static_cast<std::int64_t>(one.time->kind));
    add(',', static_cast<std::int64_t>(one.time->grain));
    add(',', one.time->count);
    add(',', one.time->period.first_month);
  }
  for (const plan::Argument& argument : one.arguments) {
    add('a', argument.slot);
    add(',', argument.entity.index);
    add(',', argument.node.index);
  }
  if (one.binder || one.table || one.op == Op::current_period || one.op == Op::growing)
    out += "@" + std::to_string(id.index);
  out += '(';
  for (const NodeId operand : one.operands) {
    write_words(operand, out, depth + 1);
    out += ' ';
  }
  out += ')';
}

}  // namespace quarterday::lint
